"""The clock, read once for each answer: no part of it can be of another moment than the rest."""

from django.utils import timezone


def moment(request):
    """Give the moment that an answer is made for: `request.at`, which is now (UTC) if not set."""
    if not hasattr(request, "at"):
        request.at = timezone.now()
    return request.at
