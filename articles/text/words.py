"""What is a word: an English list (British and American spelling), and where it misleads."""

from functools import cache
from importlib.resources import files

#: British papers hyphenate these, though the list has their solid form too. A compound
#: without a solid form ("long-term") needs no place here.
COMPOUNDS = frozenset(
    """
    anti-social anti-war break-up build-up build-ups buy-out buy-outs by-law by-laws by-product
    by-products check-up check-ups clean-up close-up co-author co-authored co-educational co-op
    co-operate co-operated co-operates co-operating co-operation co-operative co-operatively
    co-operatives co-ordinate co-ordinated co-ordinates co-ordinating co-ordination co-ordinator
    co-ordinators co-pilot co-worker co-workers cover-up cover-ups drop-out drop-outs e-mail
    e-mails follow-up grown-up grown-ups half-hearted half-time hold-up kick-off kick-offs
    kick-start lay-off lay-offs let-down life-saving light-hearted line-up line-ups lock-up
    long-standing long-time make-up man-made mid-term mid-week multi-million non-existent
    non-profit non-stop north-east north-eastern north-west north-western on-screen on-site
    pay-off pay-offs pick-up pile-up play-off play-offs post-mortem post-war pre-arranged
    pre-eminent pre-empt pre-empted pre-emptive pre-emptively pre-existing pre-school pre-war
    pull-out push-up push-ups put-down quarter-final quarter-finals re-elect re-elected
    re-election re-emerge re-emerged re-emerging re-enact re-enacted re-enactment re-enter
    re-entered re-entering re-entry re-establish re-established re-evaluate re-examine re-examined
    round-up round-ups run-down run-off second-hand sell-off semi-final semi-finalist semi-finals
    send-off set-up shake-up shoot-out shoot-outs short-sighted show-off south-east south-eastern
    south-west south-western spin-off spin-offs stand-by stand-off stand-offs stand-up start-up
    start-ups take-off take-offs under-age warm-up warm-ups wind-up year-long
    """.split()
)

#: Rare words that only the hyphen tells from common ones: to re-sign is not to resign.
TWINS = frozenset(
    """
    re-bound re-collect re-count re-cover re-covered re-covering re-create re-created re-creation
    re-dress re-form re-formed re-forming re-lay re-lease re-leased re-mark re-marked re-present
    re-presented re-press re-prove re-search re-sent re-serve re-sign re-signed re-signing
    re-signs re-sort re-sorted re-sound re-store re-treat re-treated un-ionised
    """.split()
)


@cache
def _english() -> frozenset[str]:
    """Load 82,000 words on first use (0.1 s, 10 MB): most processes never mend a cutting."""
    path = files("symspellpy").joinpath("frequency_dictionary_en_82_765.txt")
    return frozenset(line.split(" ", 1)[0] for line in path.read_text("utf-8-sig").splitlines())


def is_word(word: str) -> bool:
    """Say whether English knows the word, in any case, possessive or not; names included."""
    word = word.lower().replace("’", "'")
    return word in _english() or word.removesuffix("'s") in _english()
