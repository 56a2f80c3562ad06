"""What a row of the list says of a story."""

from django.contrib import admin
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.people import named


class Columns:
    """For the list of stories: its columns. On a narrow page a row is a card without headings."""

    list_display = [
        *("title", "stage_now", "standing", "in_section", "due", "words", "has_it", "is_in"),
        "updated",
    ]

    @admin.display(description=_("headline"))
    def title(self, article):
        """The headline and who wrote it; in words, that others have saved it since."""
        parts = [format_html("<bdi>{}</bdi>", str(article))]
        if article.is_unread:
            parts.append(format_html('<span class="unread">{}</span>', gettext("unread")))
        if names := ", ".join(byline.name for byline in article.bylines.all()):
            parts.append(format_html('<span class="by">{}</span>', names))
        return format_html("{} " * len(parts), *parts)

    @admin.display(description=_("stage"))
    def stage_now(self, article):
        return format_html(
            '<span class="stage stage--{}">{}</span>', article.stage, article.get_stage_display()
        )

    @admin.display(description=_("standing"))
    def standing(self, article):
        found = article.standing(at=timezone.now())
        return format_html('<span class="standing standing--{}">{}</span>', found, found.label)

    @admin.display(description=_("section"), empty_value="")
    def in_section(self, article):
        return article.section

    @admin.display(description=_("due"), ordering="due_at", empty_value="")
    def due(self, article):
        """When copy is due; in words, that it is late."""
        if article.due_at is None:
            return None
        told = {"due": date_format(timezone.localtime(article.due_at), "j M, H:i")}
        if article.is_late:
            return format_html('<span class="late">{}</span>', gettext("Late: %(due)s") % told)
        return labelled(gettext("Due"), told["due"])

    @admin.display(description=_("words"))
    def words(self, article):
        """How many words it has, of how many it was commissioned at."""
        told = str(article.length)
        if article.commissioned_length is not None:
            told = f"{article.length} / {article.commissioned_length}"
        return labelled(gettext("Words"), told)

    @admin.display(description=_("assigned to"), empty_value="")
    def has_it(self, article):
        if article.assignee is None:
            return None
        return labelled(gettext("Assigned to"), named(article.assignee))

    @admin.display(description=_("open with"), empty_value="")
    def is_in(self, article):
        """Who has the story open now."""
        if not article.people_in:
            return None
        return labelled(gettext("Open with"), ", ".join(map(named, article.people_in)))

    @admin.display(description=_("updated"), ordering="updated_at")
    def updated(self, article):
        at = timezone.localtime(article.updated_at)
        told = date_format(at, "j M, H:i" if at.year == timezone.localdate().year else "j M Y")
        return labelled(gettext("Updated"), told)


def labelled(label, value):
    """A value with what it is: its column says so too, where there are columns."""
    return format_html('<span class="narrow">{}:</span> {}', label, value)
