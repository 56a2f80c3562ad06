"""A dump of a whole site, loaded into an empty database, makes the same site."""

import json
import re

import pytest
from django.core.management import call_command

from articles import press
from articles.models import Article, Edition, EditionCredit, EditionTopic
from newsroom.models import User
from tests.factories import make_article, make_live, make_section, make_user

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = ["/", "/feed/", "/harbour/", "/town/feed/", "/topic/tides/", "/topic/ferries/feed/"]
PAGES += ["/by/odile-marsh/", "/by/ada-quill/feed/", "/sitemap.xml"]

NATURAL = {"use_natural_foreign_keys": True, "use_natural_primary_keys": True}


def fill():
    editor = make_user()
    make_article(headline="A draft that leaves a gap in the numbers")
    for number in range(25):
        make_live(by=editor, headline=f"Tide {number}", tags=["tides", "ferries"])
    town = make_live(by=editor, section=make_section("Town"), bylines=["Ada Quill", "Odile Marsh"])
    press.withdraw(make_live(by=editor), by=editor)
    Article.objects.filter(revisions__number=1, editions=None).get().acts.all().delete()
    return town.edition.path


def pages(client, paths):
    """
    What a stranger reads. A dump has times to the millisecond, so finer ones do not count; nor
    do the marks of pages, which have story numbers: a natural key stands for another number.
    """
    finer = re.compile(r"(?<=\.\d{3})\d{3}(?=[+Z])|(?<=before=)[^\"]+")
    return {path: finer.sub("", client.get(path).content.decode()) for path in paths}


@pytest.mark.parametrize("keys", [{}, NATURAL], ids=["numbers", "natural keys"])
def test_dump_and_load_give_the_same_site(client, tmp_path, keys):
    # Groups are numbered anew, as on the site that it is loaded into.
    call_command("flush", interactive=False, verbosity=0)
    paths = [*PAGES, fill()]
    before = pages(client, paths)
    file = tmp_path / "site.json"
    call_command("dumpdata", "newsroom", "auth.group", "articles", output=str(file), **keys)
    rows = len(json.loads(file.read_text()))
    call_command("flush", interactive=False, verbosity=0)

    call_command("loaddata", str(file), verbosity=0)

    assert pages(client, paths) == before
    assert EditionTopic.objects.count() == 2 * 25 + 2
    assert set(EditionCredit.objects.values_list("number", "edition__article_id")) == {
        (number, number) for number in Edition.objects.values_list("article_id", flat=True)
    }
    assert rows > 100
    older = client.get("/topic/tides/").context["older"]
    assert len(client.get(f"/topic/tides/{older}").context["editions"]) == 5


def test_a_fixture_does_not_change_accounts_that_are_here(tmp_path):
    make_user(username="ada", password="hers")
    file = tmp_path / "users.json"
    forged = {"username": "ada", "password": "mine", "is_superuser": True}
    file.write_text(json.dumps([{"model": "newsroom.user", "fields": forged}]))

    call_command("loaddata", str(file), verbosity=0)

    ada = User.objects.get()
    assert ada.check_password("hers")
    assert not ada.is_superuser
