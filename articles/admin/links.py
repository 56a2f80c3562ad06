"""A short list of links in a form: a row of two fields for each, and some to spare."""

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from articles.models.links import ADDRESS, LABEL, MOST, LinksField, clean_link

#: Empty rows after those that are filled.
SPARE = 2


class LinksWidget(forms.Widget):
    """Gives and takes [(label, address), …]; what the form shows first is as it is stored."""

    use_fieldset = True

    def id_for_label(self, id_):
        return ""

    def render(self, name, value, attrs=None, renderer=None):
        links = [pair(link) for link in value or []]
        links += [("", "")] * min(SPARE, MOST - len(links))
        context = {
            "name": name,
            "rows": list(enumerate(links, 1)),
            "label": LABEL,
            "address": ADDRESS,
            "describedby": (attrs or {}).get("aria-describedby", ""),
        }
        return render_to_string("admin/articles/_links.html", context)

    def value_from_datadict(self, data, files, name):
        rows = (
            (data.get(f"{name}-{row}-label", ""), data.get(f"{name}-{row}-url", ""))
            for row in range(1, MOST + 1)
        )
        return [(label, url) for label, url in rows if label.strip() or url.strip()]

    def value_omitted_from_data(self, data, files, name):
        return f"{name}-1-url" not in data


def pair(link):
    return (link["label"], link["url"]) if isinstance(link, dict) else link


class LinksFormField(forms.Field):
    """Links as they are stored: [{"label": …, "url": …}, …]."""

    widget = LinksWidget

    def __init__(self, *, encoder=None, decoder=None, **kwargs):
        super().__init__(**kwargs | {"required": False, "show_hidden_initial": False})

    def to_python(self, value):
        links, errors = [], []
        for row, (label, address) in enumerate(value or [], 1):
            try:
                links.append(clean_link(label, address))
            except ValidationError as error:
                told = {"row": row, "why": " ".join(error.messages)}
                errors.append(_("Link %(row)d: %(why)s") % told)
        if errors:
            raise ValidationError(errors)
        return links

    def has_changed(self, initial, data):
        return [pair(link) for link in initial or []] != (data or [])


#: For a model's screen: `formfield_overrides`.
OVERRIDES = {LinksField: {"form_class": LinksFormField}}
