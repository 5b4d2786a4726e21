from django.urls import path

from guildmark.credentials.pages import docket, dossiers, holding, public, renewals, standing

app_name = "credentials"
urlpatterns = [
    path("docket/", docket.docket, name="docket"),
    path("docket/<int:pk>/", docket.docketed, name="docketed"),
    path("docket/<int:pk>/decision/", docket.decision, name="decision"),
    path("candidacies/<int:pk>/dossier/", dossiers.download, name="dossier"),
    path("credentials/", holding.mine, name="mine"),
    path("credentials/register/", holding.register, name="register"),
    path("credentials/renewals/", renewals.renewals, name="renewals"),
    path("credentials/renewals/campaign/", renewals.campaign, name="campaign"),
    path("credentials/team/", renewals.team, name="team"),
    path("credentials/<str:ref>/renew/", renewals.renew, name="renew"),
    path("credentials/<str:ref>/", holding.credential, name="credential"),
    path("credentials/<str:ref>/visibility/", holding.visibility, name="visibility"),
    path("credentials/<str:ref>/answer/", standing.answer, name="answer"),
    path("credentials/<str:ref>/<slug:what>/", standing.change, name="change"),
    path("c/<str:ref>.json", public.document, name="document"),
    path("c/<str:ref>.jwt", public.jwt, name="jwt"),
    path("c/<str:ref>.png", public.badge, {"kind": "png"}, name="badge_png"),
    path("c/<str:ref>.svg", public.badge, {"kind": "svg"}, name="badge_svg"),
    path("c/<str:ref>.pdf", public.pdf, name="pdf"),
    path("c/<str:ref>/qr.svg", public.qr, name="qr"),
    path("c/<str:ref>", public.credential, name="public"),
    path("c/<str:ref>/", public.credential),
    path("status/<int:number>", public.status, name="status"),
    path(".well-known/did.json", public.did_document, name="did"),
]
