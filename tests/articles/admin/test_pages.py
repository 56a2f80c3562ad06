"""What holds for every screen of the desk."""

import re

import pytest

from articles import press
from articles.admin.pressing import VERBS
from articles.desk import saving
from articles.models import Act, Edition, Masthead, Tag
from tests.articles.admin.paperwork import at_desk
from tests.factories import make_correspondent, make_live, make_publication, make_section, make_user

pytestmark = pytest.mark.django_db

NOUNS = "article correspondent section tag publication masthead edition act".split()


def silent_edit():
    article = make_live()
    article.body = "<p>What readers get now has a good many words that they did not have.</p>"
    saving.save(article, by=None)
    return press.publish(article, by=make_user(), is_silent=True)


def screens():
    """The address of every screen, with a row behind each."""
    article = make_live()
    rows = {
        "article": article,
        "correspondent": make_correspondent(),
        "section": make_section(),
        "tag": Tag.objects.get(),
        "publication": make_publication(),
        "masthead": Masthead.objects.create(),
        "edition": Edition.objects.get(),
        "act": Act.objects.get(),
        "silentedit": silent_edit(),
    }
    yield from ("/admin/", "/admin/notices/", "/admin/time-machine/")
    for noun, row in rows.items():
        yield f"/admin/articles/{noun}/"
        yield f"/admin/articles/{noun}/{row.pk}/change/"
        yield f"/admin/articles/{noun}/{row.pk}/history/"
    for noun in ("article", "correspondent", "section", "tag", "publication"):
        yield f"/admin/articles/{noun}/add/"
        yield f"/admin/articles/{noun}/add/?_popup=1"
    desk = ("proof-links/", "move/submit/", "compare/?from=1&to=1", "restore/1/", "clashes/")
    for way in ("proof/", *desk, *(f"{verb}/" for verb in VERBS)):
        yield f"/admin/articles/article/{article.pk}/{way}"


def test_every_screen_keeps_the_strict_policy(client):
    client.force_login(make_user(is_superuser=True))

    for url in screens():
        response = client.get(url, follow=True)
        page, policy = response.content.decode(), response["Content-Security-Policy"]
        [script_src] = [part for part in policy.split("; ") if part.startswith("script-src")]

        assert response.status_code == 200, url
        assert "unsafe" not in policy
        assert "style-src 'self'" in policy
        assert not re.search(r"<style|\sstyle=|\son\w+=", page), url
        for script in re.findall(r"<script(?![^>]*\ssrc=)[^>]*>", page):
            nonce = re.search(r'nonce="([^"]+)"', script)
            assert nonce and f"'nonce-{nonce[1]}'" in script_src, (url, script)


def test_a_reporter_sees_what_is_hers(client):
    at_desk(client, "Reporter")
    make_live()

    for noun in NOUNS:
        expected = 403 if noun in ("masthead", "edition", "act") else 200
        assert client.get(f"/admin/articles/{noun}/").status_code == expected, noun


def test_a_section_editor_sees_the_record_too(client):
    at_desk(client, "Section editor")

    for noun in NOUNS:
        expected = 403 if noun == "masthead" else 200
        assert client.get(f"/admin/articles/{noun}/").status_code == expected, noun


def test_the_login_has_a_heading(client):
    page = client.get("/admin/login/").content.decode()

    assert "<h1>Log in</h1>" in page
    assert "Newsroom" in page
