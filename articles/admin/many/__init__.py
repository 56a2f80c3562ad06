"""
What is done with many stories of the list at once: chosen there, asked about on a page of its
own, done a few seconds' worth at a time, and told of each.
"""

from articles.admin.many.choosing import ChoosesMany
from articles.admin.many.views import paths

__all__ = ["ChoosesMany", "paths"]
