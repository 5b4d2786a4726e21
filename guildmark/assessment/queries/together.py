"""Who worked together on what was handed in."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime

from django.db.models import F, Max
from django.http import Http404

from guildmark.assessment.models import CoAuthor, Evidence, EvidenceKind, Submission
from guildmark.assessment.permissions import Can
from guildmark.assessment.queries.submissions import ALONG
from guildmark.kernel.access import may
from guildmark.people.models import Person

Together = Mapping[int, Mapping[int, datetime]]


def co_authors(person_ids: Collection[int]) -> Together:
    """Of each of these people: with whom they made evidence, and when it last changed. Whoever named whom. Two queries."""
    rows = CoAuthor.objects.filter(evidence__submission__copy_of=None)
    candidate, other = F("evidence__submission__candidacy__person"), F("person")
    found: dict[int, dict[int, datetime]] = defaultdict(dict)
    for mine, theirs, whose in (
        (candidate, other, "evidence__submission__candidacy__person__in"),
        (other, candidate, "person__in"),
    ):
        pairs = (
            rows.filter(**{whose: person_ids})
            .values(one=mine, with_whom=theirs)
            .annotate(last=Max("evidence__changed_at"))
        )
        for pair in pairs:
            known = found[pair["one"]]
            known[pair["with_whom"]] = max(pair["last"], known.get(pair["with_whom"], pair["last"]))
    return found


def team_of(submission: Submission) -> list[Person]:
    """Whom the candidate named as having worked on it."""
    return [one.person for one in CoAuthor.objects.filter(evidence__submission=submission).select_related("person")]


def parts_of_others(team: Evidence) -> list[Evidence]:
    """What each of the others says of their own part: in their own handed-in work at the same task, which names the
    candidate in turn. One query."""
    work = team.submission
    theirs = Evidence.objects.filter(
        kind=EvidenceKind.TEAM, submission__task__key=work.task.key, submission__copy_of=None,
        submission__candidacy__program=work.candidacy.program_id, co_authors__person=work.candidacy.person_id,
        submission__candidacy__person__in=team.co_authors.values("person"),
    )  # fmt: skip
    handed_in = theirs.exclude(submission__digest="").select_related("submission__candidacy__person")
    return list(handed_in.order_by("submission__candidacy__person__name", "pk"))


def get_restrictable(person: Person, pk: int, *, at: datetime) -> Evidence:
    """A file or link of which this person may say who opens it: the candidate, the program owner."""
    rows = Evidence.objects.filter(pk=pk, kind__in=("file", "link"), submission__copy_of=None)
    found = rows.select_related("restriction", *(f"submission__{one}" for one in ALONG)).first()
    if found is None or not may(person, Can.RESTRICT_EVIDENCE, found.submission, at=at):
        raise Http404
    if found.submission.candidacy.person_id != person.pk and not found.sha256:
        raise Http404
    return found


def viewers_of(piece: Evidence) -> list[Person]:
    """To whom the piece is kept; nobody while it isn't restricted."""
    return list(piece.restriction.viewers.order_by("name")) if hasattr(piece, "restriction") else []


def pieces_to_restrict(submission: Submission) -> list[Evidence]:
    """What was handed in, by name only, with to whom it is kept: for the owner, who opens none of it."""
    rows = submission.evidence.filter(kind__in=("file", "link")).exclude(sha256="").select_related("restriction")
    return list(rows.prefetch_related("restriction__viewers").order_by("pk"))
