"""What readers see of a story's pictures: on its page, on cards, in feeds, and in its history."""

import re
from datetime import timedelta
from html import unescape
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from articles import press
from articles.models import Edition, EditionPicture
from articles.paper.pictures import hang
from tests.articles.admin.paperwork import at_desk
from tests.articles.paper import hanging
from tests.articles.paper.test_queries import queries
from tests.articles.paper.test_structured import structured
from tests.factories import edit, make_library_picture, make_live, make_section, make_user

pytestmark = pytest.mark.django_db

SMALL = (400, 300)
HOSTILE = 'A "b" <i onload=x> & {{ c }}'


@pytest.fixture
def picture():
    return make_library_picture(size=SMALL, caption="The far shore", credit="Tom Reeve")


@pytest.fixture
def others():
    return [make_library_picture(size=SMALL, caption=f"Mast {n}") for n in range(3)]


def with_body(story, *figures):
    """Have a live story show what is in its copy: (picture, caption), several as a gallery."""
    html = "".join(hanging.figure(picture, caption) for picture, caption in figures)
    many = f'<aside class="gallery">{html}</aside>' if len(figures) > 1 else html
    story.edition.body = f"<p>Before.</p>{many}<p>After.</p>"
    story.edition.save()
    for shown, _caption in figures:
        hanging.hang(story.edition, shown)
    return story


def end(picture):
    EditionPicture.objects.filter(picture=picture).update(until=timezone.now())


def page_of(client, story):
    return client.get(story.edition.path).content.decode()


def main(html):
    return html.partition("<main")[2].partition("</main>")[0]


# --- a story's page ---


def test_the_lead_has_all_that_a_browser_chooses_by(client, picture):
    story = make_live()
    row = hanging.lead(story.edition, picture, lead_caption="At dawn", lead_alt="Boats at a quay")

    [figure] = re.findall(r"<figure.*?</figure>", page_of(client, story), re.DOTALL)

    files = {
        format: f"/media/pictures/{row.renditions['']['sources'][format][0][1]}"
        for format in ("avif", "webp", "jpg")
    }
    for format in ("avif", "webp"):
        assert f'<source type="image/{format}" srcset="{files[format]} 400w" sizes="' in figure
    [itself] = re.findall(r'<img class="picture__itself"[^>]*>', figure)
    assert f'src="{files["jpg"]}" srcset="{files["jpg"]} 400w"' in itself
    assert 'width="400" height="300" alt="Boats at a quay" fetchpriority="high"' in itself
    assert "lazy" not in itself
    assert f'src="{row.placeholder}" alt="" aria-hidden="true"' in figure
    assert '<span class="figure__caption" dir="auto">At dawn</span>' in figure
    assert '<bdi class="figure__credit">Tom Reeve</bdi>' in figure
    assert "style" not in figure


def test_what_is_below_the_fold_waits(client, picture):
    page = page_of(client, with_body(make_live(), (picture, "At dawn")))

    [itself] = re.findall(r'<img class="picture__itself"[^>]*>', page)
    assert 'loading="lazy" decoding="async"' in itself
    assert "fetchpriority" not in itself


def test_a_decorative_one_says_nothing(client, picture):
    story = make_live()
    hanging.lead(story.edition, picture, lead_caption="", lead_alt="")

    assert 'height="300" alt=""' in page_of(client, story)


def test_nothing_said_of_a_picture_is_markup(client, picture):
    story = make_live()
    row = hanging.lead(story.edition, picture, lead_caption=HOSTILE, lead_alt=HOSTILE)
    EditionPicture.objects.filter(pk=row.pk).update(credit=HOSTILE)

    page = page_of(client, story)

    assert "<i " not in page
    assert unescape(main(page)).count(HOSTILE) == 3


def test_without_its_lead_a_page_is_whole(client, picture):
    story = make_live()
    hanging.lead(story.edition, picture, lead_caption="At dawn")
    end(picture)

    page = page_of(client, story)

    assert "The boat left the quay at nine" in page
    for word in ("At dawn", "<figure", "/media/pictures/", "og:image", "Tom Reeve"):
        assert word not in page


def test_what_has_ended_goes_with_its_caption_and_a_gallery_of_one_is_a_figure(client, others):
    told = [(picture, f"Caption {n}") for n, picture in enumerate(others)]
    story = with_body(make_live(), *told)
    of_gallery = '<aside class="gallery" tabindex="0" aria-label="Gallery">'

    whole = page_of(client, story)
    end(others[1])
    less = page_of(client, story)
    end(others[0])
    one = page_of(client, story)
    end(others[2])
    none = page_of(client, story)

    pages = [whole, less, one, none]
    assert [page.count("<figure") for page in pages] == [3, 2, 1, 0]
    assert [of_gallery in page for page in pages] == [True, True, False, False]
    assert [page.count("figure--gallery") for page in pages] == [3, 2, 0, 0]
    assert [re.findall(r"Caption \d", page) for page in pages] == [
        ["Caption 0", "Caption 1", "Caption 2"],
        ["Caption 0", "Caption 2"],
        ["Caption 2"],
        [],
    ]
    assert "<p>Before.</p><p>After.</p>" in none


def test_one_that_was_never_drawn_is_left_out(client, picture):
    story = make_live()
    row = hanging.lead(story.edition, picture)
    EditionPicture.objects.filter(pk=row.pk).update(renditions={})

    assert "<figure" not in page_of(client, story)


def test_pictures_take_one_query_however_many(client, picture, others):
    plain, one, many = make_live(), make_live(), make_live()
    with_body(one, (picture, ""))
    with_body(many, *((each, "") for each in others))
    hanging.lead(many.edition, picture)

    counts = [queries(client, story.edition.path) for story in (plain, one, many)]

    assert counts == [counts[0], counts[0] + 1, counts[0] + 1]


def test_the_excerpt_and_the_description_have_no_caption(client, picture):
    body = f"{hanging.figure(picture, 'Secret shore')}<p>The boat left.</p>"

    page = page_of(client, make_live(body=body))

    assert 'name="description" content="The boat left."' in page
    assert page.count("Secret shore") <= 1  # under its picture


# --- cards ---


def test_cards_show_the_lead_large_first_and_small_below(client, picture):
    section = make_section()
    stories = [make_live(section=section) for _number in range(4)]
    for story in (stories[0], stories[2], stories[3]):
        hanging.lead(story.edition, picture)

    front, listing = (client.get(url).content.decode() for url in ("/", "/harbour/"))

    assert re.findall(r"teaser__picture--(\w+)", front) == ["top", "card", "small"]
    assert re.findall(r"teaser__picture--(\w+)", listing) == ["listed"] * 3
    assert front.count('fetchpriority="high"') == 1
    assert "fetchpriority" not in listing
    # The headline says where it leads; the picture beside it says nothing more.
    assert front.count('tabindex="-1" aria-hidden="true">') == 3
    narrow = r'<source media="\(max-width: 36rem\)" type="image/avif"'
    assert len(re.findall(narrow, front)) == 1


def test_cards_show_none_that_has_ended(client, picture):
    hanging.lead(make_live().edition, picture)
    end(picture)

    for url in ("/", "/harbour/", "/topic/ferries/", "/by/odile-marsh/"):
        assert "/media/pictures/" not in client.get(url).content.decode()


def test_listings_take_one_query_more_with_pictures(client, picture):
    urls = ["/", "/harbour/", "/topic/ferries/", "/by/odile-marsh/", "/feed/"]
    make_live()
    without = {url: queries(client, url) for url in urls}

    for _number in range(3):
        hanging.lead(make_live().edition, picture)

    assert {url: queries(client, url) for url in urls} == {
        url: count + 1 for url, count in without.items()
    }


# --- for machines ---


def test_feeds_have_plain_pictures_at_whole_addresses(client, picture, others):
    story = with_body(make_live(), (others[0], "In the copy"), (others[1], ""))
    hanging.lead(story.edition, picture, lead_caption="At dawn", lead_alt=HOSTILE)

    feed = ElementTree.fromstring(client.get("/feed/").content)

    content = feed.find("{*}entry/{*}content").text
    jpegs = re.findall(
        r'<img src="http://testserver/media/pictures/[0-9a-f]+\.jpg" width="400" height="300"',
        content,
    )
    assert len(jpegs) == content.count("<img") == 3
    for word in ("data:", "srcset", "<source", "lazy", "tabindex", "data-picture"):
        assert word not in content
    for word in ("At dawn", "In the copy", "Tom Reeve"):
        assert word in content
    end(picture)
    assert "At dawn" not in client.get("/feed/").content.decode()


def test_a_story_is_described_with_its_picture(client, picture):
    story = make_live()
    hanging.lead(story.edition, picture, lead_caption="At dawn", lead_alt="Boats")

    images = structured(client, story.edition.path)["image"]
    page = page_of(client, story)

    assert [round(image["width"] / image["height"], 2) for image in images] == [1.78, 1.33, 1.0]
    for image in images:
        assert image["url"].startswith("http://testserver/media/pictures/")
        assert client.head(image["url"]).status_code == 200
        assert (image["caption"], image["creditText"]) == ("At dawn", "Tom Reeve")
    told = dict(re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)">', page))
    assert told["og:image"] == images[0]["url"]
    assert (told["og:image:width"], told["og:image:height"]) == ("400", "225")
    assert (told["og:image:alt"], told["twitter:card"]) == ("Boats", "summary_large_image")


def test_a_story_without_one_is_described_without(client):
    story = make_live()

    assert "image" not in structured(client, story.edition.path)
    assert "og:image" not in page_of(client, story)
    assert "twitter:card" not in page_of(client, story)


# --- what was before ---


def test_the_history_has_captions_as_long_as_their_pictures_are_shown(client, picture, others):
    story = with_body(make_live(), (others[0], "Mast before"))
    hanging.lead(story.edition, picture, lead_caption="Dawn before")
    press.correct(edit(story, body="<p>New.</p>"), by=make_user(), kind="update", note="It is.")
    now = Edition.objects.live(at=timezone.now()).get()
    hanging.lead(now, picture, lead_caption="Dawn after")

    shown = main(client.get(f"{now.path}history/").content.decode())
    end(picture)
    end(others[0])
    hidden = main(client.get(f"{now.path}history/").content.decode())

    for word in ("Mast", "Dawn"):
        assert word in shown
        assert word not in hidden
    assert "<img" not in shown
    assert "/media/" not in shown


# --- other moments ---


def test_the_time_machine_shows_the_desks_own_previews(client, picture):
    at_desk(client)
    story = make_live()
    hanging.lead(story.edition, picture, lead_caption="At dawn")
    then = timezone.now() + timedelta(seconds=2)
    press.kill(story, by=make_user())
    before = f"/admin/time-machine/{story.edition.live_from + timedelta(seconds=1):%Y%m%dT%H%M%SZ}"
    Edition.objects.filter(answer="gone").update(live_from=then)
    Edition.objects.filter(pk=story.edition.pk).update(live_until=then)

    for url in (story.edition.path, "/", "/harbour/"):
        html = client.get(f"{before}{url}").content.decode()

        assert "/media/pictures/" not in html, url
        addresses = set(re.findall(r"(/admin/articles/picture/\S+) \d+w", html))
        assert addresses
        for address in addresses:
            response = client.get(address)
            assert response.status_code == 200
            assert response.getvalue()


def test_hang_shows_each_edition_its_own(picture, others):
    first, second = make_live().edition, make_live().edition
    hanging.lead(first, picture)
    hanging.lead(second, others[0])

    hang([first, second], at=timezone.now(), are_cards=True)

    assert (set(first.hung), set(second.hung)) == ({picture.pk}, {others[0].pk})
    assert first.lead.credit == "Tom Reeve"
