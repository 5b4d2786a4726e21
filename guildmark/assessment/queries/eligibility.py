"""Who could judge a submission, and why the others can't: for the program's owner."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guildmark.assessment.domain.conflicts import Conflict, ConflictPolicy, Force, Kind
from guildmark.assessment.models import ConflictPolicyVersion, ConflictWaiver, Panel
from guildmark.assessment.permissions import Can
from guildmark.assessment.queries.conflicts import policy_now, ties_among
from guildmark.assessment.queries.pools import open_seats
from guildmark.assessment.queries.problems import barred_from, known_about
from guildmark.assessment.queries.words import conflict_sentence
from guildmark.assessment.queries.words.conflicts import SHORT
from guildmark.kernel.access import may, reach
from guildmark.people.models import Person, company_day

PRIVATE: str | Promise = _("A conflict is declared privately. What it is stays between them and whom they told.")


@dataclass(frozen=True)
class Tie:
    """A tie in words; `kind` where two people could say that it shall not count; and whether they have, or are asked."""

    sentence: str | Promise
    hard: bool
    bars: bool
    kind: str = ""
    waiver: ConflictWaiver | None = None


@dataclass(frozen=True)
class Eligible:
    """Somebody qualified: how much they have to judge, what keeps them out beside ties, and their ties."""

    person: Person
    open: int
    cap: int
    barred: str | Promise
    ties: Sequence[Tie]

    @property
    def free(self) -> bool:
        return not self.barred and self.open < self.cap

    @property
    def full(self) -> bool:
        return self.open >= self.cap


def eligibility(panel: Panel, *, at: datetime) -> list[Eligible]:
    """Everybody qualified, those who could be seated first."""
    known = known_about([panel], at)
    candidate = panel.submission.candidacy.person
    ties = known.ties.get(candidate.pk, {})
    waivers = {
        (one.assessor_id, one.kind): one
        for one in ConflictWaiver.objects.filter(submission_id=panel.submission_id).select_related(
            "asked_by", "agreed_by"
        )
    }
    barred, load = barred_from(panel, known), open_seats(known.people)
    kinds = {kind.value for kind in Kind}

    def row(person: Person) -> Eligible:
        found = [_tie(one, person, candidate, waivers) for one in ties.get(person.pk, ())]
        why = barred.get(person.pk, "")
        words = "" if not why else _("a conflict of interest") if why in kinds else SHORT.get(why, why)
        return Eligible(person, load.get(person.pk, 0), settings.OPEN_SEATS_PER_ASSESSOR, words, found)

    rows = [row(person) for person in known.people.values()]
    return sorted(rows, key=lambda one: (not one.free, one.open if one.free else 0, one.person.name))


def _tie(
    tie: Conflict, person: Person, candidate: Person, waivers: Mapping[tuple[int, str], ConflictWaiver]
) -> Tie:  # fmt: skip
    private = tie.kind is Kind.DECLARED
    sentence = PRIVATE if private else conflict_sentence(tie, assessor=person.name, candidate=candidate.name)
    soft = tie.bars and not tie.hard
    return Tie(
        sentence,
        tie.hard,
        tie.bars,
        tie.kind.value if soft else "",
        waivers.get((person.pk, tie.kind.value)) if soft else None,
    )


def get_assessor_of(panel: Panel, pk: int, *, at: datetime) -> Person:
    """Somebody who is qualified for this panel."""
    person = known_about([panel], at).people.get(pk)
    if person is None:
        raise Http404
    return person


def _waivers(person: Person, at: datetime) -> QuerySet[ConflictWaiver]:
    within = reach(person, Can.AGREE_WAIVER, at=at).where(program="submission__candidacy__program_id")
    apart = Q(submission__candidacy__person_id=person.pk) | Q(assessor_id=person.pk)
    return ConflictWaiver.objects.filter(within).exclude(apart)


def get_waiver(person: Person, pk: int, *, at: datetime) -> ConflictWaiver:
    """What was asked, for those who may agree, and for whoever asked; nobody whom it is about."""
    related = ("assessor", "asked_by", "agreed_by", "submission__task", "submission__candidacy__person",
               "submission__candidacy__program")  # fmt: skip
    found = _waivers(person, at).select_related(*related).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def waivers_to_agree(person: Person, *, at: datetime) -> list[ConflictWaiver]:
    """What others asked and this person may agree to; the longest waiting first."""
    if not may(person, Can.AGREE_WAIVER, at=at):
        return []
    open_ = _waivers(person, at).filter(agreed_at=None).exclude(asked_by_id=person.pk)
    return list(open_.select_related("assessor", "submission__task").order_by("asked_at", "pk")[:20])


def tie_of(waiver: ConflictWaiver, *, at: datetime) -> str | Promise:
    """The conflict that a waiver is about, in a sentence, if it still stands."""
    candidate = waiver.submission.candidacy.person
    ties = ties_among([waiver.assessor_id], [candidate.pk], on=company_day(at)).get(candidate.pk, {})
    for tie in ties.get(waiver.assessor_id, ()):
        if tie.kind.value == waiver.kind and tie.kind is not Kind.DECLARED:
            return conflict_sentence(tie, assessor=waiver.assessor.name, candidate=candidate.name)
    return PRIVATE if waiver.kind == Kind.DECLARED else ""


@dataclass(frozen=True)
class PolicyPage:
    policy: ConflictPolicy
    versions: Sequence[ConflictPolicyVersion]
    may_set: bool


def conflict_policy(person: Person, *, at: datetime) -> PolicyPage:
    versions = list(ConflictPolicyVersion.objects.select_related("decided_by").order_by("-number")[:50])
    return PolicyPage(policy_now(), versions, bool(may(person, Can.SET_CONFLICT_POLICY, at=at)))


FORCE_WORDS = {
    Force.HARD: _("bars, without exception"),
    Force.SOFT: _("bars, two people may lift it"),
    Force.AVOIDED: _("is avoided where others can judge"),
    Force.IGNORED: _("does not count"),
}
KIND_WORDS = {
    Kind.SELF: _("Own work"),
    Kind.MANAGES: _("Leads the candidate, or did"),
    Kind.REPORTS_TO: _("Is led by the candidate, or was"),
    Kind.SAME_TEAM: _("Same direct team"),
    Kind.FORMER_TEAM: _("Was in the same direct team"),
    Kind.SAME_UNIT: _("Same unit"),
    Kind.DECLARED: _("Declared a conflict"),
    Kind.MENTOR: _("Mentors the candidate, or did"),
    Kind.TRAINER: _("Taught the candidate for this"),
    Kind.CO_AUTHOR: _("Made work together"),
    Kind.GAINS: _("Gains by the outcome"),
    Kind.ASSESSED: _("Judged the candidate before"),
}
