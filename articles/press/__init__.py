"""The one door: what turns a revision into what readers get, and takes it from them again."""

from articles.press.addresses import readdress
from articles.press.coming_off import expire, kill, reinstate, unschedule, withdraw
from articles.press.embargoes import embargo, lift
from articles.press.erasure import erase
from articles.press.going_out import correct, fix, proof, publish, reschedule, schedule
from articles.press.objection import objection
from articles.press.upkeep import repress, unrendered

__all__ = [
    "correct",
    "embargo",
    "erase",
    "expire",
    "fix",
    "kill",
    "lift",
    "objection",
    "proof",
    "publish",
    "readdress",
    "reinstate",
    "repress",
    "reschedule",
    "schedule",
    "unrendered",
    "unschedule",
    "withdraw",
]
