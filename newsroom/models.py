from django.contrib.auth.models import AbstractUser

from articles.text.people import named


class User(AbstractUser):
    """An account of this paper's staff: ours from the first migration, so that it can grow."""

    def __str__(self):
        return named(self)
