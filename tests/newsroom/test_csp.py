import re

import pytest
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import RequestFactory

from articles.text.embeds import providers
from newsroom.csp import HEADER, ContentSecurityPolicyMiddleware, csp

pytestmark = pytest.mark.django_db


def policy(response):
    return dict(part.split(" ", 1) for part in response[HEADER].split("; "))


@pytest.mark.parametrize("path", ["/", "/admin/login/", "/robots.txt", "/no/such/page/", "/a%00b/"])
def test_every_page_has_the_policy(client, path):
    policies = policy(client.get(path))

    assert policies["default-src"] == "'none'"
    assert policies["style-src"] == "'self'"
    assert "unsafe" not in "".join(policies.values())


def test_pages_frame_the_providers_of_embeds_and_nothing_else(client):
    framed = policy(client.get("/"))["frame-src"].split()

    assert framed == [provider.host for provider in providers()]
    assert "https://www.youtube-nocookie.com" in framed


def test_form_of_an_article_allows_its_one_inline_script_by_nonce(client):
    client.force_login(get_user_model().objects.create_superuser("ada"))

    answer = client.get("/admin/articles/article/add/")
    [inline] = re.findall(r"<script(?![^>]* src=)[^>]*type=\"importmap\"[^>]*>", answer.text)
    [nonce] = re.findall(r'nonce="([^"]+)"', inline)

    assert f"'nonce-{nonce}'" in policy(answer)["script-src"]


def using_nonce(request):
    return HttpResponse(str(csp(request)["csp_nonce"]))


class TestShim:
    """What stands in for Django 6 on Django 5.2 does as it does."""

    def answer(self, view):
        return ContentSecurityPolicyMiddleware(view)(RequestFactory().get("/"))

    def test_nonce_of_the_template_is_the_headers(self):
        answer = self.answer(using_nonce)

        assert f"'nonce-{answer.text}'" in answer[HEADER]

    def test_each_answer_has_a_nonce_of_its_own(self):
        one = self.answer(using_nonce)
        other = self.answer(using_nonce)

        assert one[HEADER] != other[HEADER]

    def test_page_without_inline_script_allows_none(self):
        answer = self.answer(lambda request: HttpResponse())

        assert policy(answer)["script-src"] == "'self'"

    def test_view_may_say_its_own_policy(self):
        own = "default-src 'self'"

        answer = self.answer(lambda request: HttpResponse(headers={HEADER: own}))

        assert answer[HEADER] == own
