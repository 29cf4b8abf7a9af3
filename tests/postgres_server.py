"""A real PostgreSQL server for tests, on a socket in a temporary folder: nothing listens on the network."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, LiteralString

USER = "addewid"
ACCOUNT = "postgres"
"""The account of Debian's packages: the server refuses to run as root."""

INSTALL = "PostgreSQL is not installed here; to run this too: sudo apt-get install postgresql"
DRIVER = "PostgreSQL's driver is not installed here; to run this too: pip install 'psycopg[binary]'"

_QUICK = "-h '' -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=60"


def programs() -> Path | None:
    """The folder of the server's programs, the newest where there are several; None where there is none."""
    found = [Path(path).parent for path in [shutil.which("initdb")] if path]
    found += [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(found, key=lambda path: path.parts, default=None)


class Server:
    """A server that runs: databases are made in it, and dropped, by name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def url(self, database: str) -> str:
        return f"postgresql://{USER}@/{database}?host={self.folder}"

    def make(self, name: LiteralString, how: LiteralString = "") -> str:
        """Make a database; returns its address."""
        self._run("postgres", f"CREATE DATABASE {name} {how}")
        return self.url(name)

    def empty(self, name: LiteralString) -> None:
        """Make a corpus as it was when it was new: ten times as quick as to make another."""
        self._run(name, _EMPTY)

    def _run(self, database: str, statement: LiteralString) -> None:
        import psycopg

        with psycopg.connect(
            f"host={self.folder} user={USER} dbname={database}", autocommit=True, application_name="tests"
        ) as connection:
            connection.execute(statement)


_EMPTY = """
DO $$
DECLARE name text;
BEGIN
    PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend';
    DROP SCHEMA IF EXISTS addewid_index CASCADE;
    SET LOCAL session_replication_role = replica; -- neither foreign keys nor triggers are in the way
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        IF name = 'state' THEN
            DELETE FROM state WHERE state.name <> 'identity';
        ELSIF name <> 'alembic_version' THEN
            EXECUTE format('DELETE FROM %I', name);
        END IF;
    END LOOP;
    FOR name IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' LOOP
        EXECUTE format('ALTER SEQUENCE %I RESTART', name);
    END LOOP;
    FOR name IN SELECT DISTINCT tgrelid::regclass FROM pg_trigger WHERE tgenabled = 'D' AND NOT tgisinternal LOOP
        EXECUTE format('ALTER TABLE %s ENABLE TRIGGER USER', name);
    END LOOP;
END $$
"""


@contextmanager
def running(bin_folder: Path) -> Iterator[Server]:
    """A server for as long as the block lasts. Words are compared as in Welsh, unless a table says otherwise."""
    with tempfile.TemporaryDirectory(prefix="addewid-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        as_whom: dict[str, Any] = {}
        if os.geteuid() == 0:
            shutil.chown(folder, ACCOUNT, ACCOUNT)
            as_whom = {"user": ACCOUNT, "group": ACCOUNT, "extra_groups": []}

        def run(program: str, *arguments: str) -> None:
            command = [str(bin_folder / program), "-D", str(folder / "data"), *arguments]
            done = subprocess.run(
                command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, **as_whom, check=False
            )
            assert done.returncode == 0, done.stderr + done.stdout

        locale = ("--locale-provider=icu", "--icu-locale=cy-GB") if _major(bin_folder) >= 15 else ("--locale=C.UTF-8",)
        run("initdb", "--auth=trust", f"--username={USER}", "--encoding=UTF8", *locale, "--no-sync")
        run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", f"-k {folder} {_QUICK}", "start")
        try:
            yield Server(folder)
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")


def _major(bin_folder: Path) -> int:
    said = subprocess.run([bin_folder / "initdb", "--version"], capture_output=True, text=True, check=True).stdout
    return int(said.split()[2].partition(".")[0])
