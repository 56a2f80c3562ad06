"""Notices by e-mail, where the site has it. They say what is to be seen; the copy stays here."""

import logging
from smtplib import SMTPException
from threading import Thread

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.text.people import named
from articles.text.plain import one_line

logger = logging.getLogger(__name__)


def send(notices):
    """Send each notice to whom it is for, if they have an address. Nobody waits for the server."""
    letters = [letter(notice) for notice in notices if notice.to.email]
    if letters:
        Thread(target=post, args=[letters], name="letters").start()


def letter(notice):
    """The letter of a notice: what and which story, what was said, where to read on."""
    form = reverse("admin:articles_article_change", args=[notice.article_id])
    parts = [signed(notice), notice.text, settings.SITE_URL + form + notice.fragment]
    return EmailMessage(
        # A header has one line, whatever a row was given by hand.
        subject=one_line(f"{notice.get_kind_display()}: {notice.article}"),
        body="\n\n".join(part for part in parts if part) + "\n",
        to=[notice.to.email],
    )


def signed(notice):
    return _("From %(name)s.") % {"name": named(notice.by)} if notice.by else ""


def post(letters):
    """Hand letters to the mail server, each by itself: what fails is logged, and no more."""
    for each in letters:
        try:
            each.send()
        except (SMTPException, OSError, ValueError) as error:  # ValueError: no such address
            logger.warning("A notice could not be sent by e-mail: %s", error)
