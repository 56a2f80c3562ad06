"""The list by year, month and day of the last save: from the first save to today, uncounted."""

from calendar import monthrange
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.models import Article

FIELD = "updated_at"
#: What an address asks by, from the largest to the smallest; as Django's own drill-down does.
DATES = tuple(f"{FIELD}__{part}" for part in ("year", "month", "day"))


def drill_down(shown):
    """
    What leads deeper, and back, from the days that a list (ArticleList) shows: {"back": …,
    "choices": […]}, each {"title": …, "link": …}. Days without a story are there too: to leave
    them out, all stories would have to be read. None where there is no story at all.
    """
    first = Article.objects.order_by(FIELD).values_list(FIELD, flat=True).first()
    if first is None:
        return None
    chosen = [int(shown.params[name]) for name in DATES if name in shown.params]
    deeper = steps(chosen, timezone.localdate(first), timezone.localdate())
    return {
        "back": choice(shown, chosen[:-1], back=True) if chosen else None,
        "here": title(chosen) if chosen else "",
        "choices": [choice(shown, [*chosen, number]) for number in deeper],
    }


def steps(chosen, first, last):
    """The years, the months of a year, or the days of a month, from `first` to `last`."""
    if not chosen:
        return range(last.year, first.year - 1, -1)
    if len(chosen) == 1:
        return [month for month in range(1, 13) if overlaps([*chosen, month], first, last)]
    if len(chosen) == 2:
        days = range(1, monthrange(*chosen)[1] + 1)
        return [day for day in days if first <= date(chosen[0], chosen[1], day) <= last]
    return []


def overlaps(month, first, last):
    return [first.year, first.month] <= month <= [last.year, last.month]


def choice(shown, chosen, *, back=False):
    parts = dict(zip(DATES, chosen, strict=False))
    link = shown.get_query_string(parts, [f"{FIELD}__"])
    return {"title": title(chosen, whole=back), "link": link}


def title(chosen, *, whole=True):
    """Say a year, a month or a day: the whole of it, or what it adds to the level above."""
    if not chosen:
        return _("All dates")
    if len(chosen) == 1:
        return str(chosen[0])
    year, month, *day = chosen
    formats = {2: "YEAR_MONTH_FORMAT" if whole else "F", 3: "j F Y" if whole else "j"}
    return capfirst(date_format(date(year, month, (day or [1])[0]), formats[len(chosen)]))
