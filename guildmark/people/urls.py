from django.conf import settings
from django.urls import path
from django.urls.resolvers import URLPattern

from guildmark.people.pages import profile, signing_in

app_name = "people"

DEMO_ONLY = [path("sign-in/as/<slug:username>/", signing_in.sign_in_as, name="sign_in_as")]

urlpatterns: list[URLPattern] = [
    path("sign-in/", signing_in.sign_in, name="sign_in"),
    path("sign-in/link/", signing_in.link_wanted, name="link_wanted"),
    path("sign-in/link/<slug:number>/<slug:token>/", signing_in.password_by_link, name="password_by_link"),
    path("sign-out/", signing_in.sign_out, name="sign_out"),
    path("me/", profile.me, name="me"),
    path("me/password/", signing_in.password, name="password"),
    *(DEMO_ONLY if settings.DEMO else []),
]
