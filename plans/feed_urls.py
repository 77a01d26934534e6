"""The address under which calendar programs read a plan: nobody signs in there."""

from django.urls import path

from plans.views.feed import CalendarFeedView

urlpatterns = [path("<str:token>.ics", CalendarFeedView.as_view(), name="plans_calendar")]
