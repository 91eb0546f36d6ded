"""Forms over HTTPS are sent by our own pages: what the browser says of where they are from.

The token of the session decides; this is a second lock. Some browsers are set to send no Referer,
and say by other headers that a form is from our own page.
"""

from urllib.parse import urlsplit

from flask import Flask, request
from flask_wtf.csrf import CSRFError


def set_up_same_site(app: Flask) -> None:
    """Refuse what changes something and comes from elsewhere by what its own headers say."""
    # The library would refuse every form without a Referer.
    app.config["WTF_CSRF_SSL_STRICT"] = False

    @app.before_request
    def refuse() -> None:
        if request.method == "POST" and request.is_secure and _from_elsewhere():
            raise CSRFError("The form is from another site.")


def _from_elsewhere() -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in {"same-origin", "none"}
    said = request.headers.get("Origin") or request.headers.get("Referer")
    return said is not None and _origin(said) != _origin(request.host_url)


def _origin(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    return parts.scheme, parts.netloc
