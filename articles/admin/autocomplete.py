from django.contrib.admin.widgets import AutocompleteSelect

from articles.text.plain import is_number


class Autocomplete(AutocompleteSelect):
    """Django's own, which fails to show again what is no row's number: a hand-made request."""

    def optgroups(self, name, value, attr=None):
        numbers = [one for one in value if is_number(str(one))]
        return super().optgroups(name, numbers, attr)


class Autocompletes:
    """For a model's screen: `autocomplete_fields` that stand any input."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = Autocomplete(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
