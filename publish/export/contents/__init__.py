"""What each table of an export holds: its columns, and where its rows are from."""
