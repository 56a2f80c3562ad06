from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from articles.desk import notices


class Command(BaseCommand):
    help = (
        "Leave notice, and send e-mail where the site has it, of the stories that are due within "
        "a day or late: once to a person for each time that a story is due at. For cron."
    )

    def handle(self, *args, **options):
        count = len(notices.remind())
        told = ngettext("%d notice left.", "%d notices left.", count)
        self.stdout.write(told % count)
