import pytest

from newsroom.csp import HEADER

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "url",
    [
        *("/%00/", "/harbour/2026/01/01/a%00b/", "/?p=%00", "/?%00=p"),
        *("/admin/login/?next=%00", "/static/a%00b.css"),
    ],
)
def test_nul_in_an_address_makes_no_sense(client, url):
    answer = client.get(url)

    assert answer.status_code == 400
    assert "400.html" in [template.name for template in answer.templates]
    assert HEADER in answer


@pytest.mark.parametrize("value", ["a\x00b", r'"a\000b"'])
def test_nul_in_a_cookie_makes_no_sense(client, value):
    answer = client.get("/", headers={"cookie": f"sessionid={value}"})

    assert answer.status_code == 400


def test_what_only_looks_like_nul_is_let_through(client):
    answer = client.get("/?p=%2500&q=0", headers={"cookie": "sessionid=%00"})

    assert answer.status_code == 200
