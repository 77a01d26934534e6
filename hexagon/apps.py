from django.apps import AppConfig


class HexagonConfig(AppConfig):
    name = "hexagon"
