"""The application factory."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from web.config import Config
from web.wiring import put_together

LARGEST_BODY = 2_000_000


def create_app(config: Config) -> Flask:
    """The web application on a store that is already migrated. It loads no solver."""
    # Static files have addresses of their own, see `web.assets`.
    app = Flask("web", static_folder=None)
    app.config.update(
        SECRET_KEY=config.secret_key,
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        TRAP_HTTP_EXCEPTIONS=False,
    )
    put_together(app, config)
    if config.proxies:
        count = config.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count)  # type: ignore[method-assign]
    return app
