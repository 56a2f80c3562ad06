import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from articles.text.markup import sanitise
from articles.text.merge import (
    Clash,
    merge_body,
    merge_copy,
    merge_list,
    merge_set,
    merge_value,
)

ITEMS = st.lists(st.sampled_from("abcd"), max_size=6)
INLINE = st.lists(
    st.sampled_from(
        ["fog ", "boats ", "sank ", "<em>ten</em> ", '<a href="/x">x</a>', "&amp;", "<br>"]
    ),
    min_size=1,
    max_size=8,
).map("".join)
BLOCKS = st.lists(
    st.one_of(
        INLINE.map("<p>{}</p>".format),
        INLINE.map("<h2>{}</h2>".format),
        INLINE.map("<ul><li><p>{}</p></li></ul>".format),
        INLINE,
    ),
    max_size=5,
)
BODY = BLOCKS.map("".join).map(sanitise)


def outcome(merge, *versions):
    """What a merge gives, or that it clashes."""
    try:
        return merge(*versions)
    except Clash:
        return Clash


@pytest.mark.parametrize(
    "base, ours, theirs, merged",
    [
        ("a", "a", "b", "b"),
        ("a", "b", "a", "b"),
        ("a", "b", "b", "b"),
        ("a", "b", "c", Clash),
        (None, None, "a", "a"),
    ],
)
def test_values(base, ours, theirs, merged):
    assert outcome(merge_value, base, ours, theirs) == merged


def test_a_clash_shows_both():
    with pytest.raises(Clash) as caught:
        merge_value("a", "b", "c")

    assert (caught.value.ours, caught.value.theirs) == ("b", "c")


@pytest.mark.parametrize(
    "base, ours, theirs, merged",
    [
        ("abcde", "Xbcde", "abcdY", "XbcdY"),
        ("abc", "aXc", "aXc", "aXc"),
        ("abc", "aXc", "aYc", Clash),
        ("abc", "aXbc", "aYbc", Clash),
        ("abc", "aXbc", "aXbc", "aXbc"),
        ("abc", "abcX", "abcY", Clash),
        ("abc", "Xbc", "aYc", "XYc"),
        ("abc", "ac", "aYc", Clash),
        ("abc", "bc", "ac", "c"),
        ("abc", "aXc", "aNbc", "aNXc"),
        ("abc", "aXc", "abNc", "aXNc"),
        ("abc", "ac", "aNbc", Clash),
        ("abcd", "aXYd", "abNcd", Clash),
        ("", "X", "Y", Clash),
    ],
)
def test_lists(base, ours, theirs, merged):
    merged = merged if merged is Clash else list(merged)

    assert outcome(merge_list, list(base), list(ours), list(theirs)) == merged


def test_bylines_merge():
    ann, bea, cyd = ({"name": name, "role": ""} for name in ("Ann Lark", "Bea Moss", "Cyd Hale"))
    editor = ann | {"role": "Editor"}

    assert merge_list([ann, bea], [editor, bea], [ann, bea, cyd]) == [editor, bea, cyd]
    with pytest.raises(Clash) as caught:
        merge_list([ann], [editor], [bea])
    assert (caught.value.ours, caught.value.theirs) == ([editor], [bea])


def test_tags_keep_what_either_added_and_lose_what_either_took():
    assert merge_set(["fog", "sea"], ["sea", "tide"], ["fog", "boats", "sea"]) == [
        "boats",
        "sea",
        "tide",
    ]


HARBOUR = "<p>Fog fell on the harbour at noon, and nine boats sank.</p>"


@pytest.mark.parametrize(
    "ours, theirs, merged",
    [
        # Far apart in one paragraph.
        (
            HARBOUR.replace("noon,", "midnight,"),
            HARBOUR.replace("nine", "ten"),
            HARBOUR.replace("noon,", "midnight,").replace("nine", "ten"),
        ),
        (
            HARBOUR.replace("Fog", "<em>Fog</em>"),
            HARBOUR.replace("nine boats", '<a href="/x">nine boats</a>'),
            HARBOUR.replace("Fog", "<em>Fog</em>").replace(
                "nine boats", '<a href="/x">nine boats</a>'
            ),
        ),
        # The same word, the word beside it, and tags that would cross.
        (HARBOUR.replace("nine", "ten"), HARBOUR.replace("nine", "eight"), Clash),
        (HARBOUR.replace("nine", "ten"), HARBOUR.replace("boats", "ships"), Clash),
        (
            HARBOUR.replace("fell on the harbour", "<em>fell on the harbour</em>"),
            HARBOUR.replace("the harbour at noon", "<strong>the harbour at noon</strong>"),
            Clash,
        ),
        # Another text altogether.
        ("<p>Prices rose in the market.</p>", HARBOUR.replace("nine", "ten"), Clash),
        (HARBOUR + "<p>More.</p>", HARBOUR + "<p>Less.</p>", Clash),
        ("", HARBOUR.replace("nine", "ten"), Clash),
        (
            HARBOUR.replace("nine", "ten"),
            HARBOUR + "<p>More.</p>",
            HARBOUR.replace("nine", "ten") + "<p>More.</p>",
        ),
    ],
)
def test_one_paragraph_changed_by_both(ours, theirs, merged):
    assert outcome(merge_body, HARBOUR, ours, theirs) == merged


def test_a_fix_within_many_changed_paragraphs():
    base = "".join(f"<p>Boat {n} of the fleet came home with {n} tons.</p>" for n in range(9))
    ours = base.replace("home", "in")
    theirs = base.replace("Boat 4", "Ship 4")

    assert merge_body(base, ours, theirs) == ours.replace("Boat 4", "Ship 4")


def test_a_clash_of_bodies_shows_the_blocks_and_no_others():
    ours, theirs = HARBOUR.replace("nine", "ten"), HARBOUR.replace("nine", "eight")

    with pytest.raises(Clash) as caught:
        merge_body(f"<p>A</p>{HARBOUR}", f"<p>A</p>{ours}", f"<p>A</p>{theirs}")

    assert (caught.value.ours, caught.value.theirs) == (ours, theirs)


@given(ITEMS, ITEMS)
def test_a_list_that_one_side_left_is_the_others(base, changed):
    assert merge_list(base, base, changed) == changed
    assert merge_list(base, changed, base) == changed
    assert merge_list(base, changed, changed) == changed


@given(BODY, BODY)
def test_a_body_that_one_side_left_is_the_others(base, changed):
    assert merge_body(base, base, changed) == changed
    assert merge_body(base, changed, base) == changed
    assert merge_body(base, changed, changed) == changed


@given(ITEMS, ITEMS, ITEMS)
def test_lists_merge_the_same_whichever_is_ours(base, ours, theirs):
    assert outcome(merge_list, base, ours, theirs) == outcome(merge_list, base, theirs, ours)


@given(BODY, BODY, BODY)
def test_bodies_merge_the_same_whichever_is_ours(base, ours, theirs):
    merged = outcome(merge_body, base, ours, theirs)

    assert merged == outcome(merge_body, base, theirs, ours)
    assert merged is Clash or sanitise(str(merged)) == merged


@given(st.lists(INLINE, min_size=2, max_size=6, unique=True), INLINE, INLINE, st.data())
def test_changes_of_different_blocks_both_survive(lines, one, other, data):
    first, second = data.draw(
        st.lists(st.sampled_from(range(len(lines))), min_size=2, max_size=2, unique=True)
    )
    base, ours, theirs = ([f"<p>{line}</p>" for line in lines] for _ in range(3))
    ours[first], theirs[second] = f"<p>{one}</p>", f"<p>{other}</p>"
    assume(ours[first] not in base and theirs[second] not in base)
    assume(ours[first] != theirs[second])
    both = [*ours]
    both[second] = theirs[second]

    assert merge_body(*map("".join, (base, ours, theirs))) == "".join(both)


def test_a_copy_merges_field_by_field():
    base = {"headline": "Fog", "body": HARBOUR, "tags": ["fog"], "bylines": [], "kicker": ""}
    ours = base | {"headline": "Rain", "tags": [], "kicker": "Sea"}
    theirs = base | {"headline": "Snow", "body": HARBOUR.replace("nine", "ten"), "bylines": [{}]}

    merged, clashes = merge_copy(base, ours, theirs)

    assert merged == {
        "body": HARBOUR.replace("nine", "ten"),
        "tags": [],
        "bylines": [{}],
        "kicker": "Sea",
    }
    assert list(clashes) == ["headline"]
    assert (clashes["headline"].ours, clashes["headline"].theirs) == ("Rain", "Snow")


def long_story(word, every):
    return "".join(
        "<p>" + " ".join(word if n % every == 1 else f"w{n}" for n in range(at, at + 50)) + "</p>"
        for at in range(0, 5_000, 50)
    )


@pytest.mark.parametrize(
    "base, ours, theirs",
    [
        (long_story("x", 9999), long_story("y", 160), long_story("z", 170)),
        *(
            (
                f"<p>{'a b ' * 40_000}</p>",
                f"<p>{'b a ' * 40_000}</p>",
                f"<p>{'a a b ' * 30_000}</p>",
            ),
            ("<p>a</p><p>b</p>" * 4_000, "<p>b</p><p>a</p>" * 4_000, "<p>a</p>" * 8_000),
            (
                "".join(f"<p>w{n} a b c d e</p>" for n in range(3_000)),
                "".join(f"<p>w{n} a b c d x</p>" for n in range(3_000)),
                "".join(f"<p>y a b{n} c d e</p>" for n in range(3_000)),
            ),
        ),
    ],
    ids=["long", "one block", "many like blocks", "all blocks changed"],
)
def test_no_merge_takes_long(base, ours, theirs):
    begun = time.process_time()
    outcome(merge_body, base, ours, theirs)

    assert time.process_time() - begun < 4
