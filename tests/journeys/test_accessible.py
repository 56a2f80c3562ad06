"""
What the desk adds to the admin keeps WCAG 2.2, A and AA, as far as axe can tell: in light and
dark, at a desk and on a telephone.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.urls import reverse

from articles import press
from articles.desk import notes, proof_links, tags
from articles.models import Tag, TagMerge
from articles.workflow import Stage
from tests.factories import (
    edit,
    make_article,
    make_correspondent,
    make_library_picture,
    make_live,
    make_proof_link,
    make_publication,
    make_rule,
    make_section,
    make_user,
    next_minute,
)

pytestmark = pytest.mark.django_db(transaction=True)

OPTIONS = {
    "resultTypes": ["violations"],
    "preload": False,  # it would ask for stylesheets anew, where they are not
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
}
#: The rules that colours can break; nothing else differs between light and dark.
OF_COLOURS = OPTIONS | {"runOnly": ["color-contrast", "link-in-text-block"]}

#: Each way that a screen is looked at: (color scheme, CSS pixels, what is asked).
LOOKS = [("light", 1280, OPTIONS), ("dark", 1280, OF_COLOURS), ("light", 390, OPTIONS)]

#: Faults of Django's own widgets, which are not ours to mend: (rule, what is in the CSS selector
#: of its place). Select2, its field with suggestions, has no names and a list without items; the
#: help on its two lists beside each other is a name on what may have none.
DJANGOS_OWN = [
    ("aria-input-field-name", "select2-"),
    ("label", ".select2-search__field"),
    ("list", ".select2-selection--multiple"),
    ("aria-prohibited-attr", ".help-tooltip"),
]


#: axe takes what is half under a bar that stays in sight for small. One scrolls it out.
UNSTICK = """
for (const bar of document.querySelectorAll(".submit-row, .prose-menubar")) {
    bar.style.position = "static";
}
"""


@pytest.fixture
def editor():
    # A test before may have emptied the tables.
    call_command("migrate", verbosity=0)
    return make_user(username="ines", first_name="Ines")


@pytest.fixture
def page(new_page, live_server, client, editor, complaints):
    """A page of an editor who is logged in."""
    complaints.allow("status of 4[0-9]{2}")
    client.force_login(editor)
    page = new_page(reduced_motion="reduce")
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    page.context.add_cookies([cookie | {"url": live_server.url}])
    return page


def admin(name, *args):
    return reverse(f"admin:articles_{name}", args=args)


def faults(page, name):
    """What axe finds in a page, in each of its looks: ["screen, look: rule at place", …]."""
    found = []
    for scheme, width, options in LOOKS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(UNSTICK)
        # Django's links change their colour in a fifth of a second.
        page.evaluate("document.getAnimations().forEach((each) => each.finish())")
        rules = Axe().run(page, options=options).response["violations"]
        places = [(rule["id"], str(node["target"])) for rule in rules for node in rule["nodes"]]
        ours = [f"{rule} at {place}" for rule, place in places if is_ours(rule, place)]
        found += [f"{name}, {scheme} {width}: {fault}" for fault in ours]
    return found


def is_ours(rule, at):
    return not any(rule == own and place in at for own, place in DJANGOS_OWN)


def story_with_everything(editor):
    """A live story with revisions, notes, a proof link, words that wait, and much to find."""
    story = make_live(headline="Ferry leaves on time", kicker="At sea")
    edit(story, headline="Ferry leaves late, and a good deal later than it said", standfirst="Late")
    press.publish(story, by=editor, at=next_minute(500))
    notes.write(story, "Who says so, @ines?", by=make_user())
    make_proof_link(story, by=editor)
    return edit(
        story,
        body="<h2>Quay</h2><p>The council utilise the the ferry [check].  “It left, TK said.</p>"
        '<ul><li>One</li><li>Two, <a href="/harbour/2020/no-such-story/">as we wrote</a></li></ul>'
        "<blockquote><p>Nobody was there.</p></blockquote>",
    )


def test_the_screens_of_a_story(page, live_server, editor):
    make_rule("utilise", suggestion="use", level="error")
    story = story_with_everything(editor)
    draft = make_article(headline="Draft of it", stage=Stage.SUBBING, by=editor)
    addresses = {
        "new story": admin("article_add"),
        "story": admin("article_change", story.pk),
        "history": admin("article_history", story.pk),
        "compare": f"{admin('article_compare', story.pk)}?from=1&to=3",
        "side by side": f"{admin('article_compare', story.pk)}?from=1&to=3&view=sides",
        "proof links": admin("article_proof_links", story.pk),
        "move": admin("article_move", draft.pk, "send_back"),
        **{verb: admin(f"article_{verb}", story.pk) for verb in ("publish", "fix", "kill")},
    }

    found = all_faults(page, live_server, addresses)

    assert not found, "\n".join(found)


def test_the_screens_of_the_newsroom(page, live_server, editor):
    story = story_with_everything(editor)
    for stage in Stage:
        make_article(headline=f"A story in {stage}", stage=stage, assignee=editor)
    rule, off = make_rule(level="error", fired=3, is_slow=True), make_rule("ferry", is_on=False)
    addresses = {
        "board": reverse("admin:index"),
        "for you": reverse("for_you"),
        "stories": admin("article_changelist"),
        "stories, filtered": f"{admin('article_changelist')}?stage__exact=draft&q=ferry",
        "house rules": admin("houserule_changelist"),
        "house rule": admin("houserule_change", rule.pk),
        "trial": admin("houserule_trial", off.pk),
        "time machine": reverse("time_machine"),
        "edition": admin("edition_change", story.editions.first().pk),
        "acts": admin("act_changelist"),
    }

    found = all_faults(page, live_server, addresses)

    assert not found, "\n".join(found)


def test_the_screens_of_the_directory(page, live_server, editor):
    story = make_live()
    [boats, ships, other] = Tag.objects.named(["boats", "ships", "vessels"])
    make_section("Sport")
    tags.merge(ships, boats, by=editor)
    addresses = {
        "tags": admin("tag_changelist"),
        "tag": admin("tag_change", boats.pk),
        "merge": admin("tag_merge", other.pk),
        "merged": admin("tagmerge_change", TagMerge.objects.get().pk),
        "correspondents": admin("correspondent_changelist"),
        "correspondent": admin("correspondent_change", make_correspondent().pk),
        "merge of correspondents": admin("correspondent_merge", make_correspondent().pk),
        "sections": admin("section_changelist"),
        "section": admin("section_change", story.section.pk),
        "masthead": admin("masthead_add"),
        "publication": admin("publication_change", make_publication().pk),
    }

    found = all_faults(page, live_server, addresses)

    assert not found, "\n".join(found)


def test_the_screens_of_the_library(page, live_server, editor):
    picture = make_library_picture(by=editor, keywords=["ferry"], licensed_until=next_minute(60))
    lapsed = make_library_picture(withdrawn_at=next_minute(), confirmed_at=None, by=editor)
    press.publish(make_article(lead_picture=picture, lead_alt="A ferry"), by=editor)
    addresses = {
        "library": admin("picture_changelist"),
        "library, filtered": f"{admin('picture_changelist')}?rights=ending&q=ferry",
        "upload": admin("picture_upload"),
        "describe": f"{admin('picture_confirm')}?ids={picture.pk},{lapsed.pk}",
        "picture": admin("picture_change", picture.pk),
        "about to end": admin("picture_ending"),
        "picture kept": admin("picture_delete", picture.pk),
        "another file": admin("picture_replace", picture.pk),
        **{verb: admin(f"picture_{verb}", picture.pk) for verb in ("withdraw", "erase")},
        "release": admin("picture_release", lapsed.pk),
    }

    found = all_faults(page, live_server, addresses)

    assert not found, "\n".join(found)


def test_a_picture_with_a_crop_drawn_and_with_errors(page, live_server):
    picture = make_library_picture()
    page.goto(live_server.url + admin("picture_change", picture.pk))
    page.get_by_role("group", name="4:5", exact=True).get_by_label("Drawn by hand").check()
    found = faults(page, "a crop drawn")

    page.locator("#id_focus_x").fill("200")
    page.get_by_role("button", name="Save and continue editing").click()
    page.locator(".errornote").wait_for()
    found += faults(page, "a focal point nowhere")

    assert not found, "\n".join(found)


def test_pictures_in_a_story_and_the_dialog_that_chooses_them(page, live_server, editor):
    ferry, fog = (make_library_picture(by=editor) for _ in range(2))
    withdrawn = make_library_picture(by=editor, withdrawn_at=next_minute(-5))
    figures = "".join(
        f'<figure data-picture="{number}"><figcaption>The quay</figcaption></figure>'
        for number in (ferry.pk, fog.pk, withdrawn.pk, 987654)
    )
    body = f'<p>It left.</p><aside class="gallery">{figures}</aside>'
    story = make_article(lead_picture=ferry, body=body, by=editor)
    page.goto(live_server.url + admin("article_change", story.pk), wait_until="networkidle")
    found = faults(page, "pictures in a story")

    page.get_by_role("button", name="Choose another…").click()
    page.get_by_role("radio").nth(2).wait_for()
    page.get_by_role("button", name="Choose", exact=True).click()
    page.get_by_text("Tick a picture first.").wait_for()
    page.get_by_label("Or upload").set_input_files(
        [{"name": "bad.jpg", "mimeType": "image/jpeg", "buffer": b"x"}]
    )
    page.get_by_text("This is no picture").wait_for()
    found += faults(page, "choosing a picture")

    assert not found, "\n".join(found)


def test_the_pages_with_pictures(page, live_server, editor):
    pictures = [make_library_picture(by=editor, size=(320, 240)) for _number in range(4)]
    shown = [f'<figure data-picture="{each.pk}"></figure>' for each in pictures[1:]]
    body = (
        f'<p>It left.</p>{shown[0]}<p>Late.</p><aside class="gallery">{"".join(shown[1:])}</aside>'
    )
    story = make_live(by=editor, lead_picture=pictures[0], lead_caption="At dawn", body=body)
    proof = make_proof_link(story, by=editor)
    addresses = {
        "a story": story.edition.path,
        "front": "/",
        "section": "/harbour/",
        "proof": reverse("proof", args=[proof_links.token(proof)]),
    }

    found = all_faults(page, live_server, addresses)

    assert not found, "\n".join(found)


def all_faults(page, live_server, addresses):
    found = []
    for name, address in addresses.items():
        answer = page.goto(live_server.url + address, wait_until="networkidle")
        assert answer.status == 200, name
        found += faults(page, name)
    return found


def test_the_form_with_a_clash_and_with_errors(page, live_server):
    story = make_article(headline="Ferry leaves", tags=["ferries"])
    page.goto(live_server.url + admin("article_change", story.pk))
    page.locator("[name=headline]").fill("Ferry sails")
    edit(story, headline="Ferry stays")
    page.get_by_role("button", name="Save and continue editing").click()
    page.get_by_role("heading", name="1 place to settle").wait_for()
    found = faults(page, "clash")

    page.goto(live_server.url + admin("article_add"))
    page.get_by_role("button", name="Save and continue editing").click()
    page.locator(".errornote").wait_for()
    found += faults(page, "errors")

    page.goto(live_server.url + admin("houserule_add"))
    page.get_by_label("Phrase").fill("(a|aa)+$")
    page.get_by_label("Pattern").check()
    page.get_by_label("Reason").fill("Why")
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator(".errornote").wait_for()
    found += faults(page, "a pattern that hangs")

    assert not found, "\n".join(found)


def test_what_is_done_to_many(page, live_server):
    make_live(headline="Ferry leaves")  # which cannot be spiked
    make_article(headline="Ferry stays")
    page.goto(live_server.url + admin("article_changelist"))
    page.locator("#action-toggle").check()
    page.locator("select[name=action]").select_option("spike")
    found = faults(page, "chosen")

    page.get_by_role("button", name="Run").or_(page.get_by_role("button", name="Go")).click()
    page.locator("#many_form").wait_for()
    found += faults(page, "asked")

    page.locator("#many_form [type=submit]").click()
    page.locator("#many_form").wait_for(state="detached")
    page.wait_for_load_state("networkidle")
    found += faults(page, "reported")

    assert not found, "\n".join(found)
