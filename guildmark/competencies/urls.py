from django.urls import path

from guildmark.competencies.pages import associations, browsing, frameworks, importing, items, removing, served, serving

app_name = "competencies"
_framework = "frameworks/<slug:slug>/"
_item = f"{_framework}items/<uuid:identifier>/"
urlpatterns = [
    path("frameworks/", frameworks.frameworks, name="frameworks"),
    path("frameworks/import/", importing.framework_import, name="import"),
    path("frameworks/new/", frameworks.new_framework, name="new"),
    path("frameworks/served/", served.ends, name="ends"),
    path("frameworks/served/<slug:kind>/<int:pk>/removal/", served.end_removal, name="end-removal"),
    path("frameworks/served/priority/<int:pk>/", served.priority, name="priority"),
    path(_framework, browsing.framework, name="framework"),
    path(f"{_framework}description/", frameworks.description, name="description"),
    path(f"{_framework}export.json", frameworks.export_case, name="export-case"),
    path(f"{_framework}export.csv", frameworks.export_csv, name="export-csv"),
    path(f"{_framework}loose/", browsing.loose, name="loose"),
    path(f"{_framework}coverage/", serving.coverage, name="coverage"),
    path(f"{_framework}restoration/", removing.restoration, name="restoration"),
    path(f"{_framework}items/new/", items.new_item, name="new-item"),
    path(_item, items.item, name="item"),
    path(f"{_item}children/", browsing.children, name="children"),
    path(f"{_item}wording/", items.wording, name="wording"),
    path(f"{_item}order/", items.order, name="order"),
    path(f"{_item}place/", items.place, name="place"),
    path(f"{_item}removal/", removing.removal, name="removal"),
    path(f"{_item}ties/", serving.tie, name="tie"),
    path(f"{_item}association/", associations.association, name="association"),
    path(f"{_item}picks/", associations.picks, name="picks"),
    path(f"{_item}associations/<int:pk>/removal/", associations.dissociation, name="dissociation"),
]
