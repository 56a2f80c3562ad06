"""What others may hear of the press. Sent on commit, never for what was rolled back."""

from django.dispatch import Signal

#: A story's timeline changed. Arguments: article_id, verb, act (the Act that it left).
timeline_changed = Signal()
