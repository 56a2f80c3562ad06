"""Errors in the paper's voice. None says anything of what was asked for."""

from django.shortcuts import render
from django.utils import timezone

from articles.paper.directory import furnish


def bad_request(request, exception):
    return render(request, "400.html", status=400)


def forbidden(request, exception):
    return render(request, "403.html", status=403)


def not_found(request, exception):
    return render(request, "404.html", {"furniture": furnish(at=timezone.now())}, status=404)


def server_error(request):
    # No furniture: the database may be what failed.
    return render(request, "500.html", status=500)
