"""Where this room's pages hang: the candidate's workspace, and judging."""

app_name = "assessment"

workspace: list = []

judging: list = []

urlpatterns = [*workspace, *judging]
