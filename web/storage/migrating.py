"""Bring a database to the newest revision."""

from alembic import command
from alembic.config import Config
from sqlalchemy import text

from web.storage.engine import for_writing, new_engine

# Any number: the name of the lock under which only one process migrates a PostgreSQL database.
MIGRATION_LOCK = 7_316_402


def migrate(url: str) -> None:
    """Bring the database at `url`, empty or older, to head; several may call this at once.

    All of it is one transaction.

    Raises:
        RuntimeError: a SQLite database would be left with references to nothing.
    """
    # SQLite changes a table by making it anew; with foreign keys on, that would delete what
    # refers to it.
    engine = new_engine(url, foreign_keys=False)
    try:
        with for_writing(engine).begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(
                    text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK}
                )
            config = migration_config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            if (
                connection.dialect.name == "sqlite"
                and connection.execute(text("PRAGMA foreign_key_check")).first()
            ):
                raise RuntimeError("a revision would leave references to nothing")
    finally:
        engine.dispose()


def migration_config() -> Config:
    """Alembic's settings; the revisions are found inside the package, however it is installed."""
    config = Config()
    config.set_main_option("script_location", "web.storage:migrations")
    return config
