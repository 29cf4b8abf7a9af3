"""A briefing of the unmet: which promises, in whose words, as judged by whom and on what; by body, theme or deadline.

What nobody has assessed is counted and never called unmet.
"""

from publish.briefing.gathering import Brief, Briefing, By, Group, gather
from publish.briefing.markdown import as_markdown
from publish.briefing.paper import as_docx

__all__ = ["Brief", "Briefing", "By", "Group", "as_docx", "as_markdown", "gather"]
