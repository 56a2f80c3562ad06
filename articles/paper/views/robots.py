from django.contrib.sitemaps.views import sitemap as sitemap_view
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.paper.moment import moment
from articles.paper.sitemaps import sitemaps


@require_safe
def sitemap(request):
    """List every address that readers have something at."""
    return sitemap_view(request, sitemaps(moment(request))).render()


@require_safe
def robots(request):
    """Tell robots where the sitemap is, and that the desk is none of theirs."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "",
        f"Sitemap: {request.build_absolute_uri(reverse('paper:sitemap'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
