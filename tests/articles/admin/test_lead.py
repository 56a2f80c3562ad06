"""The pictures of a story on its form: chosen, kept, compared, and told of where they are gone."""

import pytest
from django.urls import reverse

from articles.models import Article, PictureUse
from tests.articles.admin.paperwork import send
from tests.factories import edit, make_article, make_library_picture, make_user

pytestmark = pytest.mark.django_db

WRONG = "The library has no picture of this number. Choose another, or leave it empty."


@pytest.fixture
def editor(client):
    user = make_user()
    client.force_login(user)
    return user


def form_url(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def test_the_lead_picture_is_saved_and_shown_with_what_the_library_tells(client, editor):
    ferry = make_library_picture(licensed_until=None)
    article = make_article()

    send(client, article, lead_picture=str(ferry.pk), lead_caption="Late", lead_is_decorative="on")

    article = Article.objects.get()
    assert (article.lead_picture, article.lead_caption) == (ferry, "Late")
    assert article.lead_is_decorative
    assert list(PictureUse.objects.values_list("picture", "revision__number")) == [(ferry.pk, 2)]
    page = client.get(form_url(article)).text
    assert reverse("admin:articles_picture_preview", args=[ferry.pk, 480]) in page
    assert f"{ferry.headline}</a> · {ferry.credit}" in page


@pytest.mark.parametrize("typed", ["987654", "9" * 30, "x", "-1", "7 or 1=1", "٧"])
def test_a_number_that_is_no_picture_s_is_said_at_its_field_and_nothing_is_lost(
    client, editor, typed
):
    article = make_article()

    answer = send(client, article, lead_picture=typed, headline="Ferry leaves late")

    assert answer.status_code == 400
    assert answer.context["adminform"].form.errors == {"lead_picture": [WRONG]}
    assert "Ferry leaves late" in answer.text
    assert Article.objects.get().revision_number == 1


def test_a_number_in_the_body_that_is_no_picture_s_is_saved_and_found(client, editor):
    article = make_article()

    send(client, article, body='<p>Fog.</p><figure data-picture="987654"></figure>')

    assert 'data-picture="987654"' in Article.objects.get().body
    page = client.get(form_url(article)).text
    assert "The library has no picture 987654" in page


def test_who_may_only_look_sees_the_pictures_too(client):
    ferry, fog = make_library_picture(), make_library_picture(headline="Quay in the fog")
    body = f'<p>It left.</p><figure data-picture="{fog.pk}"><figcaption>Late</figcaption></figure>'
    article = make_article(
        lead_picture=ferry, body=body + '<figure data-picture="987654"></figure>'
    )
    client.force_login(make_user("Picture editor"))

    page = client.get(form_url(article)).text

    for picture in (ferry, fog):
        assert reverse("admin:articles_picture_preview", args=[picture.pk, 480]) in page
    assert "The library has no picture 987654." in page
    assert 'name="lead_picture"' not in page


def test_a_comparison_names_pictures_as_the_library_does(client, editor):
    ferry, fog = make_library_picture(), make_library_picture(headline="Quay in the fog")
    body = '<p>It left.</p><figure data-picture="{}"></figure>'
    article = make_article(lead_picture=ferry, body=body.format(ferry.pk))
    edit(article, lead_picture=fog, lead_is_decorative=True, body=body.format(fog.pk))

    address = reverse("admin:articles_article_compare", args=[article.pk])
    answer = client.get(f"{address}?from=1&to=2")

    told = {
        part.name: " ".join(
            run.words
            for stretch in part.stretches
            for block in stretch.blocks
            for run in block.runs
        )
        for part in answer.context["parts"]
    }
    assert set(told) == {"lead_picture_id", "lead_is_decorative", "body"}
    for words in (told["lead_picture_id"], told["body"]):
        assert "Ferry" in words
        assert "fog" in words
    assert f"picture {ferry.pk}" in answer.text


def test_a_clash_over_the_lead_picture_names_both(client, editor):
    base, theirs, ours = (make_library_picture(headline=name) for name in ("Mast", "Sail", "Oar"))
    article = make_article(lead_picture=base)
    seen = article.revision_number
    edit(article, lead_picture=theirs)

    answer = send(client, article, seen=seen, lead_picture=str(ours.pk))

    [place] = answer.context["places"]
    assert answer.status_code == 409
    said = {
        side: " ".join(run.words for block in place[side] for run in block.after)
        for side in ("saved", "typed")
    }
    assert "Sail" in said["saved"]
    assert "Oar" in said["typed"]
