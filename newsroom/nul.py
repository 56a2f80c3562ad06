"""NUL, which no address or cookie of ours has and which PostgreSQL takes in no text."""

from urllib.parse import unquote

from django.core.exceptions import BadRequest

NUL = "\x00"


def refuse_nul(get_response):
    """Make a middleware that answers 400 to a NUL in path, query or cookies."""

    def middleware(request):
        query = unquote(request.META.get("QUERY_STRING", ""))
        if any(NUL in text for text in (request.path, query, *request.COOKIES.values())):
            raise BadRequest("NUL in the address or in a cookie")
        return get_response(request)

    return middleware
