"""The life of an appeal: lodged → acknowledged → under review → upheld | partly upheld | not upheld; or taken back.

Whoever had a part in what is contested has none in this: who judged, settled, decided, or is tied to the appellant.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from guildmark.assessment.models import Adjudication, Seat, SeatState, Submission, SubmissionState
from guildmark.assessment.queries import conflicts_among
from guildmark.assessment.queries.words import conflict_sentence
from guildmark.credentials.models import CertificationDecision
from guildmark.governance.models import DECIDED, OPEN, Appeal, AppealState, Grounds
from guildmark.governance.permissions import Can
from guildmark.kernel.access import YES, Actor, Decision, may
from guildmark.kernel.calendar import local_date
from guildmark.people.models import Person, company_day
from guildmark.programs.domain.appeals import AppealPolicy
from guildmark.programs.domain.judging import appeal_policy

LEAST_HEARERS = 2
LEAST_DAYS = 1


def last_day(submission: Submission) -> date:
    """The last day on which its result can be appealed, where its candidate lives."""
    told = (
        local_date(submission.decided_at, submission.candidacy.person.time_zone) if submission.decided_at else date.min
    )
    return told + timedelta(days=appeal_policy(submission.candidacy.version).days)


def clock_of(policy: AppealPolicy, person: Person, at: datetime) -> tuple[date, date]:
    """By when it is acknowledged, and decided."""
    today = local_date(at, person.time_zone)
    return today + timedelta(days=policy.acknowledge_days), today + timedelta(days=policy.decide_days)


def may_appeal(submission: Submission, by: Actor, at: datetime) -> Decision:
    """Its candidate, once it is decided, within the days of the version, once."""
    if submission.candidacy.person_id != by.pk or submission.copy_of_id:
        return Decision(_("Everybody appeals results of their own."))
    if submission.state != SubmissionState.DECIDED:
        return Decision(_("There is no result to appeal yet."))
    if Appeal.objects.filter(submission=submission).exclude(state=AppealState.TAKEN_BACK).exists():
        return Decision(_("You have appealed this result already. Its page says where it stands."))
    if not appeal_policy(submission.candidacy.version).days:
        return Decision(_("Results of this program can’t be appealed. You can complain."))
    last = last_day(submission)
    if local_date(at, submission.candidacy.person.time_zone) > last:
        sentence = _("This result could be appealed until the end of {day}, where you live. You can still complain.")
        return Decision(format_lazy(sentence, day=date_format(last, "j F Y")))
    return may(by, Can.LODGE, at=at)


def may_lodge(submission: Submission | None, grounds: str, statement: str, by: Actor, at: datetime) -> Decision:
    if not (allowed := may_appeal(submission, by, at) if submission else may(by, Can.LODGE, at=at)):
        return allowed
    if grounds not in Grounds.values:
        return Decision(_("Say on what grounds."))
    return YES if statement.strip() else Decision(_("Say what happened, in your words."))


def had_a_part(appeal: Appeal, people: Mapping[int, Person], at: datetime) -> dict[int, str | Promise]:
    """Who of these people had a part in it or is tied to the appellant, and the sentence that says so."""
    appellant = appeal.lodged_by
    found: dict[int, str | Promise] = {}
    for pk, ties in conflicts_among(people, appellant.pk, on=company_day(at)).items():
        found[pk] = conflict_sentence(ties[0], assessor=people[pk].name, candidate=appellant.name)
    for pk in _judged(appeal) & set(people):
        found[pk] = format_lazy(_("{name} had a part in what is contested."), name=people[pk].name)
    return found


def _judged(appeal: Appeal) -> set[int]:
    """Who sat on the panel, settled its disagreement, or decided on the candidacy."""
    if appeal.submission is None:
        return set()
    seats = Seat.objects.filter(panel__submission__candidacy=appeal.submission.candidacy_id)
    settled = Adjudication.objects.filter(submission__candidacy=appeal.submission.candidacy_id)
    decided = CertificationDecision.objects.filter(candidacy=appeal.submission.candidacy_id)
    judged = {
        *seats.exclude(state=SeatState.DECLINED).values_list("assessor_id", flat=True),
        *settled.values_list("settled_by_id", flat=True),
        *decided.values_list("decided_by_id", flat=True),
        appeal.submission.candidacy.settled_by_id,
    }
    return {pk for pk in judged if pk is not None}


def may_handle(appeal: Appeal, by: Actor, at: datetime, states: Collection[str] = OPEN) -> Decision:
    """A member of the committee who had no part, while it is in one of these states."""
    if appeal.state not in states:
        return Decision(format_lazy(_("You can’t do that now: it is {state}."), state=appeal.get_state_display()))
    if not (allowed := may(by, Can.HEAR, appeal, at=at)):
        return allowed
    person = Person.objects.filter(pk=by.pk).first() if by.pk else None
    if person and (why := had_a_part(appeal, {person.pk: person}, at).get(person.pk)):
        return Decision(why)
    return YES


def may_acknowledge(appeal: Appeal, by: Actor, at: datetime) -> Decision:
    return may_handle(appeal, by, at, (AppealState.LODGED,))


def may_name(appeal: Appeal, people: Collection[Person], by: Actor, at: datetime) -> Decision:
    """Two at least, each with the role, none with a part."""
    if not (allowed := may_handle(appeal, by, at, (AppealState.ACKNOWLEDGED,))):
        return allowed
    known = {one.pk: one for one in people}
    if len(known) < LEAST_HEARERS:
        return Decision(_("At least two people hear an appeal. Choose another."))
    for one in known.values():
        if not may(one, Can.HEAR, appeal, at=at):
            return Decision(
                format_lazy(_("{name} doesn’t hold the role of the certification committee."), name=one.name)
            )
    parts = had_a_part(appeal, known, at)
    return Decision(next(iter(parts.values()))) if parts else YES


def may_decide_appeal(appeal: Appeal, outcome: str, reasons: str, again: bool, by: Actor, at: datetime) -> Decision:
    """One of those who hear it, with reasons; another attempt follows only where something is upheld."""
    if not (allowed := may_handle(appeal, by, at, (AppealState.UNDER_REVIEW,))):
        return allowed
    if not appeal.hearers.filter(person=by.pk).exists():
        return Decision(_("Those who hear it decide."))
    if outcome not in DECIDED:
        return Decision(_("Say what it came to."))
    if again and (outcome == AppealState.NOT_UPHELD or appeal.is_complaint):
        return Decision(_("Another attempt follows where an appeal of a result is upheld."))
    return YES if reasons.strip() else Decision(_("Say why: the appellant reads it."))


def may_take_back(appeal: Appeal, by: Actor, at: datetime) -> Decision:
    if appeal.lodged_by_id != by.pk:
        return Decision(_("Whoever lodged it takes it back."))
    return YES if appeal.state in OPEN else Decision(_("It is decided already."))
