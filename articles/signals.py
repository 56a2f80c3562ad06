"""What others may hear of the press. Sent on commit, never for what was rolled back."""

from django.dispatch import Signal

#: A story's timeline changed. Arguments: article_id, verb.
timeline_changed = Signal()
