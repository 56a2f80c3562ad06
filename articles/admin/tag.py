from django.contrib import admin
from django.core.exceptions import ValidationError
from django.urls import path
from django.utils.translation import gettext as _
from taggit import admin as taggit_admin

from articles.admin.slugged import SluggedAdmin, SluggedForm
from articles.admin.tag_names import TagNamesView
from articles.models import Article, Edition, Tag
from articles.models.tag import folded

#: Stories and editions that are named as a tag's users: enough to see what it is for.
NAMED = 10

# taggit registers its own kind of tags, which nothing here uses.
admin.site.unregister(taggit_admin.Tag)


class TagForm(SluggedForm):
    def clean_name(self):
        name = self.cleaned_data["name"]
        same = Tag.objects.filter(key=folded(name)).exclude(pk=self.instance.pk).first()
        if same:
            raise ValidationError(_("There is this tag already: “%(tag)s”.") % {"tag": same})
        return name


@admin.register(Tag)
class TagAdmin(SluggedAdmin):
    form = TagForm
    fields = ["name", "slug"]
    list_display = ["name", "slug"]

    def get_urls(self):
        names = self.admin_site.admin_view(TagNamesView.as_view(admin_site=self.admin_site))
        return [path("names/", names, name="articles_tag_names"), *super().get_urls()]

    def users(self, tags):
        """Taking a tag off a story is that story's affair."""
        return [
            *Article.objects.filter(tags__in=tags).defer("body").distinct()[:NAMED],
            *Edition.objects.filter(topics__tag__in=tags).defer("body").distinct()[:NAMED],
        ]
