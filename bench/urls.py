"""The product's pages and a bare one: session, sign-in, three queries. What it costs is the floor of every page."""

from collections.abc import Callable
from contextlib import ExitStack

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.urls import urlpatterns as pages
from guildmark.people.models import JobFunction, OrgUnit, Site


def bare(request: HttpRequest) -> HttpResponse:
    rows = [len(JobFunction.objects.all()[:10]), len(Site.objects.all()[:10]), len(OrgUnit.objects.all()[:10])]
    return HttpResponse(f"<!doctype html><title>bare</title><p>{request.user} {rows}")


def count_queries(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: a request that carries `X-Count-Queries` is told how many it took."""

    def counted(request: HttpRequest) -> HttpResponse:
        if "X-Count-Queries" not in request.headers:
            return answer(request)
        queries: list[str] = []

        def note(execute, sql, params, many, context):
            queries.append(sql)
            return execute(sql, params, many, context)

        with ExitStack() as stack:
            stack.enter_context(connection.execute_wrapper(note))
            response = answer(request)
        response.headers["X-Queries"] = str(len(queries))
        return response

    return counted


urlpatterns = [path("bare/", bare), *pages]
