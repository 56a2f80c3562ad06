"""
Django 6's Content-Security-Policy for Django 5.2: the same SECURE_CSP setting, the same
placeholder for the nonce, the same `csp_nonce` in templates. It goes when 5.2 does.
"""

import secrets

from django.conf import settings
from django.utils.functional import SimpleLazyObject, empty

NONCE = "<CSP_NONCE_SENTINEL>"
HEADER = "Content-Security-Policy"


class ContentSecurityPolicyMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request._csp_nonce = SimpleLazyObject(lambda: secrets.token_urlsafe(16))
        response = self.get_response(request)
        if HEADER not in response:
            response[HEADER] = policy(request._csp_nonce)
        return response


def policy(nonce):
    """Write SECURE_CSP as a header, with the nonce only if the page made use of it."""
    source = "" if nonce._wrapped is empty else f"'nonce-{nonce}'"
    return "; ".join(
        " ".join([directive, *(value.replace(NONCE, source) for value in sources)]).rstrip()
        for directive, sources in settings.SECURE_CSP.items()
    )


def csp(request):
    # None where the middleware never ran, as for an error before it.
    return {"csp_nonce": getattr(request, "_csp_nonce", None)}
