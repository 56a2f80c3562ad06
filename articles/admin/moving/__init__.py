"""
The verbs of the desk as people meet them: as buttons on a story's form, which save what is
typed and then move the story; and on pages of their own.
"""

from articles.admin.moving.asked import asked_for
from articles.admin.moving.bar import stage_bar
from articles.admin.moving.views import onward, paths

__all__ = ["asked_for", "onward", "paths", "stage_bar"]
