"""A page with eight pictures in a browser: nothing moves, and no more is fetched than needed."""

import re
import time

import pytest

from articles.models import Rendition
from tests.articles.paper import hanging
from tests.factories import make_library_picture, make_live, make_section

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = "<p>The last boat left the quay at nine, and nobody was aboard but the cook.</p>" * 12

#: Adds up how far anything moved that had its place.
SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""

#: What each picture is: its file, how wide it stands, and how wide `sizes` says it does.
MEASURE = """
() => {
    const ruler = document.body.appendChild(document.createElement("div"));
    const long = (length) => {
        ruler.style.width = length;
        return ruler.getBoundingClientRect().width;
    };
    const said = (sizes) => {
        for (const part of sizes.split(/,(?![^(]*\\))/)) {
            const [, media, length] = part.trim().match(/^(\\([^)]*\\))?\\s*(.*)$/);
            if (!media || matchMedia(media).matches) return long(length);
        }
    };
    const chosen = (image) => [...image.parentNode.querySelectorAll("source")].find(
        (source) => source.media && matchMedia(source.media).matches) || image;
    return [...document.querySelectorAll("img.picture__itself")].map((image) => ({
        file: new URL(image.currentSrc || image.src).pathname.split("/").pop(),
        is_whole: image.complete && image.naturalWidth > 0,
        width: image.getBoundingClientRect().width,
        said: said(chosen(image).sizes),
        place: image.closest(".picture").className,
    }));
}
"""


@pytest.fixture
def story():
    """A story with a lead, three figures, and a gallery of four."""
    large = make_library_picture(size=(2400, 1600))
    sizes = [
        (1200, 800),
        (1200, 900),
        (900, 1400),
        (1200, 800),
        (800, 1200),
        (1600, 800),
        (300, 200),
    ]
    others = [make_library_picture(size=size) for size in sizes]
    story = make_live(section=make_section())
    one, two, three, *many = (hanging.figure(picture, picture.caption) for picture in others)
    gallery = f'<aside class="gallery">{"".join(many)}</aside>'
    story.edition.body = WORDS.join(["", one, two, gallery, three, ""])
    hanging.lead(story.edition, large)
    for picture in others:
        hanging.hang(story.edition, picture)
    return story


def fetched(page):
    """Listen which pictures a page fetches: their file names, in order."""
    names = []
    pattern = re.compile(r"/media/pictures/(\w+\.\w+)$")
    page.on("request", lambda asked: names.extend(pattern.findall(asked.url)))
    return names


def slowly(route):
    time.sleep(0.1)
    route.continue_()


def read_through(page):
    """Scroll down a page, and every gallery through, until all its pictures are there."""
    page.wait_for_load_state("load")
    for image in page.locator("img.picture__itself").all():
        image.scroll_into_view_if_needed()
    page.wait_for_function(
        "[...document.images].every((image) => image.complete && image.naturalWidth > 0)"
    )


def widths(file):
    """The width of a rendition, and of all of its kind."""
    own = Rendition.objects.get(name=file.partition(".")[0])
    same = Rendition.objects.filter(picture=own.picture, crop=own.crop, format=own.format)
    return own.width, sorted(same.values_list("width", flat=True))


def demand_right(pictures, density):
    """Each file is the smallest that suffices, or the largest there is."""
    for picture in pictures:
        width, there = widths(picture["file"])
        fitting = [each for each in there if each > picture["width"] * density - 1]
        assert width == (fitting or there[-1:])[0], picture


def test_nothing_moves_when_eight_pictures_come_late(new_page, live_server, story):
    for width in (390, 1280):
        page = new_page(width=width)
        page.add_init_script(SHIFTS)
        page.route("**/media/pictures/*", slowly)
        names = fetched(page)

        page.goto(live_server.url + story.edition.path, wait_until="load")
        at_first = list(names)
        read_through(page)

        assert page.evaluate("window.shifted") == 0
        assert len(page.evaluate(MEASURE)) == len(names) == 8
        assert 1 <= len(at_first) < 8  # those below wait until somebody comes near
        assert {name.partition(".")[2] for name in names} == {"avif"}

        page.goto(live_server.url, wait_until="load")
        read_through(page)
        assert page.evaluate("window.shifted") == 0


def test_a_telephone_fetches_the_smallest_that_suffices(new_page, live_server, story):
    lead = hanging.shown(story.edition, story.edition.lead_picture_id)
    hanging.lead(make_live(section=story.section).edition, lead)
    paths = (story.edition.path, "/", "/harbour/")

    for density, from_edge_to_edge in ((1, 400), (2, 800), (3, 1200)):
        page = new_page(width=390, height=844, device_scale_factor=density)
        leads = []
        for path in paths:
            page.goto(live_server.url + path)
            read_through(page)
            pictures = page.evaluate(MEASURE)
            demand_right(pictures, density)
            leads.append(widths(pictures[0]["file"])[0])

        assert leads[:2] == [from_edge_to_edge] * 2


def test_sizes_say_how_wide_pictures_are(page, live_server, story):
    lead = hanging.shown(story.edition, story.edition.lead_picture_id)
    for section in ("Harbour", "Harbour", "Sport", "Town"):
        hanging.lead(make_live(section=make_section(section)).edition, lead)
    overflow = "document.documentElement.scrollWidth > document.documentElement.clientWidth"

    for path in (story.edition.path, "/", "/harbour/"):
        page.goto(live_server.url + path, wait_until="load")
        for width in (320, 390, 600, 640, 768, 1000, 1100, 1280, 1600):
            page.set_viewport_size({"width": width, "height": 900})
            assert not page.evaluate(overflow), (path, width)
            for picture in page.evaluate(MEASURE):
                is_small = picture["width"] == 300  # none is enlarged, whatever its place
                off = abs(picture["said"] / picture["width"] - 1)
                assert is_small or off < 0.03, (path, width, picture)


def without(*kinds):
    """Have a browser see a page as one that knows no pictures of some kinds."""
    sources = re.compile(rf'<source[^>]* type="image/({"|".join(kinds)})"[^>]*>')

    def answer(route):
        response = route.fetch()
        route.fulfill(response=response, body=sources.sub("", response.text()))

    return answer


def test_a_browser_without_a_format_gets_another(new_page, live_server, story):
    for unknown, format in ((["avif"], "webp"), (["avif", "webp"], "jpg")):
        page = new_page(width=390)
        page.route(f"**{story.edition.path}", without(*unknown))
        names = fetched(page)

        page.goto(live_server.url + story.edition.path)
        read_through(page)

        assert {name.partition(".")[2] for name in names} == {format}
        assert len(names) == 8


def test_without_scripts_everything_is_there_and_a_gallery_moves_by_keyboard(
    new_page, live_server, story
):
    page = new_page(width=390, java_script_enabled=False)
    names = fetched(page)

    page.goto(live_server.url + story.edition.path, wait_until="networkidle")

    assert len(set(names)) == 8
    assert page.locator("figure").count() == 8

    page = new_page(width=390)
    page.goto(live_server.url + story.edition.path)
    gallery = page.get_by_role("complementary", name="Gallery")
    gallery.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.gallery').scrollLeft > 0")
