from django.contrib import admin
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin import links
from articles.admin.directory_pictures import LogoField
from articles.admin.editor import BodyWidget, allowed
from articles.models import Masthead, Section
from articles.models.directory_pictures import DirectoryPictureField
from articles.models.masthead import TEXT, WRITTEN

#: How one types in these pages: plain rich text, without what belongs to stories.
CONFIG = {"extensions": TEXT | {"SmartQuotes": True, "CleanPaste": True, "NoSpellCheck": False}}


@admin.register(Masthead)
class MastheadAdmin(admin.ModelAdmin):
    """There is one: its list is its form."""

    formfield_overrides = links.OVERRIDES | {DirectoryPictureField: {"form_class": LogoField}}
    readonly_fields = ["sections"]
    fieldsets = [
        (_("Name"), {"fields": ["name", "strapline", "logo", "dark_logo"]}),
        (_("Navigation"), {"fields": ["sections", "header_links"]}),
        (_("Foot of every page"), {"fields": ["footer", "footer_links", "social_links"]}),
        (_("Pages"), {"fields": ["about", "contact"]}),
        (_("Stories"), {"fields": ["shows_history"]}),
    ]

    class Media:
        # desk.js: what the editor needs around it.
        css = {"all": ["articles/desk.css", "articles/directory.css"]}
        js = ["articles/desk.js"]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name in WRITTEN:
            kwargs |= {"config": CONFIG, "widget": BodyWidget}
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def render_change_form(self, request, context, *args, **kwargs):
        context["media"] = allowed(context["media"], request)
        return super().render_change_form(request, context, *args, **kwargs)

    def changelist_view(self, request, extra_context=None):
        if row := Masthead.objects.first():
            return redirect("admin:articles_masthead_change", row.pk)
        if self.has_add_permission(request):
            return redirect("admin:articles_masthead_add")
        return super().changelist_view(request, extra_context)

    def has_add_permission(self, request):
        # Naming the paper for the first time is no greater thing than naming it again.
        return self.has_change_permission(request) and not Masthead.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False

    def view_on_site(self, masthead):
        return reverse("paper:front")

    @admin.display(description=_("sections"))
    def sections(self, masthead):
        """Those in the navigation in their order, and where that is changed."""
        names = Section.objects.filter(is_in_navigation=True).values_list("name")
        path = reverse("admin:articles_section_changelist")
        way = gettext("Choose and order them")
        shown = format_html_join(", ", "{}", names) or "–"
        return format_html('{}<br><a href="{}">{}</a>', shown, path, way)
