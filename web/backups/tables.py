"""The tables of a store as they are, and the numbers they give out next."""

from sqlalchemy import Connection, MetaData, Table, text

VERSION_TABLE = "alembic_version"
# The queue of PostgreSQL makes its own tables, and makes them again where there are none.
NOT_OURS = "procrastinate_"


def tables_of(connection: Connection) -> list[Table]:
    """The tables of a store, those that are referred to before those that refer."""
    found = MetaData()
    found.reflect(
        connection,
        only=lambda name, _: name != VERSION_TABLE and not name.startswith(NOT_OURS),
    )
    return found.sorted_tables


def revision_of(connection: Connection) -> str | None:
    """The revision of a store; None where it has no tables yet."""
    if not connection.dialect.has_table(connection, VERSION_TABLE):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def given_out(connection: Connection, tables: list[Table]) -> dict[str, int]:
    """The last number that each table gave out, where the database keeps it; none comes twice."""
    if connection.dialect.name == "sqlite":
        query = text("SELECT name, seq FROM sqlite_sequence")
        return {row.name: row.seq for row in connection.execute(query)}
    found = {}
    for table in tables:
        if sequence := _sequence(connection, table):
            last, called = connection.execute(
                text(f"SELECT last_value, is_called FROM {sequence}")  # noqa: S608 - a name
            ).one()
            if called:
                found[table.name] = int(last)
    return found


def give_out_after(connection: Connection, tables: list[Table], last: dict[str, int]) -> None:
    """Let each table go on from there."""
    for table in tables:
        if "id" not in table.columns:
            continue
        query = text(f"SELECT max(id) FROM {table.name}")  # noqa: S608 - a name of our own
        number = max(last.get(table.name, 0), connection.execute(query).scalar() or 0)
        if number:
            _set(connection, table, number)


def _set(connection: Connection, table: Table, number: int) -> None:
    known = {"name": table.name, "number": number}
    if connection.dialect.name == "postgresql":
        if sequence := _sequence(connection, table):
            say = text("SELECT setval(CAST(:name AS regclass), :number)")
            connection.execute(say, {"name": sequence, "number": number})
    elif table.name in given_out(connection, [table]):
        say = text("UPDATE sqlite_sequence SET seq = :number WHERE name = :name")
        connection.execute(say, known)


def _sequence(connection: Connection, table: Table) -> str | None:
    if "id" not in table.columns:
        return None
    query = text("SELECT pg_get_serial_sequence(:name, 'id')")
    found = connection.execute(query, {"name": table.name}).scalar()
    return None if found is None else str(found)
