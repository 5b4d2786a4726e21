from django.urls import path

from guildmark.portal.pages import figures, history, home, kit, notifications, preferences, searching

app_name = "portal"
urlpatterns: list = [
    path("", home.home, name="home"),
    path("figures/", figures.figures, name="figures"),
    path("search/", searching.results, name="search"),
    path("notifications/", notifications.notifications, name="notifications"),
    path("notifications/reading/", notifications.reading, name="reading"),
    path("notifications/<int:pk>/", notifications.notification, name="notification"),
    path("history/<slug:kind>/<int:pk>/", history.history, name="history"),
    path("hats/<slug:code>/", preferences.hat, name="hat"),
    path("preferences/theme/", preferences.theme, name="theme"),
    path("preferences/language/", preferences.language, name="language"),
    path("preferences/shortcuts/", preferences.shortcuts, name="shortcuts"),
    path("ui/", kit.kit, name="kit"),
]
