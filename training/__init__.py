"""Making the scorer's weights from labelled sentences; for developers, not part of what is installed."""
