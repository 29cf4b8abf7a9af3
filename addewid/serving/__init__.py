"""The app in a browser: textual-serve behind a door that opens to one token, on this computer unless told otherwise."""
