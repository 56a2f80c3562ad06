from django.contrib import admin
from django.core.exceptions import ValidationError
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from taggit import admin as taggit_admin

from articles.admin.merging import Merges
from articles.admin.slugged import SluggedAdmin, SluggedForm
from articles.admin.tag_names import TagNamesView
from articles.admin.used import SaysWhereUsed, UseFilter
from articles.desk import tags
from articles.models import Article, Edition, Tag, TagMerge
from articles.models.tag import folded
from articles.refusals import Taken

#: Stories and editions that are named as a tag's users: enough to see what it is for.
NAMED = 10

# taggit registers its own kind of tags, which nothing here uses.
admin.site.unregister(taggit_admin.Tag)


class TagForm(SluggedForm):
    def clean_name(self):
        name = self.cleaned_data["name"]
        if not folded(name):
            raise ValidationError(_("Give a name that can be seen."))
        same = Tag.objects.filter(key=folded(name)).exclude(pk=self.instance.pk).first()
        if same:
            raise ValidationError(_("There is this tag already: “%(tag)s”.") % {"tag": same})
        try:
            tags.demand_unmerged(Tag(pk=self.instance.pk, name=name))
        except Taken as taken:
            raise ValidationError(str(taken)) from None
        return name


@admin.register(Tag)
class TagAdmin(Merges, SaysWhereUsed, SluggedAdmin):
    form = TagForm
    merging = tags.merging
    merge_title = gettext_lazy("Merge this tag into another?")
    merge_says = [
        gettext_lazy(
            "“%(name)s” ceases to be a tag of its own. Its stories have the other tag instead; "
            "links to its page lead there, and so does typing its name."
        ),
    ]
    way, parameter = "article_tags__tag", "tag"
    fields = ["name", "slug"]
    list_display = ["name", "slug", "desk_count", "live_count"]
    list_filter = [UseFilter]
    show_facets = admin.ShowFacets.NEVER  # they would count everything

    def get_urls(self):
        names = self.admin_site.admin_view(TagNamesView.as_view(admin_site=self.admin_site))
        return [path("names/", names, name="articles_tag_names"), *super().get_urls()]

    def save_model(self, request, obj, form, change):
        tags.save(obj)

    def users(self, tags):
        """Taking a tag off a story is that story's affair."""
        return [
            *Article.objects.filter(tags__in=tags).defer("body").distinct()[:NAMED],
            *Edition.objects.filter(topics__tag__in=tags).defer("body").distinct()[:NAMED],
        ]

    def get_deleted_objects(self, objs, request):
        deleted, counts, needed, protected = super().get_deleted_objects(objs, request)
        # Nobody deletes the record of a merge; but it goes with the tag.
        needed = needed - {TagMerge._meta.verbose_name}
        merges = TagMerge.objects.filter(into__in=objs, undone_at=None).select_related("into")
        return [*deleted, *map(lost_text, merges)], counts, needed, protected


def lost_text(merge):
    told = {"name": merge.name, "into": merge.into}
    return _("“%(name)s”, which went into “%(into)s”, cannot be brought back.") % told
