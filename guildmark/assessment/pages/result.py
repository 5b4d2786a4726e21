"""The result of a submission: what was reached, why, and what comes next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from guildmark.assessment import queries
from guildmark.kernel import clock
from guildmark.kernel.reader import reader


def result(request: HttpRequest, pk: int) -> HttpResponse:
    at = clock.now()
    reached = queries.get_result(reader(request), pk, at=at)
    own = reached.submission.candidacy.person_id == reader(request).pk
    return render(
        request,
        "assessment/result.html",
        {
            "result": reached,
            "submission": reached.submission,
            "own": own,
            "candidate": "" if own else queries.candidate_of(reached, reader(request)),
            "feedback": queries.feedback(reached, named=not own),
        },
    )
