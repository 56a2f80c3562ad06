from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """An account of this paper's staff: ours from the first migration, so that it can grow."""
