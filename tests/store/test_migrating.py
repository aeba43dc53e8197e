from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from heliograph.store import migrating
from heliograph.store.data_folder import DataFolder
from heliograph.store.database import Database
from heliograph.store.migrating import SchemaTooNew, migrate, revision_of
from heliograph.store.schema import HEAD, metadata, usage_report
from heliograph.store.sqlite import writing_engine


def tables(connection: sa.Connection) -> set[str]:
    return set(sa.inspect(connection).get_table_names())


def test_the_head_in_the_code_is_the_last_step() -> None:
    folder = Path(migrating.__file__).parent / "migrations"
    config = Config()
    config.set_main_option("script_location", str(folder))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_from_nothing_and_again(folder: DataFolder) -> None:
    for _ in range(2):
        Database.open(folder.database_url).close()
    engine = writing_engine(folder.database_url)
    with engine.connect() as connection:
        assert revision_of(connection) == HEAD
        assert tables(connection) == {*metadata.tables, "alembic_version"}
        difference = compare_metadata(MigrationContext.configure(connection), metadata)
        view = {column["name"] for column in sa.inspect(connection).get_columns("usage_report")}
    engine.dispose()
    assert difference == []
    assert view == set(usage_report.c.keys())


def test_a_step_that_breaks_leaves_nothing_behind(folder: DataFolder) -> None:
    engine = writing_engine(folder.database_url)
    with engine.connect() as connection:
        with connection.begin():
            connection.exec_driver_sql("CREATE TABLE usage_rows (mine TEXT)")
        with pytest.raises(sa.exc.OperationalError, match="already exists"):
            migrate(connection)
        with connection.begin():
            assert tables(connection) == {"usage_rows"}
            connection.exec_driver_sql("DROP TABLE usage_rows")
        migrate(connection)
        assert revision_of(connection) == HEAD
    engine.dispose()


def test_a_database_of_a_later_version_is_not_touched(folder: DataFolder) -> None:
    database = Database.open(folder.database_url)
    database.write(lambda c: c.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")).result()
    database.close()
    with pytest.raises(SchemaTooNew, match="9999"):
        Database.open(folder.database_url)
