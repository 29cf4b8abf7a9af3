"""Consultation responses as text: one Markdown file each, whose quotations, citations and statements can be checked."""
