"""A calendar feed as text, read by its lines and by nothing of the code that made it."""


def lines_of(body: bytes) -> list[str]:
    """Its lines, unfolded as the standard says: a line that begins with a space goes on."""
    text = body.decode()
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def events_of(body: bytes) -> list[dict[str, str]]:
    """The properties of each event, with parameters as a part of the name."""
    events: list[dict[str, str]] = []
    for line in lines_of(body):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events and name not in {"BEGIN", "END"}:
            assert name not in events[-1]
            events[-1][name] = value
    return events
