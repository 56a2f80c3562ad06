"""What the desk says of a story: notes, and answers to them. None is ever changed or deleted."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from articles.desk.notices import tell
from articles.models import Note, Notice
from articles.models.note import LONGEST
from articles.permissions import may
from articles.refusals import NotPermitted, Undeliverable
from articles.text.mentions import mentioned
from articles.text.plain import printable


def write(article, text, *, by, answers=None, at=None):
    """
    Write a note on a story, or in answer to another of its notes, and give it. Whoever it
    mentions (“@ana”) has notice of it, and so has the thread that it answers in.

    Raises NotPermitted for whoever may not see the story, and Undeliverable for a text that is
    empty or too long, or that mentions somebody who would not get it.
    """
    if not may(by, "view", article):
        raise NotPermitted(_("You may not see this story. Ask who has it to share it."))
    text = tidy(text)
    named = people_named(text, article)
    if answers and answers.article_id != article.pk:
        raise Undeliverable(_("That note is of another story."))
    thread = answers and (answers.thread or answers)
    with transaction.atomic():
        note = Note.objects.create(
            article=article, thread=thread, by=by, at=at or timezone.now(), text=text
        )
        tell(Notice.Kind.MENTIONED, article, to=named, by=by, text=text)
        others = [person for person in writers(thread) if person not in named]
        tell(Notice.Kind.ANSWERED, article, to=others, by=by, text=text)
    return note


def tidy(text):
    """Clean the text of a note. Raises Undeliverable for none, and for too much."""
    # Browsers send two characters for the end of a line.
    text = printable(text).replace("\r\n", "\n").strip()
    if not text:
        raise Undeliverable(_("Write something first."))
    if len(text) > LONGEST:
        raise Undeliverable(
            _("A note has %(limit)s characters at most; this one has %(count)s.")
            % {"limit": LONGEST, "count": len(text)}
        )
    return text


def people_named(text, article):
    """Give the people whom a text mentions. Raises Undeliverable unless each would get it."""
    names = mentioned(text)
    if not names:
        return []
    staff = staff_by_name()
    people = {name: staff.get(name) or staff.get(name.casefold()) for name in names}
    if strangers := [name for name, person in people.items() if person is None]:
        raise Undeliverable(
            _("There is nobody called %(names)s on the desk. Mend the name, or leave out the @.")
            % {"names": listed(strangers, _("or"))}
        )
    if outside := [name for name, person in people.items() if not may(person, "view", article)]:
        raise Undeliverable(
            _("%(names)s may not see this story. Share it first, then send the note.")
            % {"names": listed(outside, _("and"))}
        )
    return list(dict.fromkeys(people.values()))


def staff_by_name():
    """Everybody on the desk: {name of the account, as it is and in small letters: person}."""
    # Compared here: databases differ in what they take for the same letter.
    staff = get_user_model().objects.filter(is_active=True, is_staff=True).order_by("pk")
    names = {person.get_username(): person for person in staff}
    return {name.casefold(): person for name, person in names.items()} | names


def listed(names, last_word):
    return get_text_list([f"@{name}" for name in names], last_word)


def writers(thread):
    """Give everybody who wrote in a thread (the note that began it; None for no thread)."""
    if thread is None:
        return []
    notes = Note.objects.filter(Q(pk=thread.pk) | Q(thread=thread))
    return get_user_model().objects.filter(pk__in=notes.values("by"))
