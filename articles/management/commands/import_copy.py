from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.wire import clipping
from articles.wire.copy import Unreadable
from articles.wire.filing import file_copy


class Command(BaseCommand):
    help = "Bring in a cutting (a text file of one story) as a draft. Twice makes one story."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the cutting: plain text")

    def handle(self, *args, file, **options):
        try:
            copy = clipping.parse(read(file))
            filed = file_copy(copy)
        except (Unreadable, OSError) as error:
            raise CommandError(f"{file}: {getattr(error, 'strerror', None) or error}") from error
        except ValidationError as error:
            raise CommandError(f"{file}: {in_words(error)}") from error
        self.report(copy, filed)

    def report(self, copy, filed):
        if not filed.is_new:
            self.stdout.write(_("Here already, and left as it is: %s") % filed.article)
            return
        self.stdout.write(_("A new draft: %s") % filed.article)
        for mend in copy.mended:
            self.stdout.write(f"  {mend.printed} → {mend.taken}  {mend.doubt}".rstrip())
        for doubt in copy.doubts:
            if not doubt.taken:  # those that were mended are told of above
                self.stdout.write(f"  {doubt.printed}: {doubt.doubt}")
        for note in filed.notes:
            self.stdout.write(f"  {note}")
        url = reverse("admin:articles_article_change", args=[filed.article.pk])
        self.stdout.write(_("Edit it at %s") % url)


def in_words(error):
    """Say which fields do not fit, and why."""
    if not hasattr(error, "error_dict"):
        return "; ".join(error.messages)
    return "; ".join(f"{name}: {' '.join(why)}" for name, why in error.message_dict.items())


def read(file):
    """Read one byte more than a cutting may have: the parser refuses it, the memory holds it."""
    with file.open("rb") as opened:
        return opened.read(clipping.LIMIT + 1)
