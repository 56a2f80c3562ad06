"""
What is typed into a story's form and not saved yet: kept, offered again, and brought back; and
who else has the story open.
"""

from articles.admin.keeping.board import board
from articles.admin.keeping.filling import BroughtBack, asked_for, filled_with, rows_brought_back
from articles.admin.keeping.sent import keep_first, let_go
from articles.admin.keeping.views import guarded, paths

__all__ = [
    "BroughtBack",
    "asked_for",
    "board",
    "filled_with",
    "guarded",
    "keep_first",
    "let_go",
    "paths",
    "rows_brought_back",
]
