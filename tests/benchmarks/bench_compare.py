"""
How long comparing two versions of a story takes. Run it by hand, from the checkout:

    python -m tests.benchmarks.bench_compare

Ratios say more than seconds: each is of the time that it takes to read the two versions.
"""

import random
from time import perf_counter

from articles.text.lines import lines
from articles.text.marked import compare_html

WORDS, PARAGRAPH, ROUNDS = 5_000, 50, 5
MARKED = ["<em>{}</em>", "<strong>{}</strong>", '<a href="https://example.org/{0}">{0}</a>']


def story(chance, words=WORDS):
    """A story in HTML, as a list of paragraphs; one word of thirty has a mark."""
    texts = [f"word{chance.randrange(words // 7)}" for _ in range(words)]
    texts = [chance.choice(MARKED).format(t) if chance.random() < 1 / 30 else t for t in texts]
    starts = range(0, words, PARAGRAPH)
    return [f"<p>{' '.join(texts[start : start + PARAGRAPH])}</p>" for start in starts]


def scattered(before, chance):
    return [p.replace("word1", "fog", 1) if chance.random() < 0.5 else p for p in before]


def marked(before, chance):
    return [p.replace(" word2", " <em>word2</em>", 1) for p in before]


def moved(before, chance):
    return [*before[1:60], before[0], *before[60:]]


def rewritten(before, chance):
    return [p.replace("word", "other") for p in story(chance)]


def reversed_(before, chance):
    return before[::-1]


def one_paragraph(before, chance):
    return [f"<p>{' '.join(before)}</p>".replace("<p>", "").replace("</p>", "")]


CASES = {
    "the same": lambda before, chance: before,
    "a change in every other paragraph": scattered,
    "emphasis in every paragraph": marked,
    "a paragraph moved": moved,
    "wholly rewritten": rewritten,
    "paragraphs in reverse": reversed_,
    "all in one paragraph": one_paragraph,
}


def taken(work):
    """The least of a few tries, in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        begun = perf_counter()
        work()
        times.append(perf_counter() - begun)
    return min(times) * 1_000


def main():
    chance = random.Random(4)
    before = story(chance)
    html = "\n".join(before)
    print(f"A story of {WORDS:,} words, {len(html):,} characters; the least of {ROUNDS} tries.")
    reading = taken(lambda: [lines(html), lines(html)])
    print(f"{'Reading both':36}{reading:9.1f} ms{1:9.1f}")
    for name, change in CASES.items():
        after = "\n".join(change(before, chance))
        comparing = taken(lambda after=after: compare_html(html, after))
        print(f"{name.capitalize():36}{comparing:9.1f} ms{comparing / reading:9.1f}")


if __name__ == "__main__":
    main()
