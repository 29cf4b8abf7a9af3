"""Alembic's entry point: runs the migrations on the connection that ``corpus.database`` hands over."""

from alembic import context

from corpus.dialects import settle
from corpus.models import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
    settle(connection)
