from uuid import UUID

import pytest

from articles.text.links import linked_paths, stories, story_of, with_paths
from articles.text.markup import sanitise


@pytest.mark.parametrize(
    "address",
    [
        "/crime/2027/03/28/ferry/",
        "/crime/2027/03/28/ferry",
        "https://paper.example/crime/2027/03/28/ferry/?from=feed#end",
        "https://paper.example/crime/2027/03/28/f%65rry/?a=1&amp;b=2",
    ],
)
def test_a_link_leads_to_its_path(address):
    assert linked_paths(f'<p><a href="{address}">There</a></p>') == {"/crime/2027/03/28/ferry/"}


def test_words_that_are_no_link_lead_nowhere():
    assert linked_paths('<p>/crime/ href="/sport/"</p>') == set()


def test_an_address_that_is_none_leads_to_no_story():
    assert linked_paths('<a href="http://[">x</a>') == {"/"}


# --- Links to our own stories ----------------------------------------------------------------

KEY = UUID("5aa7e2f4-3c11-4d6f-8f2e-0123456789ab")


def to_story(words="There", key=KEY):
    return f'<p>Go <a href="story:{key}">{words}</a>.</p>'


@pytest.mark.parametrize(
    ("address", "left"),
    [
        (f"story:{KEY}", f' href="story:{KEY}"'),
        (f"STORY:{str(KEY).upper()}", f' href="story:{KEY}"'),
        (f"story:{KEY.hex}", f' href="story:{KEY}"'),
        ("story:", ""),
        ("story:ferry", ""),
        (f"story:{KEY}/../x", ""),
        (f"story:{KEY}?x=1", ""),
        (f"story://{KEY}", ""),
        (f"story:{KEY}&quot; onclick=&quot;x()", ""),
        ("story:javascript:x()", ""),
        ("sto\try:x", ""),
    ],
)
def test_a_link_to_a_story_names_its_key_and_nothing_else(address, left):
    assert sanitise(f'<p><a href="{address}">x</a></p>') == f"<p><a{left}>x</a></p>"


def test_links_to_stories_lead_where_the_stories_are():
    html = sanitise(to_story("the <em>ferry</em>") + to_story("fog", UUID(int=1)))

    assert stories(html) == {KEY, UUID(int=1)}
    assert with_paths(html, {KEY: "/a/b&c/"}) == (
        '<p>Go <a href="/a/b&amp;c/">the <em>ferry</em></a>.</p><p>Go fog.</p>'
    )


def test_without_a_place_to_lead_to_nothing_of_a_link_is_left():
    html = sanitise(f'<p><a title="Secret" href="story:{KEY}">fog</a> <a href="/x/">rain</a></p>')

    assert with_paths(html, {}) == '<p>fog <a href="/x/">rain</a></p>'


def test_a_link_to_a_story_is_told_from_one_to_an_address():
    html = sanitise(f'{to_story()}<p><a href="/x/?a=1">c</a></p>')

    assert linked_paths(html) == {"/x/"}
    assert [story_of(address) for address in (f"story:{KEY}", "/x/", "story:x")] == [
        KEY,
        None,
        None,
    ]
