"""Where the buttons of a story's form lead that save and go on."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles import press
from articles.admin import moving
from articles.permissions import may
from articles.press import renditions
from articles.refusals import NotPermitted, Refused

#: The buttons that lead to a page of their own: the names of these.
PAGES = ("proof", "publish")

#: The button that publishes at once, without a page that asks.
NOW = "_publish_now"

#: Seconds that drawing goes on for, once begun: well within what servers and people wait.
LONGEST = 5.0


def is_published(data):
    """Tell whether a form asks that its very words go out: nothing is merged into them unseen."""
    return "_publish" in data or NOW in data


def onward(request, article, revision):
    """Go on from a story whose `revision` was saved, if a button asks for that; else None."""
    if NOW in request.POST:
        return publish_now(request, article, revision)
    for name in PAGES:
        if f"_{name}" in request.POST:
            return redirect(f"admin:articles_article_{name}", article.pk)
    return moving.onward(request, article)


def are_drawn(revision):
    """Have the pictures drawn as far as a person waits for; tell whether all are."""
    return revision is None or renditions.make_within(revision, seconds=LONGEST).is_done


def publish_now(request, article, revision):
    """Give readers what was saved; where the press refuses, lead to the page that asks."""
    try:
        if may(request.user, "publish", article) and not are_drawn(revision):
            messages.info(request, _("Saved. Publish it here, once its pictures are made ready."))
            return redirect("admin:articles_article_publish", article.pk)
        edition = press.publish(article, by=request.user, revision=revision)
    except NotPermitted:
        raise PermissionDenied from None
    except Refused as refusal:
        messages.warning(request, _("Saved, and not published yet. %s") % refusal)
        return redirect("admin:articles_article_publish", article.pk)
    link = format_html('<a href="{}">{}</a>', edition.path, _("Read it on the site"))
    messages.success(request, format_html("{} {}.", _("Saved and published."), link))
    return redirect("admin:articles_article_change", article.pk)
