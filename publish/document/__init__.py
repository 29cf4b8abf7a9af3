"""A document for people to read, in any format: made accessible as pandoc's tree, dressed in a house style, written."""

FORMATS = ("docx", "odt", "html", "pdf", "md")
"""What a document can be written as."""
