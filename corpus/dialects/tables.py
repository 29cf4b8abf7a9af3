"""What a migration asks for that each kind of database has its own words for."""

from sqlalchemy import Connection


def append_only(connection: Connection, tables: tuple[str, ...]) -> None:
    """Make tables refuse every change and removal, whoever asks."""
    is_sqlite = connection.dialect.name == "sqlite"
    if not is_sqlite:
        connection.exec_driver_sql(_REFUSE)
    for table in tables:
        if is_sqlite:
            for act in ("UPDATE", "DELETE"):
                connection.exec_driver_sql(
                    f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                )
        else:
            connection.exec_driver_sql(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
            )


_REFUSE = (
    "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION '%% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$"
)


def evidence_first(connection: Connection) -> None:
    """Make the account refuse a judgement of delivery that rests on nothing, whoever writes it.

    Refused as well is evidence for one that is not accepted or not in its source, and more evidence than it had.
    """
    _refuse_rows(connection, "status_events", _RESTS_ON_NOTHING, "a judgement of delivery needs evidence")
    _refuse_rows(connection, "event_evidence", _IS_NO_EVIDENCE, "a judgement rests on accepted, verified quotations")


def _refuse_rows(connection: Connection, table: str, when: str, why: str) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(
            f"CREATE TRIGGER {table}_evidence BEFORE INSERT ON {table} "
            f"WHEN {when} BEGIN SELECT RAISE(ABORT, '{why}'); END"
        )
        return
    connection.exec_driver_sql(  # not in a WHEN of the trigger: a column that one names cannot be settled afterwards
        f"CREATE FUNCTION refuse_{table}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF ({when}) THEN RAISE EXCEPTION '{why}' USING ERRCODE = 'restrict_violation'; "
        "END IF; RETURN NEW; END $$"
    )
    connection.exec_driver_sql(
        f"CREATE TRIGGER {table}_evidence BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_{table}()"
    )


_RESTS_ON_NOTHING = (
    "NEW.judgement = 'delivery' AND NEW.value NOT IN ('', 'not-assessed') AND "
    "CASE WHEN NEW.value = 'no-evidence-found' THEN NEW.search_id IS NULL ELSE NEW.rests_on = 0 END"
)
_IS_NO_EVIDENCE = (
    "(SELECT count(*) FROM event_evidence x WHERE x.event_id = NEW.event_id) >= "
    "(SELECT e.rests_on FROM status_events e WHERE e.id = NEW.event_id) "
    "OR EXISTS (SELECT 1 FROM status_events e WHERE e.id = NEW.event_id AND e.judgement = 'delivery') "
    "AND NOT EXISTS (SELECT 1 FROM evidence_links l JOIN anchors a ON a.id = l.anchor_id "
    "WHERE l.id = NEW.link_id AND l.state = 'accepted' AND a.outcome IN ('found', 'moved'))"
)


def settle(connection: Connection) -> None:
    """After migrations: let PostgreSQL compare words as SQLite does, and take them at whatever length."""
    if connection.dialect.name != "postgresql":
        return
    unsettled = connection.exec_driver_sql(
        "SELECT table_name, column_name, data_type FROM information_schema.columns "
        "WHERE table_schema = current_schema() AND data_type IN ('text', 'character varying') "
        "AND (collation_name IS DISTINCT FROM 'C' OR character_maximum_length IS NOT NULL) "
        "AND table_name <> 'alembic_version' ORDER BY 1, 2"
    ).all()
    for table, column, kind in unsettled:
        connection.exec_driver_sql(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" TYPE {kind} COLLATE "C"')
