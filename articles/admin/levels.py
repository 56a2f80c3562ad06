"""Findings of the checks as screens show them: by level, and counted in words."""

from dataclasses import asdict

from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from articles.models import Article, Revision
from articles.workflow import Level

#: Level, the gravest first: how many there are.
COUNTED = {
    Level.ERROR: ngettext_lazy("%d error", "%d errors"),
    Level.WARNING: ngettext_lazy("%d warning", "%d warnings"),
    Level.NOTE: ngettext_lazy("%d note", "%d notes"),
}


#: The fields that findings are in, by name.
FIELDS = {field.name: field for field in [*Article._meta.fields, *Revision._meta.fields]}


def by_level(findings):
    """
    Group findings: [{"level": …, "says": "2 errors", "findings": [told, …]}, …], where `told` is
    a Finding as a dict with what its field is called, as `where`.
    """
    groups = {level: [each for each in findings if each.level == level] for level in COUNTED}
    return [
        {"level": level, "says": COUNTED[level] % len(group), "findings": list(map(told, group))}
        for level, group in groups.items()
        if group
    ]


def told(finding):
    field = FIELDS.get(finding.field)
    return asdict(finding) | {"where": capfirst(field.verbose_name) if field else ""}


def summed_up(groups):
    """Say how many findings there are: "2 errors and 1 warning"."""
    return get_text_list([group["says"] for group in groups], _("and")) or _("Nothing found")
