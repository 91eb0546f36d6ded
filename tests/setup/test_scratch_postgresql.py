"""The PostgreSQL of the tests: real, each test's database its own, gone afterwards."""

from sqlalchemy import create_engine, text

from scratch_postgresql import ScratchServer, scratch_server


def _count_tables(address: str) -> int:
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE note (words text)"))
        count = connection.execute(
            text("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        ).scalar_one()
    engine.dispose()
    return int(count)


def test_each_database_starts_empty(postgres: ScratchServer) -> None:
    for _ in range(2):
        with postgres.database() as address:
            assert _count_tables(address) == 1


def test_a_database_goes_although_somebody_is_still_connected(postgres: ScratchServer) -> None:
    with postgres.database() as address:
        engine = create_engine(address)
        left_open = engine.connect()
    left_open.invalidate()
    engine.dispose()


def test_nothing_is_left_of_a_server_that_was_stopped() -> None:
    with scratch_server() as server:
        assert server.process.poll() is None
    assert server.process.poll() is not None
    assert not server.folder.exists()
