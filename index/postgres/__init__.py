"""The shared engine: an index in tables of a corpus that is kept in PostgreSQL."""
