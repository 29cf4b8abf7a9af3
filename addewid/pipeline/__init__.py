"""The rooms in order: add, tag, index, link. Each step does only what is new, and running it twice changes nothing."""
