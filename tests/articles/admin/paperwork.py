"""The desk's forms as a browser would fill and send them."""

from django.urls import reverse

from tests.factories import make_user


def at_desk(client, role="Editor"):
    """Log a new member of staff in, and give them."""
    user = make_user(role)
    client.force_login(user)
    return user


def form_url(article=None):
    if article is None:
        return reverse("admin:articles_article_add")
    return reverse("admin:articles_article_change", args=[article.pk])


def press_url(article, verb):
    return reverse(f"admin:articles_article_{verb}", args=[article.pk])


def opened(client, article=None):
    """Open a story's form, and give all that it would send if nothing were changed."""
    context = client.get(form_url(article)).context
    formset = context["inline_admin_formsets"][0].formset
    forms = [context["adminform"].form, formset.management_form, *formset.forms]
    fields = [bound for form in forms for bound in form]
    values = {bound.html_name: bound.value() for bound in fields}
    return {name: "" if value is None else value for name, value in values.items()}


def errors(response):
    """All that a form says is wrong, as one text."""
    context = response.context
    return " ".join(str(error) for errors in context["errors"] for error in errors)


def send(client, article=None, data=None, **changes):
    """Send a story's form: as `data` has it, or as it opens, with some fields changed."""
    data = opened(client, article) if data is None else data
    return client.post(form_url(article), data | changes)
