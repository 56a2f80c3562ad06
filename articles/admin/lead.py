"""
The picture that leads a story, on its form: chosen from the library, with its caption and
alternative text. Without a script it is a number, with Django's own look-up beside it.
"""

from django.contrib import admin
from django.contrib.admin.widgets import ForeignKeyRawIdWidget
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from js_asset import Media, Script

from articles.admin.editor import LIBRARY
from articles.admin.pictures.looks import told
from articles.admin.printed import shown
from articles.models import Article, Picture
from articles.text.plain import is_number

#: What is said of it in this place.
WORDS = ["lead_caption", "lead_alt", "lead_is_decorative"]


class LeadWidget(ForeignKeyRawIdWidget):
    """The number of a picture, with what the library shows and tells of it; see lead.js."""

    @property
    def media(self):
        return super().media + Media(
            css={"all": ["articles/lead.css"]}, js=[Script("articles/lead.js", type="module")]
        )

    def render(self, name, value, attrs=None, renderer=None):
        # By hand: Django looks for a widget's template in no folder of a project's own.
        context = self.get_context(name, value, attrs)
        context |= {"library": LIBRARY, "picture": of_number(value)}
        return render_to_string("admin/articles/article/_lead.html", context)


def of_number(value):
    """What the library tells of the picture of a number, as it was typed; None where none is."""
    picture = Picture.objects.filter(pk=value).first() if is_number(str(value)) else None
    if picture is None:
        return None
    address = reverse("admin:articles_picture_change", args=[picture.pk])
    return told(picture, at=timezone.now()) | {"url": address}


class Leads(admin.ModelAdmin):
    """For the stories' screen: their form with the picture that leads them."""

    raw_id_fields = ["lead_picture"]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "lead_picture":
            relation = Article._meta.get_field("lead_picture").remote_field
            kwargs["widget"] = LeadWidget(relation, self.admin_site)
            kwargs["error_messages"] = {
                "invalid_choice": _(
                    "The library has no picture of this number. Choose another, or leave it empty."
                )
            }
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @admin.display(description=_("lead picture"))
    def lead_shown(self, article):
        return shown(article.lead_picture)

    def lead_fields(self, *, may_write):
        """The fields of the lead picture, for the form's first fieldset: one row."""
        return ("lead_picture" if may_write else "lead_shown", *WORDS)
