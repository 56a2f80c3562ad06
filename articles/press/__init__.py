"""The one door: what turns a revision into what readers get, and takes it from them again."""

from articles.press.verbs import expire, objection, proof, publish, unschedule, withdraw

__all__ = ["expire", "objection", "proof", "publish", "unschedule", "withdraw"]
