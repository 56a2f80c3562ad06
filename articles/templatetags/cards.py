"""
Cards for what copy embeds: a link that always works, and what a script needs to show the thing
itself once a reader asks for it. Until then nothing is loaded from elsewhere.
"""

import re
from html import unescape

from django.utils.html import format_html, strip_tags
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.text import embeds
from articles.text.embeds import Kind

#: An embed in sanitised HTML.
EMBED = re.compile(
    r'<figure data-embed="(?P<address>[^"]*)">'
    r"(?P<caption><figcaption>.*?</figcaption>)?</figure>",
    re.DOTALL,
)

#: What it is; what the link says; what the button says that a script adds.
WORDS = {
    Kind.VIDEO: (
        gettext_lazy("Video"),
        gettext_lazy("Watch on {provider}"),
        gettext_lazy("Play the video here"),
    ),
    Kind.AUDIO: (
        gettext_lazy("Audio"),
        gettext_lazy("Listen on {provider}"),
        gettext_lazy("Play it here"),
    ),
    Kind.POST: (
        gettext_lazy("Post"),
        gettext_lazy("Read on {provider}"),
        gettext_lazy("Show the post here"),
    ),
}

CARD = """\
<figure class="embed embed--{kind}" data-frame="{frame}" data-title="{title}" data-act="{act}">\
<p class="embed__from">{what} · {provider}</p>\
<p class="embed__link"><a href="{address}" rel="noopener">{link}</a></p>\
<p class="embed__note" hidden>{note}</p>{caption}</figure>"""


def with_cards(html):
    """Set each embed of sanitised HTML as its card."""
    return EMBED.sub(card, html) if "data-embed" in html else html


def card(found):
    embed = embeds.find(unescape(found["address"]))
    caption = found["caption"] or ""
    if embed is None:  # of a provider that is none of ours any more
        return linked(found["address"], caption)
    provider = embed.provider.name
    what, link, act = WORDS[embed.provider.kind]
    words = unescape(strip_tags(caption))
    return format_html(
        CARD,
        kind=embed.provider.kind,
        frame=embed.frame,
        title=f"{what}: {words}" if words else f"{what}, {provider}",
        act=act,
        what=what,
        provider=provider,
        address=embed.address,
        link=str(link).format(provider=provider),
        note=_("It comes from %(provider)s, who may then know that you saw it.")
        % {"provider": provider},
        caption=mark_safe(caption),  # noqa: S308
    )


def linked(address, caption):
    address = unescape(address)
    words = caption.replace("figcaption>", "p>")
    return format_html('<p><a href="{0}">{0}</a></p>{1}', address, mark_safe(words))  # noqa: S308
