"""Requests by hand, of a reporter and of an editor of another section: nothing is done or told."""

import re

import pytest
from django.apps import apps
from django.contrib.admin import site
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import press
from articles.desk import notes
from articles.models import Act, Article, Clash, Edition, SilentEdit, Tag
from tests.articles.admin.paperwork import form_url, soon
from tests.factories import (
    edit,
    make_live,
    make_proof_link,
    make_section,
    make_section_editor,
    make_user,
)

pytestmark = pytest.mark.django_db

DESK = "/admin/articles"

#: Words of the story out of reach, wherever they would stand: headline, path, body, act, note.
SECRET = re.compile("tideway|magistrate|by telephone|off the record", re.IGNORECASE)


def make_secret():
    """A live story of Crime, with newer words, words that wait, and everything that hangs on it."""
    editor, tomorrow = make_user("Editor"), soon(days=1)
    body = "<p>The magistrate was asleep when they came for the papers in the safe.</p>"
    story = make_live(headline="Tideway trial delayed", section=make_section("Crime"), body=body)
    edit(story, body=body.replace("asleep when they came for the papers", "awake, and read it all"))
    press.publish(story, by=editor, is_silent=True)
    edit(story, headline="Tideway trial begins")
    press.publish(story, by=editor, at=tomorrow)
    press.reschedule(story, by=editor, was=tomorrow, at=soon(days=2), reason="By telephone")
    notes.write(story, "This was off the record.", by=editor)
    make_proof_link(story, by=editor)
    Clash.objects.create(article=story, by=editor, seen=1, newest=2, contents={})
    content_type = ContentType.objects.get_for_model(Article)
    LogEntry.objects.create(
        user=editor,
        content_type=content_type,
        object_id=story.pk,
        object_repr=str(story),
        action_flag=CHANGE,
    )
    return story


@pytest.fixture
def secret(directory):
    return make_secret()


def everything():
    kept = "Article Act Edition Revision Note ProofLink Alias Notice Clash".split()
    rows = [apps.get_model("articles", name).objects for name in kept]
    shared = Article.shared_with.through.objects
    return [list(each.order_by("pk").values()) for each in [*rows, shared]]


# --- A story out of reach --------------------------------------------------------------------


def pages_of_stories():
    """The names of all pages of the admin that are about one story, with what they take."""
    for pattern in site.get_model_admin(Article).get_urls():
        if pattern.name and (takes := pattern.pattern.converters):
            yield pattern.name, sorted(takes)


#: What a page takes beside the story's number.
ASKED = {"number": 1, "link": 1, "verb": "send_back"}


def address(name, takes, story):
    number = {"pk": story.pk, "object_id": story.pk}
    return reverse(f"admin:{name}", kwargs={each: (number | ASKED)[each] for each in takes})


@pytest.mark.parametrize(("name", "takes"), list(pages_of_stories()))
def test_no_page_of_it_opens(client, stranger, secret, name, takes):
    before = everything()
    url = address(name, takes, secret)
    asked = "from=1&to=2&revision=1&_popup=1&_to_field=id&keys="

    answers = [
        client.get(url),
        client.get(f"{url}?{asked}"),
        client.post(url, {"revision": 1, "seen": 3, "text": "x", "headline": "x", "post": "yes"}),
        client.post(url, {"_move": "submit", "_publish": "1", "section": 2}),
    ]

    assert {answer.status_code for answer in answers} <= {403, 404, 405}
    assert not any(SECRET.search(answer.text) for answer in answers)
    assert everything() == before


@pytest.mark.parametrize("page", ["change", "history", "delete"])
@pytest.mark.parametrize("model", [Edition, Act, SilentEdit])
def test_no_row_of_it_opens(client, stranger, secret, model, page):
    numbers = list(model.objects.values_list("pk", flat=True))

    for pk in numbers:
        url = f"{DESK}/{model._meta.model_name}/{pk}/{page}/"
        if pk in model.objects.filter(article=secret).values_list("pk", flat=True):
            for answer in (client.get(url), client.post(url, {"post": "yes"})):
                assert answer.status_code in {403, 404}
                assert not SECRET.search(answer.text)
    assert numbers == list(model.objects.values_list("pk", flat=True))


def told(client):
    """All that the desk tells somebody where no story is named: {address: text}."""
    lists = [f"{DESK}/{name}/" for name in ("article", "edition", "act", "silentedit")]
    asked = ["", "?q=tideway", "?q=magistrate", "?_facets=True", "?o=1.2.3", "?p=9", "?all="]
    pages = [f"{page}{query}" for page in lists for query in asked]
    pages += [f"{DESK}/article/?{query}" for query in FILTERS]
    pages += ["/admin/", "/admin/notices/", "/admin/articles/", "/admin/jsi18n/"]
    pages += [f"{DESK}/tag/", f"{DESK}/section/", f"{DESK}/tag/names/?term="]
    pages += [f"/admin/autocomplete/?{source}" for source in sources()]
    return {page: plain(client.get(page)) for page in pages}


FILTERS = [
    *(
        "stage__exact=draft",
        "standing=live",
        "section__id__exact=1",
        "assignee=nobody",
        "due=never",
    ),
    *("unread=yes", "headline__contains=Tideway", "owner__exact=1", "_to_field=body"),
]


def sources():
    """What Django's autocomplete may be asked for: each foreign key there is."""
    for model in apps.get_app_config("articles").get_models():
        for field in [*model._meta.fields, *model._meta.many_to_many]:
            if field.related_model:
                named = f"app_label=articles&model_name={model._meta.model_name}"
                yield f"{named}&field_name={field.name}&term="


#: Tokens, the board's clock, and how many stories readers have: these anybody can count.
CHANGING = re.compile(
    r'(csrfmiddlewaretoken|nonce)\W+(value=")?[^"]*|<p><time .*</time></p>'
    r'|<td class="field-live_count">.*?</td>'
)


def plain(answer):
    """An answer without what is another each time, or no secret."""
    return answer.status_code, CHANGING.sub("", answer.text)


def test_nothing_tells_that_it_is_there(client, stranger):
    before = told(client)

    secret = make_secret()

    after = told(client)
    assert {page: text for page, text in after.items() if text != before[page]} == {}
    assert not any(SECRET.search(text) for _status, text in after.values() if "q=" not in text)
    client.force_login(make_user())
    assert client.get(form_url(secret)).status_code == 200
    assert any(SECRET.search(text) for _status, text in told(client).values())


def test_autocompletes_name_no_account(client, stranger, secret):
    make_user(username="wilhelmina")

    for source in sources():
        assert "wilhelmina" not in client.get(f"/admin/autocomplete/?{source}").text


def test_no_way_to_its_page_is_given(client, stranger, secret):
    rows = [secret, *secret.editions.all(), *secret.acts.all(), *secret.revisions.all()]

    for row in rows:
        kind = ContentType.objects.get_for_model(row)
        assert client.get(f"/admin/r/{kind.pk}/{row.pk}/").status_code == 404


@pytest.mark.parametrize("page", ["", "20990101T000000Z/", "20990101T000000Z/crime/"])
def test_the_time_machine_stays_shut(client, stranger, secret, page):
    assert client.get(f"/admin/time-machine/{page}").status_code == 403


@pytest.mark.parametrize("action", ["publish", "submit", "approve", "spike", "delete_selected"])
@pytest.mark.parametrize("across", ["0", "1"])
def test_no_action_takes_it_along(client, stranger, secret, action, across):
    before = secret.acts.count(), Article.objects.filter(pk=secret.pk).values().get()
    data = {"action": action, ACTION_CHECKBOX_NAME: [secret.pk], "select_across": across}

    answers = [client.post(f"{DESK}/article/", data | more) for more in ({}, {"post": "yes"})]

    assert not any(SECRET.search(answer.text) for answer in answers)
    assert before == (secret.acts.count(), Article.objects.filter(pk=secret.pk).values().get())


def test_no_list_is_a_form(client, stranger, secret):
    before = everything()
    row = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": secret.pk, "_save": "Save"}

    client.post(f"{DESK}/article/", row | {"form-0-headline": "Mine", "form-0-stage": "ready"})

    assert everything() == before


# --- What may be deleted says no more --------------------------------------------------------


def grant(user, *codenames):
    user.user_permissions.add(*Permission.objects.filter(codename__in=codenames))


@pytest.mark.parametrize("noun", ["tag", "section", "user"])
def test_what_a_story_uses_stays_and_the_story_is_not_named(client, stranger, secret, noun):
    grant(stranger, f"delete_{noun}", f"view_{noun}")
    row = {"tag": Tag.objects.get(), "section": secret.section, "user": secret.acts.last().by}[noun]
    url = f"/admin/{row._meta.app_label}/{noun}/{row.pk}/delete/"

    answers = [client.get(url), client.post(url, {"post": "yes"})]

    assert not any(SECRET.search(answer.text) for answer in answers)
    assert re.search("(Editions?|Acts?): [1-9]", answers[0].text)
    assert type(row).objects.filter(pk=row.pk).exists()


def test_who_reaches_everything_is_told_what_uses_it(client, secret):
    client.force_login(make_user())

    answer = client.get(f"{DESK}/section/{secret.section_id}/delete/")

    assert "Tideway trial begins" in answer.text


# --- What it costs ---------------------------------------------------------------------------


def test_who_leaves_takes_no_headline_along(client, stranger, secret):
    grant(stranger, "delete_user", "view_user")
    visitor = make_user()
    client.force_login(visitor)
    client.get(form_url(secret))
    client.force_login(stranger)

    answer = client.get(f"/admin/newsroom/user/{visitor.pk}/delete/")

    assert answer.status_code == 200
    assert not SECRET.search(answer.text)


@pytest.mark.parametrize("noun", ["article", "edition", "act", "silentedit"])
def test_a_list_costs_the_same_for_one_section_and_for_twelve(client, noun):
    sections = [make_section(f"Section {number}") for number in range(12)]
    counts = []

    for edited, rows in [(sections[:1], 1), (sections, 1), (sections, 3)]:
        client.force_login(make_section_editor(*edited))
        for _ in range(rows):
            story = make_live(section=sections[0], body="<p>Six words that are all replaced.</p>")
            edit(story, body="<p>These are other ones, and there are more of them now.</p>")
            press.publish(story, by=make_user(), is_silent=True)
        with CaptureQueriesContext(connection) as queries:
            listed = client.get(f"{DESK}/{noun}/").context["cl"].result_list
        assert listed
        counts.append(len(queries))

    assert len(set(counts)) == 1
