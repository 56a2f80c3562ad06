"""The one door: what turns a revision into what readers get, and takes it from them again."""

from articles.press.impress import Sheet, impress
from articles.press.verbs import expire, objection, proof, publish, withdraw

__all__ = ["Sheet", "expire", "impress", "objection", "proof", "publish", "withdraw"]
