"""One screen or dialogue per module. A screen is given the desk, and tells the app what to open by messages."""
