"""
What copy may embed from elsewhere: films, sound and posts of known providers. Nothing is
fetched by us; a reader's browser asks the provider only for what the reader starts.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from urllib.parse import quote, urlsplit

from django.conf import settings

#: Characters of an address. Those of the providers have fewer than a hundred.
LONGEST = 500


class Kind(StrEnum):
    VIDEO = "video"
    AUDIO = "audio"
    POST = "post"


@dataclass(frozen=True, slots=True)
class Provider:
    """
    Who shows what. `pattern` matches the whole of an address, in a form that JavaScript reads
    too; `address` is what is kept of it and `frame` what a reader's browser loads, with {0},
    {1} … for its groups, or {url} for the address itself, quoted.
    """

    name: str
    kind: Kind
    pattern: str
    address: str
    frame: str

    @property
    def host(self) -> str:
        """The origin that the frame is loaded from, as a Content-Security-Policy has it."""
        parts = urlsplit(self.frame)
        return f"{parts.scheme}://{parts.netloc}"


@dataclass(frozen=True, slots=True)
class Embed:
    """One thing to embed: the page where it is, and the frame that shows it."""

    provider: Provider
    address: str
    frame: str


# Sources: the providers' own pages on embedding (oEmbed answers, "Share → Embed").
PROVIDERS = (
    Provider(
        "YouTube",
        Kind.VIDEO,
        r"https?://(?:(?:www\.|m\.)?youtube\.com/(?:watch\?(?:[^#]*&)?v=|shorts/|live/|embed/)"
        r"|(?:www\.)?youtube-nocookie\.com/embed/|youtu\.be/)([\w-]{11})(?:[?&#/].*)?",
        "https://www.youtube.com/watch?v={0}",
        "https://www.youtube-nocookie.com/embed/{0}?autoplay=1",
    ),
    Provider(
        "Vimeo",
        Kind.VIDEO,
        r"https?://(?:(?:www\.)?vimeo\.com/|player\.vimeo\.com/video/)(\d{1,12})(?:[?#/].*)?",
        "https://vimeo.com/{0}",
        "https://player.vimeo.com/video/{0}?dnt=1&autoplay=1",
    ),
    Provider(
        "Dailymotion",
        Kind.VIDEO,
        r"https?://(?:(?:www\.)?dailymotion\.com/(?:embed/)?video/|dai\.ly/)(\w{4,12})(?:[?#_/].*)?",
        "https://www.dailymotion.com/video/{0}",
        "https://geo.dailymotion.com/player.html?video={0}",
    ),
    Provider(
        "TikTok",
        Kind.POST,  # shown with its words, and taller than wide
        r"https?://(?:www\.)?tiktok\.com/@([\w.]{1,30})/video/(\d{1,25})(?:[?#/].*)?",
        "https://www.tiktok.com/@{0}/video/{1}",
        "https://www.tiktok.com/embed/v2/{1}",
    ),
    Provider(
        "Spotify",
        Kind.AUDIO,
        r"https?://open\.spotify\.com/(?:intl-[a-z]{2}/)?(?:embed/)?"
        r"(track|album|playlist|artist|episode|show)/(\w{22})(?:[?#/].*)?",
        "https://open.spotify.com/{0}/{1}",
        "https://open.spotify.com/embed/{0}/{1}",
    ),
    Provider(
        "SoundCloud",
        Kind.AUDIO,
        r"https?://(?:www\.|m\.)?soundcloud\.com/([\w-]{1,60}/(?:sets/)?[\w-]{1,255})(?:[?#/].*)?",
        "https://soundcloud.com/{0}",
        "https://w.soundcloud.com/player/?url={url}",
    ),
    Provider(
        "Apple Podcasts",
        Kind.AUDIO,
        r"https?://(?:embed\.)?podcasts\.apple\.com/([a-z]{2})/podcast/(?:[^/?#]+/)?"
        r"id(\d{1,12}\?i=\d{1,15}|\d{1,12})(?:[?&#/].*)?",
        "https://podcasts.apple.com/{0}/podcast/id{1}",
        "https://embed.podcasts.apple.com/{0}/podcast/id{1}",
    ),
    Provider(
        "Bluesky",
        Kind.POST,
        r"https?://bsky\.app/profile/([\w.:-]{3,100})/post/(\w{5,20})(?:[?#/].*)?",
        "https://bsky.app/profile/{0}/post/{1}",
        "https://embed.bsky.app/embed/{0}/app.bsky.feed.post/{1}",
    ),
    Provider(
        "Instagram",
        Kind.POST,
        r"https?://(?:www\.)?instagram\.com/(p|reel)/([\w-]{5,20})(?:[?#/].*)?",
        "https://www.instagram.com/{0}/{1}/",
        "https://www.instagram.com/{0}/{1}/embed/captioned/",
    ),
)


def mastodon(host: str) -> Provider:
    """A Mastodon server: every one has a host of its own."""
    return Provider(
        f"Mastodon ({host})",
        Kind.POST,
        rf"https?://{re.escape(host)}/@([\w.-]{{1,60}}(?:@[\w.-]{{1,100}})?)/(\d{{5,25}})(?:[?#/].*)?",
        f"https://{host}/@{{0}}/{{1}}",
        f"https://{host}/@{{0}}/{{1}}/embed",
    )


@cache
def providers() -> tuple[Provider, ...]:
    """All whose things copy may embed: those above, and the paper's Mastodon servers."""
    return (*PROVIDERS, *map(mastodon, settings.EMBED_MASTODON))


def frame_hosts(mastodon_hosts: list[str]) -> list[str]:
    """The origins that pages may frame: for the settings, which are read before all else."""
    return [provider.host for provider in (*PROVIDERS, *map(mastodon, mastodon_hosts))]


def find(address: str) -> Embed | None:
    """Give what there is to embed at an address; None where that is of no known provider."""
    if len(address) > LONGEST:
        return None
    for provider in providers():
        if found := re.fullmatch(provider.pattern, address, re.ASCII):
            page = provider.address.format(*found.groups())
            frame = provider.frame.format(*found.groups(), url=quote(page, safe=""))
            return Embed(provider, page, frame)
    return None
