"""Whose rows a screen shows: those of stories within a person's reach, and no others."""

from django.http import Http404

from articles.models import Article
from articles.permissions import EVERYWHERE


class FoundOrNot:
    """For a model's screen: a row that is not there, or not for this person, answers 404."""

    def get_object(self, request, object_id, from_field=None):
        # Django would lead to the index instead, and say that the row was perhaps deleted.
        row = super().get_object(request, object_id, from_field)
        if row is None:
            raise Http404
        return row


class OfStories(FoundOrNot):
    """For a model's screen whose rows belong to stories, as `article`."""

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        if request.user.has_perm(EVERYWHERE):
            return rows
        return rows.filter(article__in=Article.objects.for_editor(request.user))
