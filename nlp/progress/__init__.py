"""Progress statements: what a text reports as done, under way, put off or dropped."""
