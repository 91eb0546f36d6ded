"""Headers that every answer carries."""

from flask import Flask, Response, request

# htmx and our own script come from here, and neither writes a style into the page.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    # Signing in under HTTPS compares the Referer of our own pages, so it may not be missing there.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
ONE_YEAR = 31_536_000


def set_up_headers(app: Flask) -> None:
    """Add the headers to every answer; one that a view has set itself stays."""

    @app.after_request
    def add(answer: Response) -> Response:
        for name, value in HEADERS.items():
            answer.headers.setdefault(name, value)
        if request.is_secure:
            answer.headers.setdefault("Strict-Transport-Security", f"max-age={ONE_YEAR}")
        if answer.mimetype == "text/html":
            # Desks are shared: what stood on a page is gone with the session.
            answer.headers.setdefault("Cache-Control", "no-store")
        return answer
