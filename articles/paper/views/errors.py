"""Errors in the paper's voice. None says anything of what was asked for."""

from django.core.exceptions import RequestDataTooBig
from django.shortcuts import render

from articles.paper.directory import furnish
from articles.paper.lifetimes import lasting, unkept
from articles.paper.moment import moment


def bad_request(request, exception):
    is_too_much = isinstance(exception, RequestDataTooBig)
    status = 413 if is_too_much else 400
    return unkept(render(request, "400.html", {"is_too_much": is_too_much}, status=status))


def forbidden(request, exception):
    return unkept(render(request, "403.html", status=403))


def not_found(request, exception):
    furniture = furnish(at=moment(request))
    response = render(request, "404.html", {"furniture": furniture}, status=404)
    # What is missing elsewhere, such as on the desk, is no matter of the public's.
    match = request.resolver_match
    is_public = match is None or match.app_name == "paper"
    return lasting(request, response) if is_public else unkept(response)


def server_error(request):
    # No furniture: the database may be what failed.
    return unkept(render(request, "500.html", status=500))
