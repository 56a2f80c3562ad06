"""Links that a row has beside its words: to a person's own page, to the paper's on other sites."""

from urllib.parse import unquote, urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.text.plain import one_line

#: Links of one row, and characters of a label and of an address.
MOST, LABEL, ADDRESS = 12, 60, 500

is_web_address = URLValidator(["http", "https"])


def clean_link(label, address):
    """
    Give a link as it is stored, {"label": …, "url": …}. Leads to the web (https://…), to a
    mailbox (mailto:…) or to a page of ours (/about/). Raises ValidationError.
    """
    address = cleaned_address(address.strip())
    label = one_line(label) or label_of(address)
    if len(label) > LABEL:
        raise ValidationError(_("Say it in at most %(limit)d characters.") % {"limit": LABEL})
    return {"label": label, "url": address}


def cleaned_address(address):
    """Spell an address in full; refuse what leads anywhere but to the web, a mailbox or us."""
    wrong = ValidationError(
        _("Give an address such as https://example.org/, mailto:desk@example.org or /about/.")
    )
    if len(address) > ADDRESS:
        raise wrong
    try:
        if address.lower().startswith("mailto:"):
            validate_email(unquote(address[len("mailto:") :]))
            return address
        if is_page_of_ours(address):
            return address
        if ":" not in address.split("/")[0] and "@" in address:
            validate_email(address)
            return f"mailto:{address}"
        address = address if "://" in address else f"https://{address}"
        is_web_address(address)
    except ValidationError:
        raise wrong from None
    return address


def is_page_of_ours(address):
    # A second slash, of either kind, would make it another host's.
    is_printable = address.isprintable() and " " not in address
    return address[:1] == "/" and address[1:2] not in {"/", "\\"} and is_printable


def label_of(address):
    if address.lower().startswith("mailto:"):
        return address[len("mailto:") :]
    return (urlsplit(address).hostname or address).removeprefix("www.")[:LABEL]


def is_link_list(links):
    """Refuse what is not [{"label": …, "url": …}, …] as `clean_link` gives them."""
    is_list = isinstance(links, list) and all(
        isinstance(link, dict)
        and link.keys() == {"label", "url"}
        and all(isinstance(words, str) for words in link.values())
        for link in links
    )
    if not is_list or len(links) > MOST:
        raise ValidationError(
            _("Give at most %(most)d links, each with a label and a url."), params={"most": MOST}
        )
    for link in links:
        if clean_link(link["label"], link["url"]) != link:
            raise ValidationError(_("“%(url)s” is not spelt in full."), params={"url": link["url"]})


class LinksField(models.JSONField):
    """A short list of links, [{"label": …, "url": …}, …], in their order."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("validators", [is_link_list])
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        kwargs.pop("validators", None)
        return name, "django.db.models.JSONField", args, kwargs

    def get_db_prep_save(self, value, connection):
        # Some rows are never validated, and pages put addresses out as they are.
        is_link_list(value)
        return super().get_db_prep_save(value, connection)


#: What a form says of the field.
HELP = gettext_lazy("In this order. An address is one of the web, of e-mail, or a page of ours.")
