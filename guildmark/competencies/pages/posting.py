"""What a request brings for a form."""

from django.http import HttpRequest, QueryDict


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, also where nothing was filled in; None where the form is only looked at."""
    return request.POST if request.method == "POST" else None
