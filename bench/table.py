"""Tables on standard output."""


def row(*values: object) -> str:
    """Values in columns of one width."""
    return "  ".join(f"{value!s:>13}" for value in values)


def levels(value: tuple[int, int] | None) -> str:
    """Both levels of a roster, or that there is none."""
    return "none" if value is None else f"{value[0]}/{value[1]}"
