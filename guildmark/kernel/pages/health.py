"""Two pages for machines: is the process alive, and may it take requests?"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from guildmark.kernel import checkup, clock


@require_safe
@never_cache
@login_not_required
def healthz(request: HttpRequest) -> JsonResponse:
    """This process answers."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
@login_not_required
def readyz(request: HttpRequest) -> JsonResponse:
    """Database, migrations and assets are in order; otherwise 503, naming what is not."""
    found = checkup.findings(clock.now(), vital_only=True)
    answer = {one.name: wrong or "ok" for one, wrong in found.items()}
    return JsonResponse(answer, status=503 if any(found.values()) else 200)
