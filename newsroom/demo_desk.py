"""What is on the desk of the paper to try out: invented stories, brought there by the verbs."""

from datetime import timedelta
from typing import NamedTuple

from django.utils import timezone

from articles import press
from articles.desk import moves, planning, saving
from articles.models import Article, Byline, Section, Tag
from articles.workflow import Label
from newsroom.demo_pictures import file_pictures, shown


class Story(NamedTuple):
    """A story; who has it (an account), and what was done with it in turn."""

    section: str
    slugline: str
    headline: str
    standfirst: str
    body: str
    who: str = "reporter"
    done: tuple = ()
    #: Hours from now, and words.
    due: float | None = None
    length: int | None = None
    label: str = Label.NEWS
    tag: str = "Tolland Bay"
    #: Scenes: the one on top of it, and those after its words.
    lead: str = ""
    pictures: tuple = ()


#: What copy passes through before it goes out.
SUBBED = ("submit", "sub")
READY = (*SUBBED, "approve")

STORIES = [
    Story(
        "Harbour",
        "ferry timetable",
        "Ferry timetable to change for the first time in thirty years",
        "Evening boats will run until eleven, after a winter of complaints from the far shore.",
        "The last boat from Tolland Bay will leave at eleven instead of half past eight from "
        "April. The harbour trust agreed the change after four hundred people signed a petition "
        "that was handed in wrapped in oilskin.",
        done=(*READY, "publish", "expire"),
        lead="ferry",
        pictures=("harbour", "lighthouse"),
    ),
    Story(
        "Town",
        "library clock",
        "Library clock strikes thirteen, and nobody minds",
        "A fault that was to be mended in a day has become the town’s favourite sound.",
        "The clock of the old library has struck thirteen at noon since Sunday. The clockmaker "
        "came, listened, and was asked by a small crowd to leave it as it is.",
        done=(*READY, "publish"),
        lead="clock",
        pictures=("harbour",),
    ),
    Story(
        "Sport",
        "rowers win",
        "Rowers take the coastal cup by the length of a boat",
        "The women’s four led from the second buoy and were never caught.",
        "Tolland Bay’s women won the coastal cup on Saturday, in a sea that kept three crews "
        "ashore. They had borrowed the boat that morning.",
        done=(*READY, "publish", "edit"),
        due=3,
        length=450,
        lead="rowers",
    ),
    Story(
        "Harbour",
        "dredging vote",
        "Council votes to dredge the inner harbour",
        "Work is to begin in May and to last until the herring come back.",
        "Councillors voted by nine to four to dredge the inner harbour, which has lost a third "
        "of its depth in twenty years. Two berths will close while the work goes on.",
        done=(*READY, "evening"),
        due=-1,
        length=500,
        lead="harbour",
    ),
    Story(
        "Town",
        "bakery opinion",
        "A town that has two bakeries has room for three",
        "Those who fear a third oven have not stood in the queue at seven.",
        "There is a queue outside each of our bakeries by seven in the morning. The council is "
        "asked to say whether a third would be one too many. It would not.",
        who="section",
        done=READY,
        due=6,
        length=600,
        label=Label.OPINION,
    ),
    Story(
        "Crime",
        "lamp thefts",
        "Nine lamps stolen from the sea wall in a month",
        "Police ask for word of a van that was seen twice at low water.",
        "Nine of the forty lamps on the sea wall have been unscrewed and taken since the first "
        "of the month. A van without lights of its own was seen twice.",
        done=("flag", *SUBBED, "approve"),
        due=-2,
        length=300,
    ),
    Story(
        "Town",
        "school report",
        "Inspectors praise the smallest school on the coast",
        "Eleven pupils, two teachers and a goat earn the highest mark.",
        "Inspectors have given the school on Gull Lane their highest mark. Their report, which "
        "is not to be quoted before Thursday, calls its kitchen garden “a lesson in itself”.",
        who="sub",
        done=(*SUBBED, "embargo"),
        due=2,
        length=350,
    ),
    Story(
        "Sport",
        "bowls club",
        "Bowls club looks for a green that does not flood",
        "Members have played in boots since the autumn tides.",
        "The bowls club has asked for the use of the upper meadow. Its own green was under water "
        "on eleven of the last thirty match days.",
        who="sub",
        done=SUBBED,
        due=-0.5,
        length=250,
    ),
    Story(
        "Harbour",
        "lighthouse keys",
        "Keeper hands over the keys of the last manned light",
        "After forty-one years the lamp on Sallow Point will look after itself.",
        "Edwin Farr locked the door of Sallow Point lighthouse on Friday and gave the key to an "
        "engineer from the trust, who asked him how the stairs were lit.",
        done=("submit",),
        due=4,
        length=700,
        lead="lighthouse",
    ),
    Story(
        "Crime",
        "customs seizure",
        "Customs find clocks where the manifest says cheese",
        "Two hundred watches were packed in wax, officers say.",
        "Officers who opened a crate of cheese on the north quay found two hundred watches, each "
        "sealed in wax. Nobody has come to ask for them.",
        done=("submit",),
        due=-3,
        length=400,
    ),
    Story(
        "Town",
        "market review",
        "The night market is loud, wet and worth it",
        "Go hungry, and do not wear white.",
        "The night market opens when the last fish van has left, and smells of both. The noodles "
        "at the third stall on the left are the best thing in town.",
        done=(),
        due=20,
        length=550,
        label=Label.REVIEW,
        lead="market",
    ),
    Story(
        "Sport",
        "swim record",
        "Swimmer of seventy sets out for the far shore",
        "She means to be back for tea, and has told the ferry to keep clear.",
        "Maud Trelease will swim to the far shore and back on Sunday, weather allowing. She is "
        "seventy, and says that the water is the same age for everybody.",
        done=(),
        due=30,
        length=450,
    ),
]


def fill(people):
    """
    Bring the stories to where they are on the desk, and some before readers. `people` are the
    accounts: {name: user}.
    """
    for position, name in enumerate(dict.fromkeys(story.section for story in STORIES)):
        known = {"slug": name.lower(), "position": 30 + position}
        Section.objects.get_or_create(name=name, defaults=known)
    library = file_pictures(by=people["pictures"])
    for story in STORIES:
        article = begin(story, library, by=people["reporter"])
        hours = story.due and timezone.now() + timedelta(hours=story.due)
        plan = {"due_at": hours and hours.replace(second=0, microsecond=0)}
        planning.plan(article, by=people["editor"], **plan, commissioned_length=story.length)
        planning.assign(article, people[story.who], by=people["editor"])
        for verb in story.done:
            use(verb, article, people)


def begin(story, library, *, by):
    """File a story, as its writer would, with pictures of the library: {scene: Picture}."""
    lead = library.get(story.lead)
    article = Article(
        section=Section.objects.get(name=story.section),
        slugline=story.slugline,
        headline=story.headline,
        standfirst=story.standfirst,
        body=f"<p>{story.body}</p>{shown(library, story.pictures)}",
        label=story.label,
        lead_picture=lead,
        lead_caption=lead.caption if lead else "",
    )
    bylines, tags = [Byline(name=str(by))], Tag.objects.named([story.tag])
    saving.save(article, by=by, bylines=bylines, tags=tags)
    return article


def use(verb, article, people):
    """Do one thing with a story: move it, or what this paper's editor does with it."""
    editor = people["editor"]
    if verb in DEEDS:
        DEEDS[verb](article, editor)
    else:
        moves.move(article, verb, by=people["reporter" if verb == "submit" else "sub"])


def minute(**ahead):
    """A whole minute to come."""
    return timezone.now().replace(second=0, microsecond=0) + timedelta(**ahead)


def edit(article, editor):
    """Save more words, which readers do not have yet."""
    article.body += "<p>The cup is on view at the boathouse until Friday.</p>"
    saving.save(article, by=editor)


#: What else is done with a story: takes the story and the editor.
DEEDS = {
    "flag": lambda article, editor: planning.plan(article, by=editor, is_flagged=True),
    "publish": lambda article, editor: press.publish(article, by=editor),
    "evening": lambda article, editor: press.schedule(article, by=editor, at=minute(minutes=95)),
    "expire": lambda article, editor: press.expire(article, by=editor, at=minute(days=1)),
    "edit": edit,
    "embargo": lambda article, editor: press.embargo(
        article,
        by=editor,
        until=minute(days=2),
        reason="The report is not out before then",
        source="The inspectors",
    ),
}
