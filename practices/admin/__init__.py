"""The administration of practice content, for everyone who is staff; only drafts change."""

from django.contrib import admin

from practices.admin.content import ConsiderationAdmin, FocusAreaAdmin, IndicatorAdmin, PracticeAdmin
from practices.admin.editions import EditionAdmin, SystemAdmin
from practices.models import Consideration, Edition, FocusArea, Indicator, Practice, System

admin.site.register(System, SystemAdmin)
admin.site.register(Edition, EditionAdmin)
admin.site.register(FocusArea, FocusAreaAdmin)
admin.site.register(Practice, PracticeAdmin)
admin.site.register(Indicator, IndicatorAdmin)
admin.site.register(Consideration, ConsiderationAdmin)
