"""The list of stories: its rows, what a row says, what it is narrowed down to, and its days."""

from articles.admin.article_list.rows import Lists

__all__ = ["Lists"]
