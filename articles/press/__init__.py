"""The one door: what turns a revision into what readers get, and takes it from them again."""

from articles.press.addresses import readdress
from articles.press.coming_off import expire, kill, reinstate, unschedule, withdraw
from articles.press.embargoes import embargo, lift
from articles.press.erasure import erase
from articles.press.going_out import correct, fix, proof, publish, reschedule, schedule
from articles.press.objection import objection
from articles.press.pictures import (
    erase_picture,
    license_picture,
    release_picture,
    reprint_picture,
    withdraw_picture,
)
from articles.press.upkeep import repress, unrendered

__all__ = [
    "correct",
    "embargo",
    "erase",
    "erase_picture",
    "expire",
    "fix",
    "kill",
    "license_picture",
    "lift",
    "objection",
    "proof",
    "publish",
    "readdress",
    "reinstate",
    "release_picture",
    "repress",
    "reprint_picture",
    "reschedule",
    "schedule",
    "unrendered",
    "unschedule",
    "withdraw",
    "withdraw_picture",
]
