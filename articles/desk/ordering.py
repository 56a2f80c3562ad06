"""The order that sections run in, on the front and in the navigation."""

from django.db import transaction

from articles.models import Section


def reorder(wanted):
    """
    Have sections run as `wanted`, a list of their numbers, says. Those that it does not name
    stay in their places: others may have been made, or deleted, since somebody looked.
    """
    with transaction.atomic():
        sections = held()
        known = {section.pk: section for section in sections}
        named = [known[number] for number in dict.fromkeys(wanted) if number in known]
        following = iter(named)
        place(next(following) if section in named else section for section in sections)


def step(number, *, up):
    """Have a section change places with the one before it (`up`), or after it, as it is now."""
    with transaction.atomic():
        sections = held()
        numbers = [section.pk for section in sections]
        if number not in numbers:
            return
        here = numbers.index(number)
        there = max(here - 1, 0) if up else min(here + 1, len(numbers) - 1)
        sections[here], sections[there] = sections[there], sections[here]
        place(sections)


def last():
    """The position after all that there are."""
    end = Section.objects.order_by("-position").values_list("position", flat=True).first()
    return 0 if end is None else end + 1


def held():
    """
    Lock all sections, in one order whoever does it, and give them as they run now. That is
    read under the lock: PostgreSQL sorts before it waits.
    """
    list(Section.objects.select_for_update(no_key=True).order_by("pk"))
    return list(Section.objects.all())


def place(sections):
    """Number sections from 1 in the order given, and write what differs."""
    changed = []
    for position, section in enumerate(sections, 1):
        if section.position != position:
            section.position = position
            changed.append(section)
    Section.objects.bulk_update(changed, ["position"])
