"""The one place where the parts of the web application are put together."""

from flask import Flask, render_template
from flask_babel import gettext

from web import say
from web.accounts.setting_up import set_up_accounts
from web.administration.letting_in import letting_in_blueprint
from web.administration.views import administration_blueprint
from web.assets import asset, assets_blueprint
from web.config import Config
from web.demo.ready import PASSWORD, READY
from web.entry import entry_blueprint
from web.errors import set_up_errors
from web.exchange.views import exchange_blueprint
from web.feeds.setting_up import set_up_feeds
from web.figures.views import figures_blueprint
from web.headers import set_up_headers
from web.intake.founding import founding_blueprint
from web.intake.team_pages import intake_blueprint
from web.languages import set_up_languages
from web.manager.pages import manager_blueprint
from web.people.views import people_blueprint
from web.plan import UnreadablePlanError
from web.refreshing import set_up_refreshing
from web.row_numbers import set_up_row_numbers
from web.rule_pages.pages import rules_blueprint
from web.storage.store import open_store
from web.team_pages.pages import team_blueprint


def put_together(app: Flask, config: Config) -> None:
    """Give the application its store, its accounts and its pages."""
    store = open_store(config.database)
    app.jinja_env.globals.update(asset=asset, say=say)
    app.jinja_env.filters.update(say.FILTERS)
    set_up_row_numbers(app)
    set_up_languages(app)
    set_up_accounts(app, store, demo=config.demo)
    if config.demo:
        app.jinja_env.globals["demo"] = {"accounts": READY, "password": PASSWORD}
    set_up_feeds(app, store)
    set_up_headers(app)
    set_up_refreshing(app)
    set_up_errors(app)
    app.register_error_handler(UnreadablePlanError, _changed)
    app.register_blueprint(assets_blueprint())
    app.register_blueprint(entry_blueprint(store))
    app.register_blueprint(administration_blueprint(store, config.address))
    app.register_blueprint(figures_blueprint(store))
    app.register_blueprint(letting_in_blueprint(store, config.address))
    app.register_blueprint(manager_blueprint(store))
    app.register_blueprint(team_blueprint(store))
    app.register_blueprint(rules_blueprint(store))
    app.register_blueprint(exchange_blueprint(store))
    app.register_blueprint(intake_blueprint(store))
    app.register_blueprint(founding_blueprint(store))
    app.register_blueprint(people_blueprint(store, config.address))


def _changed(error: UnreadablePlanError) -> tuple[str, int]:
    del error
    text = gettext("It speaks of people or work that the team no longer has. Make a new one.")
    title = gettext("The team has changed since this roster")
    page = render_template("error.html", title=title, text=text)
    return page, 409
