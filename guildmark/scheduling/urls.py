"""Where this room's pages hang."""

from django.urls import path

from guildmark.scheduling.pages import hours, listing, session

app_name = "scheduling"
urlpatterns = [
    path("availability/", hours.availability, name="availability"),
    path("availability/week/", hours.week, name="week"),
    path("availability/days-off/", hours.days_off, name="days_off"),
    path("availability/extra-hours/", hours.extra_hours, name="extra_hours"),
    path("availability/days/<int:pk>/removal/", hours.removal, name="removal"),
    path("sessions/", listing.sessions, name="sessions"),
    path("submissions/<int:pk>/session/", session.session, name="session"),
    path("submissions/<int:pk>/session/card/", session.card, name="card"),
    path("submissions/<int:pk>/session/booking/", session.booking, name="booking"),
    path("submissions/<int:pk>/session/wish/", session.wish, name="wish"),
    path("sessions/<int:pk>/move/", session.move, name="move"),
    path("sessions/<int:pk>/cancellation/", session.cancellation, name="cancellation"),
    path("sessions/<int:pk>/link/", session.link, name="link"),
    path("sessions/<int:pk>/holding/", session.holding, name="holding"),
    path("sessions/<int:pk>/absence/", session.absence, name="absence"),
    path("sessions/<int:pk>/decision/", session.decision, name="decision"),
]
