"""The result of a submission: what was reached, why, and what comes next."""

from django.http import HttpResponse
from django.shortcuts import render

from guildmark.assessment import queries
from guildmark.kernel import clock
from guildmark.people.requests import SignedIn


def result(request: SignedIn, pk: int) -> HttpResponse:
    at = clock.now()
    reached = queries.get_result(request.user, pk, at=at)
    own = reached.submission.candidacy.person_id == request.user.pk
    return render(
        request,
        "assessment/result.html",
        {
            "result": reached,
            "submission": reached.submission,
            "own": own,
            "observed": queries.observations_shown(request.user, reached.submission, at=at),
            "candidate": "" if own else queries.candidate_of(reached, request.user),
            "marks": queries.marks_beside(reached, request.user, at=at),
            "feedback": queries.feedback(reached, named=not own),
        },
    )
