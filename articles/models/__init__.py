from articles.models.act import Act
from articles.models.alias import Alias
from articles.models.article import Article, Byline
from articles.models.correspondent import Correspondent
from articles.models.edition import Edition, EditionCredit, EditionTopic
from articles.models.former import FormerAddress
from articles.models.masthead import Masthead
from articles.models.merge import TagMerge
from articles.models.publication import Publication
from articles.models.receipt import Receipt
from articles.models.revision import Revision
from articles.models.section import Section
from articles.models.silent import SilentEdit
from articles.models.tag import ArticleTag, Tag

__all__ = [
    "Act",
    "Alias",
    "Article",
    "ArticleTag",
    "Byline",
    "Correspondent",
    "Edition",
    "EditionCredit",
    "EditionTopic",
    "FormerAddress",
    "Masthead",
    "Publication",
    "Receipt",
    "Revision",
    "Section",
    "SilentEdit",
    "Tag",
    "TagMerge",
]
