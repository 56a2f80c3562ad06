from django.contrib import admin
from django.templatetags.static import static
from django.urls import include, path
from django.utils.functional import lazy
from django.views.generic import RedirectView

from articles.admin import proofs

# Asked for by browsers on pages that cannot name it: feeds, the stock admin.
icon = RedirectView.as_view(
    url=lazy(static, str)("newsroom/img/favicon.svg"), http_method_names=["get", "head"]
)

urlpatterns = [
    path("admin/time-machine/", include("articles.admin.time_machine")),
    path("admin/notices/", include("articles.admin.notices")),
    path("admin/", admin.site.urls),
    path("favicon.ico", icon, name="favicon"),
    # For people without an account: each has a signed link of their own.
    path("proof/<str:token>/", proofs.read, name="proof"),
    path(
        "proof/<str:token>/pictures/<int:number>-<int:side>.webp",
        proofs.picture,
        name="proof_picture",
    ),
    path("", include("articles.paper.urls")),
]

handler400 = "articles.paper.views.errors.bad_request"
handler403 = "articles.paper.views.errors.forbidden"
handler404 = "articles.paper.views.errors.not_found"
handler500 = "articles.paper.views.errors.server_error"
