"""
What a story's copy was after each save: the log of a story, any two revisions compared, and
an old one brought back.
"""

from articles.admin.revisions.log import last_lines
from articles.admin.revisions.news import news
from articles.admin.revisions.views import history, paths

__all__ = ["history", "last_lines", "news", "paths"]
