"""The app over a large corpus: how soon it is drawn, and how soon a key has its effect, beside a bare Textual app."""
