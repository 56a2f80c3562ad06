"""Sections, tags and correspondents get other slugs; where their pages were leads to them."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import FormerAddress
from articles.models.former import page_of
from articles.refusals import Taken


def save(noun):
    """
    Save a section, tag or correspondent, new or under another slug: the address that its page
    had leads to it from then on. Stories keep their own addresses. Raises Taken, with nothing
    changed, if another one has or had the address.
    """
    with transaction.atomic():
        before = type(noun).objects.select_for_update().filter(pk=noun.pk).first()
        write(noun)
        if before is None or before.slug != noun.slug:
            # After the write, when nobody else can be taking or leaving this slug still.
            demand_free(noun)
            FormerAddress.objects.filter(path=page_of(noun)).delete()
        if before is not None and before.slug != noun.slug:
            keep_address(page_of(before), noun, is_public=was_in_print(noun))


def write(noun):
    try:
        with transaction.atomic():
            noun.save()
    except IntegrityError:
        demand_free(noun)
        raise Taken(
            _("Somebody else took this name meanwhile. Look at what is there, and save again.")
        ) from None


def demand_free(noun):
    """Refuse a slug that is another's, or was. Raises Taken, which says whose."""
    owner = type(noun).objects.exclude(pk=noun.pk).owner(noun.slug)
    if owner not in (None, noun):  # it may go back to where it was itself
        raise Taken(taken_text(owner, noun.slug))


def taken_text(owner, slug):
    told = {"slug": slug, "owner": owner}
    if owner.slug == slug:
        return _("The slug “%(slug)s” is that of “%(owner)s”. Choose another one.") % told
    return (
        _(
            "The slug “%(slug)s” was that of “%(owner)s”, and links to it lead there still. "
            "Choose another one."
        )
        % told
    )


def was_in_print(noun):
    """Tell whether readers have, or ever had, a page of a noun."""
    return type(noun).objects.ever_in_print(at=timezone.now()).filter(pk=noun.pk).exists()


def keep_address(path, noun, *, is_public):
    """
    Have an address lead to a noun that was found there: for the desk, and for readers if they
    had a page there. A redirect would betray the name of what was never in print.
    """
    whose = dict.fromkeys(FormerAddress.NOUNS) | {noun._meta.model_name: noun}
    FormerAddress.objects.update_or_create(path=path, defaults=whose | {"is_public": is_public})
