from django.urls import path

from guildmark.programs.pages import catalogue, documents, editor, starting, versions

DRAFT = "programs/<slug:slug>/versions/<str:number>/editor/"

app_name = "programs"
urlpatterns = [
    path("programs/", catalogue.catalogue, name="catalogue"),
    path("programs/new/", documents.new, name="new"),
    path("programs/new/roles/", starting.roles, name="roles"),
    path("programs/new/from-role/", starting.from_role, name="from-role"),
    path("programs/documents/", documents.brought_in, name="documents"),
    path("programs/documents/discarded/", documents.put_back, name="put-back"),
    path("programs/<slug:slug>/", catalogue.program, name="program"),
    path("programs/<slug:slug>/versions/", documents.next_version, name="versions"),
    path("programs/<slug:slug>/versions/<str:number>/", versions.version, name="version"),
    path("programs/<slug:slug>/versions/<str:number>/criteria/", catalogue.criteria, name="criteria"),
    path("programs/<slug:slug>/versions/<str:number>/document/", documents.document, name="document"),
    path(DRAFT, editor.editor, name="editor"),
    path(f"{DRAFT}changes/", editor.changes, name="editor-changes"),
    path(f"{DRAFT}entries/", editor.entries, name="editor-entries"),
    path(f"{DRAFT}indicators/", editor.indicators, name="editor-indicators"),
    path(f"{DRAFT}<slug:part>/", editor.editor, name="editor-part"),
    path("programs/<slug:slug>/versions/<str:number>/discarding/", documents.discard, name="discard"),
    path("programs/<slug:slug>/versions/<str:number>/wording/", versions.wording, name="wording"),
    path("programs/<slug:slug>/versions/<str:number>/since/<str:since>/", versions.beside, name="beside"),
    path("programs/<slug:slug>/versions/<str:number>/<slug:noun>/", versions.step, name="step"),
    path("schemas/program-version.json", catalogue.schema, name="schema"),
]
