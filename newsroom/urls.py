from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("articles.paper.urls")),
]

handler400 = "articles.paper.views.errors.bad_request"
handler403 = "articles.paper.views.errors.forbidden"
handler404 = "articles.paper.views.errors.not_found"
handler500 = "articles.paper.views.errors.server_error"
