"""Root URLs: the pages that span apps here, everything else in its own app."""

from django.contrib import admin
from django.templatetags.static import static
from django.urls import include, path
from django.utils.functional import lazy
from django.views.generic import RedirectView
from health_check.views import HealthCheckView

from comments.urls import thread_list_urls
from inventories.reports import named_threads
from talentsys.district_data.views import DistrictDataView
from talentsys.views import DistrictView, HomeView

admin.site.site_header = admin.site.site_title = "talentsys administration"
admin.site.index_title = "Practice content and people"

handler403 = "core.turned_away.show_forbidden"
handler404 = "core.turned_away.show_not_found"
handler500 = "core.busy.show_error"

urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("practices/", include("practices.urls")),
    path("hexagon/", include("hexagon.content_urls")),
    path("inventories/", include("inventories.content_urls")),
    path("districts/<slug:slug>/", DistrictView.as_view(), name="district_detail"),
    path("districts/<slug:slug>/data/", DistrictDataView.as_view(), name="district_data"),
    path("districts/<slug:slug>/", include("districts.urls")),
    path("districts/<slug:slug>/readiness/", include("readiness.urls")),
    path("districts/<slug:slug>/hexagon/", include("hexagon.urls")),
    path("districts/<slug:slug>/inventories/", include("inventories.urls")),
    path("districts/<slug:slug>/plans/", include("plans.urls")),
    path("districts/<slug:slug>/comments/", thread_list_urls(named_threads)),
    path("calendar/", include("plans.feed_urls")),
    path("accounts/", include("districts.account_urls")),
    path("admin/", admin.site.urls),
    path("healthz", HealthCheckView.as_view(checks=["health_check.Database"]), name="healthz"),
    path("favicon.ico", RedirectView.as_view(url=lazy(static, str)("favicon.svg")), name="favicon"),
]
