"""What merges is merged; each place that does not is offered; no word of either side is lost."""

import re
import time
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.markup import sanitise
from articles.text.places import Choice, Merge, Place, body_parts, merge_places
from tests.articles.text.test_merge import BODY, HARBOUR, long_story

SAVED, TYPED, BOTH = Choice.SAVED, Choice.TYPED, Choice.BOTH


def merge_bodies(base, saved, typed):
    return merge_places({"body": base}, {"body": saved}, {"body": typed})


def all_kept(merge, choice):
    """The body, where one choice is made for every place."""
    return merge.settled(dict.fromkeys(merge.places, choice))["body"]


def sides(place):
    return place.base, place.saved, place.typed


def mirrored(parts):
    """Parts as they would be had each side typed the other's words."""
    return [
        Place(part.field, part.base, part.typed, part.saved) if isinstance(part, Place) else part
        for part in parts
    ]


def words(*texts):
    return set(re.findall(r"[a-z]+\d+", " ".join(texts)))


def test_what_merges_leaves_no_place():
    ours, theirs = HARBOUR.replace("noon,", "midnight,"), HARBOUR.replace("nine", "ten")

    merge = merge_bodies(HARBOUR, ours, theirs)

    assert merge.places == {}
    assert merge.settled({}) == {"body": ours.replace("nine", "ten")}


def test_places_stand_in_order_and_the_rest_is_merged():
    base = f"<p>One.</p>{HARBOUR}<p>Two.</p>{HARBOUR}<p>Three.</p>"
    saved = base.replace("nine", "ten").replace("One", "Won")
    typed = base.replace("nine", "eight").replace("Three", "Tree")

    merge = merge_bodies(base, saved, typed)
    first, second = merge.places
    settled = merge.settled({first: SAVED, second: TYPED})["body"]

    assert settled == (
        f"<p>Won.</p>{HARBOUR.replace('nine', 'ten')}<p>Two.</p>"
        f"{HARBOUR.replace('nine', 'eight')}<p>Tree.</p>"
    )


def test_a_choice_says_nothing_of_another_place():
    merge = merge_bodies(HARBOUR, HARBOUR.replace("nine", "ten"), HARBOUR.replace("nine", "six"))
    later = merge_bodies(HARBOUR, HARBOUR.replace("nine", "two"), HARBOUR.replace("nine", "six"))

    choices = dict.fromkeys(merge.places, TYPED)

    assert merge.unsettled(choices) == []
    assert later.unsettled(choices) == list(later.places)


def test_a_place_has_its_other_changes_on_each_side():
    saved = HARBOUR.replace("Fog", "Snow").replace("nine", "ten")
    typed = HARBOUR.replace("noon,", "midnight,").replace("nine", "eight")
    merged = HARBOUR.replace("Fog", "Snow").replace("noon,", "midnight,")

    [place] = merge_bodies(HARBOUR, saved, typed).places.values()

    assert sides(place) == (
        merged,
        merged.replace("nine", "ten"),
        merged.replace("nine", "eight"),
    )


def test_what_both_added_is_kept_one_after_the_other():
    merge = merge_bodies(HARBOUR, f"{HARBOUR}<p>More.</p>", f"{HARBOUR}<p>Less.</p>")

    assert [sides(place) for place in merge.places.values()] == [
        ("", "<p>More.</p>", "<p>Less.</p>")
    ]
    assert all_kept(merge, BOTH) == f"{HARBOUR}<p>More.</p><p>Less.</p>"


def test_what_both_added_is_one_place_and_the_paragraph_beside_it_merges():
    changed = HARBOUR.replace("nine", "ten")

    merge = merge_bodies(HARBOUR, f"{changed}<p>More.</p>", f"<p>Up.</p>{HARBOUR}<p>Less.</p>")

    assert [sides(place) for place in merge.places.values()] == [
        ("", "<p>More.</p>", "<p>Less.</p>")
    ]
    assert all_kept(merge, SAVED) == f"<p>Up.</p>{changed}<p>More.</p>"


def test_a_paragraph_that_one_took_away_and_the_other_changed_is_one_place():
    changed = HARBOUR.replace("nine", "ten")

    merge = merge_bodies(HARBOUR + "<p>Two.</p>", "<p>Two.</p>", f"{changed}<p>Two.</p>")

    assert [sides(place) for place in merge.places.values()] == [(HARBOUR, "", changed)]


@pytest.mark.parametrize("choice", [BOTH, "", "x", None])
def test_what_is_no_choice_settles_nothing(choice):
    merge = merge_places({"headline": "A"}, {"headline": "B"}, {"headline": "C"})
    [key] = merge.places

    assert merge.unsettled({key: choice}) == [key]
    with pytest.raises(KeyError):
        merge.settled({key: choice})


def test_other_fields_are_settled_whole():
    ann, bea, cyd = ({"name": name} for name in ("Ann Lark", "Bea Moss", "Cyd Hale"))
    base = {"headline": "Fog", "section_id": 1, "bylines": [ann], "tags": ["fog"], "kicker": ""}
    saved = base | {"headline": "Rain", "section_id": 2, "bylines": [bea], "tags": ["rain"]}
    typed = {"headline": "Snow", "section_id": None, "bylines": [cyd], "tags": ["fog", "snow"]}

    merge = merge_places(base, saved, typed | {"kicker": "Sea"})
    headline, section, bylines = merge.places

    assert merge.settled({headline: TYPED, section: TYPED, bylines: SAVED}) == {
        "headline": "Snow",
        "section_id": None,
        "bylines": [bea],
        "tags": ["rain", "snow"],
        "kicker": "Sea",
    }


@given(BODY, BODY, BODY)
def test_parts_are_the_same_whichever_side_is_whose(base, saved, typed):
    assert body_parts(base, saved, typed) == mirrored(body_parts(base, typed, saved))


@given(BODY, BODY)
def test_what_one_side_left_is_the_others(base, changed):
    assert body_parts(base, base, changed) == [changed]
    assert body_parts(base, changed, base) == [changed]
    assert body_parts(base, changed, changed) == [changed]


@given(BODY, BODY, BODY)
def test_what_all_merges_is_sanitised(base, saved, typed):
    merge = merge_bodies(base, saved, typed)

    if not merge.places:
        assert sanitise(str(merge.settled({})["body"])) == merge.settled({})["body"]


# --- Two people at one story, each of whose words is known -----------------------------------

#: What a person does: (paragraph, word, deed).
EDITS = st.lists(
    st.tuples(
        st.integers(0, 5),
        st.integers(0, 7),
        st.sampled_from(["add", "replace", "cut", "link", "paragraph", "cut paragraph", "split"]),
    ),
    max_size=6,
)
STORY = [[f"base{n}" for n in range(at, at + 8)] for at in range(0, 48, 8)]


def edited(edits, name):
    """The story after a person's edits; each word of theirs is one that nobody else has."""
    new = (f"{name}{n}" for n in count())
    story = [list(paragraph) for paragraph in STORY]
    for at, word, deed in edits:
        if at < len(story):
            edit(story, at, word, deed, new)
    return "".join(f"<p>{' '.join(paragraph)}</p>" for paragraph in story if paragraph)


def edit(story, at, word, deed, new):
    paragraph = story[at]
    if deed == "add":
        paragraph.insert(word, next(new))
    elif deed == "replace":
        paragraph[word : word + 1] = [next(new)]
    elif deed == "link":
        paragraph[word : word + 1] = [f'<a href="/x">{next(new)}</a>']
    elif deed == "cut":
        del paragraph[word : word + 1]
    elif deed == "paragraph":
        story.insert(at, [next(new), next(new)])
    elif deed == "cut paragraph":
        del story[at]
    else:
        story[at : at + 1] = [paragraph[:word], [next(new), *paragraph[word:]]]


@given(EDITS, EDITS)
def test_no_word_is_lost(theirs, mine):
    base, saved, typed = edited([], ""), edited(theirs, "saved"), edited(mine, "typed")

    merge = merge_bodies(base, saved, typed)

    assert words(saved) - words(base) <= words(all_kept(merge, SAVED))
    assert words(typed) - words(base) <= words(all_kept(merge, TYPED))
    offered = [side for place in merge.places.values() for side in sides(place)]
    for choice in (SAVED, TYPED):
        assert words(saved, typed) - words(base) <= words(all_kept(merge, choice), *offered)


@given(EDITS, EDITS)
def test_words_of_either_side_are_kept_whole_and_once(theirs, mine):
    base, saved, typed = edited([], ""), edited(theirs, "saved"), edited(mine, "typed")

    merge = merge_bodies(base, saved, typed)

    for choice in (SAVED, TYPED):
        body = all_kept(merge, choice)
        found = re.findall(r"(?:saved|typed)\d+", body)
        assert sanitise(body) == body
        assert len(found) == len(set(found))


@given(EDITS, EDITS)
def test_a_word_that_both_left_stays_or_is_offered(theirs, mine):
    base, saved, typed = edited([], ""), edited(theirs, "saved"), edited(mine, "typed")

    merge = merge_bodies(base, saved, typed)

    offered = [side for place in merge.places.values() for side in sides(place)]
    for choice in (SAVED, TYPED):
        left = words(base) & words(saved) & words(typed)
        assert left <= words(all_kept(merge, choice), *offered)


def test_a_paragraph_that_was_parted_is_one_place_with_what_came_beside_it():
    parted = HARBOUR.replace("at noon,", "at noon.</p><p>Nobody saw it,")

    merge = merge_bodies(HARBOUR, parted, HARBOUR + "<p>More.</p>")

    assert [sides(place) for place in merge.places.values()] == [
        (HARBOUR, parted, HARBOUR + "<p>More.</p>")
    ]


@pytest.mark.parametrize(
    "base, saved, typed",
    [
        (long_story("x", 9999), long_story("y", 160), long_story("z", 170)),
        (long_story("x", 7), long_story("y", 7), long_story("z", 7)),
        (f"<p>{'a b ' * 40_000}</p>", f"<p>{'b a ' * 40_000}</p>", f"<p>{'a a b ' * 30_000}</p>"),
        ("<p>a</p><p>b</p>" * 4_000, "<p>b</p><p>a</p>" * 4_000, "<p>a</p>" * 8_000),
    ],
    ids=["long", "clashes in all", "one block", "many like blocks"],
)
def test_no_merge_takes_long(base, saved, typed):
    begun = time.process_time()
    merge = merge_bodies(base, saved, typed)
    assert merge.settled(dict.fromkeys(merge.places, TYPED))

    assert time.process_time() - begun < 4


def test_a_merge_has_parts_for_every_field():
    merge = merge_places(
        {"headline": "A", "body": ""},
        {"headline": "A", "body": ""},
        {"headline": "B", "body": "<p>x</p>"},
    )

    assert merge == Merge({"headline": ["B"], "body": ["<p>x</p>"]})
