from django.urls import path

from guildmark.calibration.pages import exemplars, mine

app_name = "calibration"
urlpatterns = [
    path("calibration/", mine.mine, name="mine"),
    path("calibration/sets/<int:pk>/", mine.calibration_set, name="set"),
    path("calibration/<slug:slug>/sets/", mine.sets, name="sets"),
    path("exemplars/", exemplars.exemplars, name="exemplars"),
    path("exemplars/new/", exemplars.new, name="exemplar_new"),
    path("exemplars/<int:pk>/", exemplars.exemplar, name="exemplar"),
    path("exemplars/<int:pk>/references/", exemplars.references, name="references"),
    path("exemplars/<int:pk>/references/<int:reference>/agreement/", exemplars.agreement, name="agreement"),
    path("exemplars/<int:pk>/opening/", exemplars.opening, name="opening"),
    path("exemplars/<int:pk>/retirement/", exemplars.retirement, name="retirement"),
    path("seats/<int:pk>/examples/", exemplars.examples, name="examples"),
]
