"""
A story's form that comes back, since somebody saved meanwhile; and what was kept of such forms.
"""

from articles.admin.clashing.form import answered, choices_in, tell, told
from articles.admin.clashing.kept import paths

__all__ = ["answered", "choices_in", "paths", "tell", "told"]
