from django.conf import settings
from django.urls import path
from django.urls.resolvers import URLPattern

from guildmark.people.pages import access, directory, importing, profile, roles, signing_in

app_name = "people"

DEMO_ONLY = [path("sign-in/as/<slug:username>/", signing_in.sign_in_as, name="sign_in_as")]

urlpatterns: list[URLPattern] = [
    path("sign-in/", signing_in.sign_in, name="sign_in"),
    path("sign-in/link/", signing_in.link_wanted, name="link_wanted"),
    path("sign-in/link/<slug:number>/<slug:token>/", signing_in.password_by_link, name="password_by_link"),
    path("signed-in/", signing_in.signed_in, name="signed_in"),
    path("sign-out/", signing_in.sign_out, name="sign_out"),
    path("me/", profile.me, name="me"),
    path("me/password/", signing_in.password, name="password"),
    path("access/", access.access, name="access"),
    path("access/me/", access.access_me, name="access_me"),
    path("people/", directory.directory, name="directory"),
    path("people/import/", importing.people_import, name="import"),
    path("people/import/example/", importing.example, name="import_example"),
    path("people/suggestions/", directory.suggestions, name="suggestions"),
    path("people/roles/", roles.roles, name="roles"),
    path("people/roles/new/", roles.appointment, name="appointment"),
    path("people/roles/<int:pk>/end/", roles.appointment_end, name="appointment_end"),
    path("people/leave/<int:pk>/end/", directory.leave_end, name="leave_end"),
    path("people/<slug:username>/", directory.person, name="person"),
    path("people/<slug:username>/employment/", directory.employment, name="employment"),
    path("people/<slug:username>/leave/", directory.leave, name="leave"),
    path("people/<slug:username>/account/", directory.account, name="account"),
    path("people/<slug:username>/sign-in-link/", directory.sign_in_link, name="sign_in_link"),
    *(DEMO_ONLY if settings.DEMO else []),
]
