"""The product's addresses, and the floor that everything is measured against."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from talentsys.urls import urlpatterns as product


def floor(request: HttpRequest) -> HttpResponse:
    """A constant page of 50 kB for a signed-in user: what any page costs before it shows anything."""
    return render(request, "bench/floor.html")


urlpatterns = [path("bench/floor/", floor), *product]
