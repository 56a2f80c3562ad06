import pytest

from articles.text.embeds import PROVIDERS, find, frame_hosts

ID = "dQw4w9WgXcQ"
FILM = f"https://www.youtube.com/watch?v={ID}"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (f"https://youtu.be/{ID}?si=abc", FILM),
        (f"https://m.youtube.com/watch?app=desktop&v={ID}&t=3s", FILM),
        (f"https://www.youtube.com/shorts/{ID}", FILM),
        (f"https://www.youtube-nocookie.com/embed/{ID}?rel=0", FILM),
        ("https://player.vimeo.com/video/76979871?h=1", "https://vimeo.com/76979871"),
        ("https://dai.ly/x8abcd1", "https://www.dailymotion.com/video/x8abcd1"),
        ("https://www.tiktok.com/@a.b/video/73?lang=en", "https://www.tiktok.com/@a.b/video/73"),
        (
            "https://open.spotify.com/intl-de/episode/4rOoJ6Egrf8K2IrywzwOMk?si=1",
            "https://open.spotify.com/episode/4rOoJ6Egrf8K2IrywzwOMk",
        ),
        ("https://soundcloud.com/quay/sets/fog?x=1", "https://soundcloud.com/quay/sets/fog"),
        (
            "https://podcasts.apple.com/gb/podcast/fog/id12?i=34&l=en",
            "https://podcasts.apple.com/gb/podcast/id12?i=34",
        ),
        (
            "https://bsky.app/profile/quay.bsky.social/post/3kabcdefgh2x",
            "https://bsky.app/profile/quay.bsky.social/post/3kabcdefgh2x",
        ),
        ("https://instagram.com/reel/CabcD_-1/?x", "https://www.instagram.com/reel/CabcD_-1/"),
        (
            "https://mastodon.social/@quay/112233445566",
            "https://mastodon.social/@quay/112233445566",
        ),
    ],
)
def test_an_address_is_known_and_kept_in_one_spelling(typed, kept):
    assert find(typed).address == kept
    assert find(kept) == find(typed)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "vimeo.com/1",
        "//vimeo.com/1",
        "javascript:https://vimeo.com/1",
        "https://vimeo.com.evil.example/1",
        "https://evil.example/https://vimeo.com/1",
        "https://vimeo.com@evil.example/1",
        "https://notvimeo.com/1",
        "https://vimeo.com/1\nx",
        f"https://www.youtube.com/watch?v={ID}x",
        "https://www.youtube.com/channel/UCx",
        "https://mastodon.example/@quay/112233445566",
        "https://vimeo.com/1?" + "x" * 10_000,
        "https://vimeo.com/١",
    ],
)
def test_every_other_address_is_not(address):
    assert find(address) is None


def test_a_frame_is_of_a_host_that_pages_may_frame():
    assert find(FILM).frame.startswith("https://www.youtube-nocookie.com/embed/")
    assert len(set(frame_hosts([]))) == len(PROVIDERS)
    assert all(
        host.startswith("https://") and host.count("/") == 2 for host in frame_hosts(["a.b"])
    )


def test_what_goes_into_a_frames_address_is_quoted():
    frame = find("https://soundcloud.com/quay/fog").frame

    assert frame == "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fquay%2Ffog"
