from articles.models.act import Act
from articles.models.alias import Alias
from articles.models.article import Article, Byline
from articles.models.batch import Batch, BatchLine
from articles.models.clash import Clash
from articles.models.correspondent import Correspondent
from articles.models.edition import Edition, EditionCredit, EditionTopic
from articles.models.edition_picture import EditionPicture
from articles.models.former import FormerAddress
from articles.models.house_rule import HouseRule
from articles.models.masthead import Masthead
from articles.models.merge import CorrespondentMerge, TagMerge
from articles.models.note import Note
from articles.models.notice import Notice
from articles.models.picture import Picture, PictureUse
from articles.models.picture_text import PictureText
from articles.models.proof_link import ProofLink, ProofOpening
from articles.models.publication import Publication
from articles.models.receipt import Receipt
from articles.models.rendition import Rendition
from articles.models.revision import Revision
from articles.models.section import Section
from articles.models.silent import SilentEdit
from articles.models.story_text import StoryText
from articles.models.tag import ArticleTag, Tag
from articles.models.unsaved import Unsaved
from articles.models.visit import Visit

__all__ = [
    "Act",
    "Alias",
    "Article",
    "ArticleTag",
    "Batch",
    "BatchLine",
    "Byline",
    "Clash",
    "Correspondent",
    "CorrespondentMerge",
    "Edition",
    "EditionCredit",
    "EditionPicture",
    "EditionTopic",
    "FormerAddress",
    "HouseRule",
    "Masthead",
    "Note",
    "Notice",
    "Picture",
    "PictureText",
    "PictureUse",
    "ProofLink",
    "ProofOpening",
    "Publication",
    "Receipt",
    "Rendition",
    "Revision",
    "Section",
    "SilentEdit",
    "StoryText",
    "Tag",
    "TagMerge",
    "Unsaved",
    "Visit",
]
