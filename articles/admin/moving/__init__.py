"""
The verbs of the desk as people meet them: as buttons on a story's form, which save what is
typed and then move the story; on pages of their own; and over many stories of the list.
"""

from articles.admin.moving.actions import MovesMany
from articles.admin.moving.asked import asked_for
from articles.admin.moving.bar import stage_bar
from articles.admin.moving.views import onward, paths

__all__ = ["MovesMany", "asked_for", "onward", "paths", "stage_bar"]
