"""
The verbs of the press, each on a page of its own: a GET shows what it would do, a POST does
it. The page names the revision that the person saw, and only that one goes out.
"""

from articles.admin.pressing.preparing import prepare
from articles.admin.pressing.situation import Situation
from articles.admin.pressing.verbs import VERBS, offered
from articles.admin.pressing.views import press

__all__ = ["VERBS", "Situation", "offered", "prepare", "press"]
