"""What a save changed, said in a line."""

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Revision

#: What is said of by its content, and not by its name alone.
TOLD = ("section_id", "tags", "bylines")
#: Names that are listed before the rest is only counted.
MOST = 6


def label_of(field):
    """Name a field of the copy, by its column; one of another day, by its own name."""
    try:
        return capfirst(Revision._meta.get_field(field).verbose_name)
    except FieldDoesNotExist:
        return field


def changes(revision, before, names):
    """
    Say what a save changed: a list of phrases. `before` is the revision before, if it is
    there; `names` names the directory's rows (Names).
    """
    if revision.number == 1:
        return [_("First save")]
    if not revision.changed:
        return [_("What it changed was not noted. Compare it with the one before.")]
    named = [name for name in revision.changed if before is None or name not in TOLD]
    phrases = [fields_changed(named, revision.words_changed)] if named else []
    return phrases + [
        TELLS[name](getattr(before, name), getattr(revision, name), names)
        for name in TOLD
        if name in revision.changed and before is not None
    ]


def fields_changed(fields, words):
    """Say which fields changed, and in how many words."""
    labels = get_text_list([str(label_of(name)) for name in fields], _("and"))
    labels = capfirst(labels.lower())
    if words:
        count = ngettext("%(count)d word", "%(count)d words", words) % {"count": words}
        return f"{labels}: {count}"
    return _("Body: how its words are set") if fields == ["body"] else labels


def section_changed(before, after, names):
    return _("Section: %(before)s, now %(after)s") % {
        "before": names.section(before) or _("none"),
        "after": names.section(after) or _("none"),
    }


def tags_changed(before, after, names):
    olds, news = ([names.tag(slug) for slug in slugs] for slugs in (before, after))
    came, went = [n for n in news if n not in olds], [n for n in olds if n not in news]
    return _("Tags: %(what)s") % {"what": came_and_went(came, went) or _("the same, renamed")}


def bylines_changed(before, after, names):
    olds, news = ([line["name"] for line in lines] for lines in (before, after))
    came, went = [n for n in news if n not in olds], [n for n in olds if n not in news]
    if came or went:
        return _("Bylines: %(what)s") % {"what": came_and_went(came, went)}
    return _("Bylines: their order") if olds != news else _("Bylines: as what they are credited")


TELLS = {"section_id": section_changed, "tags": tags_changed, "bylines": bylines_changed}


def came_and_went(came, went):
    said = []
    if came:
        said.append(_("%(names)s added") % {"names": listed(came)})
    if went:
        said.append(_("%(names)s taken off") % {"names": listed(went)})
    return "; ".join(said)


def listed(names):
    """Name some things, and count the others."""
    more = len(names) - MOST
    if more > 0:
        names = [
            *names[:MOST],
            ngettext("%(count)d more", "%(count)d more", more) % {"count": more},
        ]
    return get_text_list(names, _("and"))
