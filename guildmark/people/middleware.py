"""What a form hears whose session has ended."""

from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.translation import gettext as _

from guildmark.kernel.middleware import wants_a_part


class SignInRequired(LoginRequiredMiddleware):
    """Sends people without a session to sign in, and back to a page that can be read, never into a lost form."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseRedirect:
        if request.method in {"GET", "HEAD"} or wants_a_part(request):
            return super().handle_no_permission(request, view_func)
        messages.warning(request, _("Your session had ended, so that step was not taken. Sign in and repeat it."))
        return redirect_to_login(_page_they_were_on(request), self.get_login_url(view_func))


def _page_they_were_on(request: HttpRequest) -> str:
    referer = urlsplit(request.headers.get("Referer", ""))
    return referer.path if referer.netloc == request.get_host() else "/"
