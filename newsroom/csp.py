"""
Django 6's Content-Security-Policy for Django 5.2: the same SECURE_CSP setting, the same
placeholder for the nonce, the same `csp_nonce` in templates. It goes when 5.2 does.
"""

import secrets

from django.conf import settings
from django.utils.functional import SimpleLazyObject

NONCE = "<CSP_NONCE_SENTINEL>"
HEADER = "Content-Security-Policy"


class ContentSecurityPolicyMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request._csp_nonce = SimpleLazyObject(lambda: secrets.token_urlsafe(16))
        response = self.get_response(request)
        if HEADER not in response:
            response[HEADER] = "; ".join(
                f"{directive} {' '.join(sources)}".replace(NONCE, f"'nonce-{request._csp_nonce}'")
                for directive, sources in settings.SECURE_CSP.items()
            )
        return response


def csp(request):
    # None where a page answers before the middleware: a redirect refused for its host.
    return {"csp_nonce": getattr(request, "_csp_nonce", None)}
