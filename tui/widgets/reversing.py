"""A cursor that is told by words and ground changing places, where the colours of a terminal leave nothing else."""

from typing import TYPE_CHECKING

from textual.style import Style
from textual.widget import Widget

if TYPE_CHECKING:
    Beside = Widget
else:
    Beside = object  # of two widgets, Textual heeds the style sheet of the first alone


class Reversing(Beside):
    """Heeds ``text-style: reverse`` of the parts of a list, which Textual leaves out of what it draws them with."""

    def get_visual_style(self, *component_classes: str, partial: bool = False) -> Style:
        """The style of some parts."""
        style = super().get_visual_style(*component_classes, partial=partial)
        reverse = any(self.get_component_styles(name).text_style.reverse for name in component_classes)
        return style + Style(reverse=True) if reverse else style
