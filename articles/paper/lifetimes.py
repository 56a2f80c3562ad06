"""
How long caches may keep what readers got: to the next whole minute and no longer, whatever it
is and whatever waits, so that a header betrays nothing. What is to come begins on a minute.
"""

from functools import wraps

from django.utils.cache import get_conditional_response, set_response_etag

from articles.paper.moment import moment

#: The answers that are for everybody.
PUBLIC = {200, 301, 404, 410}


def public(view):
    """Let others keep what a view of the paper answers, and ask whether theirs is still it."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        return lasting(request, view(request, *args, **kwargs))

    return answer


def lasting(request, response):
    """
    Give a public answer its lifetime. A page also gets a tag made of what it says, and no date:
    what is taken from a listing would not move one. Gives 304 to who has that page already.
    """
    if response.status_code not in PUBLIC:
        return response
    # A browser asks each time, and is told 304: nobody reloads to see what was just done.
    response["Cache-Control"] = f"public, max-age=0, s-maxage={seconds_left(moment(request))}"
    del response["Last-Modified"]
    if response.status_code != 200:
        return response
    set_response_etag(response)
    return get_conditional_response(request, etag=response["ETag"], response=response)


def seconds_left(at):
    """
    Count the whole seconds from `at` to the next whole minute: 0 to 60. A cache counts from when
    it asked (RFC 9111, 4.2.3), which was before `at`, so it never keeps an answer longer.
    """
    return 60 - at.second - bool(at.microsecond)


def unkept(response):
    """Let nobody keep an answer."""
    response["Cache-Control"] = "no-store"
    return response
