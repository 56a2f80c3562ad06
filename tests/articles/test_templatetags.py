from uuid import UUID

import pytest
from django.template.loader import render_to_string

from articles.models import Edition
from articles.templatetags.articles import copy, direction, names

MANIFEST = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ar", "rtl"),
        ("he-IL", "rtl"),
        ("FA", "rtl"),
        ("ur-PK", "rtl"),
        ("pa-Arab-PK", "rtl"),
        ("az-Latn", "ltr"),
        ("ar-Latn", "ltr"),
        ("en-GB", "ltr"),
        ("zh-Hant", "ltr"),
        ("de-1996", "ltr"),
        ("", "auto"),
    ],
)
def test_direction_follows_the_script_then_the_language(language, expected):
    assert direction(language) == expected


@pytest.mark.parametrize(
    ("credited", "expected"),
    [
        ([], ""),
        (["Odile Marsh"], "Odile Marsh"),
        (["Odile Marsh", "Tom Reeve"], "Odile Marsh and Tom Reeve"),
        (["Odile Marsh", "Tom Reeve", "Our Staff"], "Odile Marsh, Tom Reeve and Our Staff"),
    ],
)
def test_names_are_one_line(credited, expected):
    assert names([{"name": name, "role": "", "correspondent": ""} for name in credited]) == expected


def test_copy_is_the_body_as_printed():
    edition = Edition(body="<p>The boat left at nine.</p>")

    assert copy(edition) == "<p>The boat left at nine.</p>"
    assert hasattr(copy(edition), "__html__")


def test_dateline_opens_the_first_paragraph():
    edition = Edition(body="<p>The boat left.</p><p>It did.</p>", dateline="Tolland Bay")

    assert copy(edition) == (
        '<p><span class="dateline">Tolland Bay</span> — The boat left.</p><p>It did.</p>'
    )


def test_dateline_stands_alone_before_what_is_no_paragraph():
    edition = Edition(body="<h2>At sea</h2><p>Fog.</p>", dateline="Tolland Bay")

    assert copy(edition) == (
        '<p><span class="dateline">Tolland Bay</span></p><h2>At sea</h2><p>Fog.</p>'
    )


def test_dateline_is_words_and_never_markup():
    edition = Edition(body="<p>Fog.</p>", dateline="<b>Tolland</b> & Bay")

    assert copy(edition) == (
        '<p><span class="dateline">&lt;b&gt;Tolland&lt;/b&gt; &amp; Bay</span> — Fog.</p>'
    )


@pytest.mark.parametrize("page", ["400.html", "403.html", "403_csrf.html", "500.html"])
def test_error_page_needs_no_context_database_or_collected_files(page, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path  # where nothing was collected
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": MANIFEST}}

    html = render_to_string(page)

    assert "<h1>" in html
    assert 'href="/static/newsroom/css/base.css"' in html


FILM = '<figure data-embed="https://vimeo.com/7">{}</figure>'


def test_an_embed_is_a_card_with_a_link_and_no_frame():
    caption = "<figcaption>The <em>quay</em> &amp; “fog”</figcaption>"

    html = copy(Edition(body=f"<p>Fog.</p>{FILM.format(caption)}"))

    assert '<a href="https://vimeo.com/7" rel="noopener">Watch on Vimeo</a>' in html
    assert 'data-frame="https://player.vimeo.com/video/7?dnt=1&amp;autoplay=1"' in html
    assert 'data-title="Video: The quay &amp; “fog”"' in html
    assert caption in html
    assert "<iframe" not in html


def test_an_embed_of_a_provider_that_is_none_any_more_is_a_link():
    body = FILM.replace("vimeo.com", "gone.example").format("<figcaption>Fog</figcaption>")

    assert copy(Edition(body=body)) == (
        '<p><a href="https://gone.example/7">https://gone.example/7</a></p><p>Fog</p>'
    )


def test_a_link_to_a_story_is_plain_words_unless_somebody_said_where_it_is():
    key = UUID(int=7)
    edition = Edition(body=f'<p>A <a href="story:{key}">ferry</a>.</p>')

    assert copy(edition) == "<p>A ferry.</p>"

    edition.paths_of_stories = {key: "/harbour/ferry/"}
    assert copy(edition) == '<p>A <a href="/harbour/ferry/">ferry</a>.</p>'
