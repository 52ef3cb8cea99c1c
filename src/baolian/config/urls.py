"""Root addresses."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("baolian.faces.parts.urls")),
    path("", include("baolian.faces.console.urls")),
]

handler400 = "baolian.faces.parts.errors.bad_request"
handler403 = "baolian.faces.parts.errors.forbidden"
handler404 = "baolian.faces.parts.errors.not_found"
handler500 = "baolian.faces.parts.errors.server_error"
handler429 = "baolian.faces.parts.errors.too_many_requests"
