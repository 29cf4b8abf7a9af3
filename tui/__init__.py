"""The Textual app: looking and deciding. It holds no rule of its own; what may be done is decided in ``corpus``."""
