import pytest

from articles.text.links import linked_paths


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
