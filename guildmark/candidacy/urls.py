app_name = "candidacy"
urlpatterns: list = []
