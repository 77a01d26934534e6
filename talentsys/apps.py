from django.apps import AppConfig


class TalentsysConfig(AppConfig):
    name = "talentsys"
