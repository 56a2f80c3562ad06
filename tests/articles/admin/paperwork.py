"""The desk's forms as a browser would fill and send them."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_user

LONDON = ZoneInfo("Europe/London")


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
    return unchanged(client.get(form_url(article)))


def unchanged(answer):
    """All that a story's form would send, as it was opened."""
    context = answer.context
    formset = context["inline_admin_formsets"][0].formset
    forms = [context["adminform"].form, formset.management_form, *formset.forms]
    fields = [bound for form in forms for bound in form]
    values = {bound.html_name: bound.value() for bound in fields}
    showing = [bound for bound in fields if bound.field.show_hidden_initial]
    values |= {bound.html_initial_name: bound.value() for bound in showing}
    return {name: "" if value is None else value for name, value in values.items()}


def errors(response):
    """All that a form says is wrong, as one text."""
    context = response.context
    return " ".join(str(error) for errors in context["errors"] for error in errors)


def send(client, article=None, data=None, **changes):
    """Send a story's form: as `data` has it, or as it opens, with some fields changed."""
    data = opened(client, article) if data is None else data
    return client.post(form_url(article), data | changes)


def soon(**delta):
    return (timezone.now() + timedelta(**delta)).replace(second=0, microsecond=0)


def typed(moment):
    """A moment as the browser sends it: the paper's time, without a zone."""
    return f"{timezone.localtime(moment, LONDON):%Y-%m-%dT%H:%M}"


def words(response):
    """The text of a page, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def use(client, verb, article, **data):
    return client.post(press_url(article, verb), {"revision": 1} | data)


def told(response):
    """What the person is told once it is done."""
    return [str(message) for message in get_messages(response.wsgi_request)]


def rows(*bylines):
    """Rows of the form: (place, correspondent or None, name, role), each where it was."""
    data = {"bylines-TOTAL_FORMS": len(bylines)}
    for index, (place, correspondent, name, role) in enumerate(bylines):
        data |= {
            f"bylines-{index}-was": index + 1,
            f"bylines-{index}-place": place,
            f"bylines-{index}-correspondent": correspondent.pk if correspondent else "",
            f"bylines-{index}-name": name,
            f"bylines-{index}-role": role,
        }
    return data


def standing(article):
    return article.standing(at=timezone.now())
