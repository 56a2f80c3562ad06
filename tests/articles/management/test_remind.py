from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles.models import Article, Notice
from tests.factories import make_article, make_user
from tests.postbox import wait_for_letters

pytestmark = pytest.mark.django_db


def remind():
    out = StringIO()
    call_command("remind", stdout=out)
    return out.getvalue()


def test_reminded_twice_people_hear_once(mailoutbox, django_capture_on_commit_callbacks):
    with_mail, without = make_user(email="ana@paper.example"), make_user()
    for person in (with_mail, without):
        article = make_article(headline=f"For {person}")
        Article.objects.filter(pk=article.pk).update(due_at=timezone.now(), assignee=person)

    with django_capture_on_commit_callbacks(execute=True):
        told = [remind(), remind()]
    wait_for_letters()

    assert told == ["2 notices left.\n", "0 notices left.\n"]
    assert {notice.to for notice in Notice.objects.filter(kind="due")} == {with_mail, without}
    [letter] = mailoutbox
    assert letter.subject == f"Due: For {with_mail}"
