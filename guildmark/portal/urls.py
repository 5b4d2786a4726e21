from django.urls import path

from guildmark.portal.pages import home, kit, preferences

app_name = "portal"
urlpatterns: list = [
    path("", home.home, name="home"),
    path("hats/<slug:code>/", preferences.hat, name="hat"),
    path("preferences/theme/", preferences.theme, name="theme"),
    path("preferences/language/", preferences.language, name="language"),
    path("ui/", kit.kit, name="kit"),
]
