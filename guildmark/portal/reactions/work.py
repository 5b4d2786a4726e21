"""When a candidacy, panel, sheet or session moves on, these people are told."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from guildmark.assessment.facts import (
    AdjudicationOpened,
    AttemptGranted,
    CopySeated,
    EvidenceRequestDropped,
    MoreEvidenceAsked,
    MoreEvidenceHandedIn,
    PanelFormed,
    PanelUnfilled,
    ResultReached,
    SeatDeclined,
    SeatTakenBack,
    SubmissionRecalled,
)
from guildmark.candidacy.facts import (
    AccommodationAgreed,
    AccommodationDeclined,
    AccommodationRequested,
    CandidacyAdmitted,
    CandidacyApplied,
    CandidacyCompleted,
    CandidacyConcluded,
    CandidacyNotAdmitted,
    CandidacyReferred,
    CandidacyWithdrawn,
)
from guildmark.kernel.access import Actor
from guildmark.kernel.facts import Fact
from guildmark.kernel.roles import PROSE, Role
from guildmark.originality.facts import MatchFound
from guildmark.people.facts import RoleAppointed
from guildmark.people.queries import holders
from guildmark.portal import queries
from guildmark.portal.actions import Word, tell
from guildmark.scheduling.facts import (
    AbsenceSettled,
    SessionBooked,
    SessionCancelled,
    SessionChanged,
    SessionMissed,
    SessionMoved,
    SlotOpened,
)


def tell_owners_of_application(fact: CandidacyApplied, by: Actor, at: datetime) -> None:
    _tell_owners("application", fact.candidacy_id, f"/applications/{fact.candidacy_id}/", by, at)


def tell_owners_of_withdrawal(fact: CandidacyWithdrawn, by: Actor, at: datetime) -> None:
    _tell_owners("withdrawn", fact.candidacy_id, f"/applications/{fact.candidacy_id}/", by, at)


def tell_candidate_of_admission(fact: CandidacyAdmitted, by: Actor, at: datetime) -> None:
    _tell_candidate("admitted", fact.candidacy_id, by, at)


def tell_candidate_of_no_admission(fact: CandidacyNotAdmitted, by: Actor, at: datetime) -> None:
    _tell_candidate("not_admitted", fact.candidacy_id, by, at)


def tell_candidate_of_completion(fact: CandidacyCompleted, by: Actor, at: datetime) -> None:
    _tell_candidate("complete", fact.candidacy_id, by, at)


def tell_candidate_of_decision(fact: CandidacyConcluded, by: Actor, at: datetime) -> None:
    _tell_candidate("certified" if fact.certified else "not_yet_certified", fact.candidacy_id, by, at)


def tell_candidate_of_referral(fact: CandidacyReferred, by: Actor, at: datetime) -> None:
    _tell_candidate("referred", fact.candidacy_id, by, at)


def tell_committee_of_completion(fact: CandidacyCompleted, by: Actor, at: datetime) -> None:
    _tell_committee("to_decide", fact.candidacy_id, by, at)


def tell_committee_of_referral(fact: CandidacyReferred, by: Actor, at: datetime) -> None:
    _tell_committee("to_decide_early", fact.candidacy_id, by, at)


def tell_owners_of_accommodation(fact: AccommodationRequested, by: Actor, at: datetime) -> None:
    url = f"/accommodations/{fact.accommodation_id}/"
    _tell_owners("accommodation", queries.candidacy_of(fact.accommodation_id), url, by, at)


def tell_candidate_of_accommodation(fact: AccommodationAgreed | AccommodationDeclined, by: Actor, at: datetime) -> None:
    kind = "arranged" if isinstance(fact, AccommodationAgreed) else "not_arranged"
    candidacy = queries.candidacy_of(fact.accommodation_id)
    about = queries.candidacy_in_words(candidacy)
    words = [Word(about.person_id, f"/candidacies/{candidacy}/accommodations/", about.params)]
    tell(kind=kind, words=words, by=by, at=at)


def tell_assessors_of_seats(fact: PanelFormed, by: Actor, at: datetime) -> None:
    about = queries.submission_in_words(fact.submission_id)
    seats = queries.seats_of(fact.panel_id, fact.assessor_ids)
    tell(kind="seat", words=[Word(who, f"/seats/{pk}/", about.params) for who, pk in seats], by=by, at=at)


def tell_assessor_of_copy(fact: CopySeated, by: Actor, at: datetime) -> None:
    """In the words of any other seat."""
    about = queries.submission_in_words(fact.submission_id)
    seats = queries.seats_of(fact.panel_id, [fact.assessor_id])
    tell(kind="seat", words=[Word(who, f"/seats/{pk}/", about.params) for who, pk in seats], by=by, at=at)


def tell_candidate_of_review(fact: PanelFormed, by: Actor, at: datetime) -> None:
    if queries.is_to_be_booked(fact.submission_id):
        _tell_author("to_book", fact.submission_id, f"/submissions/{fact.submission_id}/session/", by, at)
    else:
        _tell_author("in_review", fact.submission_id, f"/submissions/{fact.submission_id}/", by, at)


def tell_all_of_session(fact: SessionBooked, by: Actor, at: datetime) -> None:
    _tell_of_session("session_booked", fact, fact.person_ids, by, at)


def tell_all_of_move(fact: SessionMoved, by: Actor, at: datetime) -> None:
    _tell_of_session("session_moved", fact, fact.person_ids, by, at)


def tell_all_of_change(fact: SessionChanged, by: Actor, at: datetime) -> None:
    _tell_of_session("session_changed", fact, fact.person_ids, by, at)
    _tell_of_session("session_cancelled", fact, fact.gone_ids, by, at)


def tell_all_of_cancellation(fact: SessionCancelled, by: Actor, at: datetime) -> None:
    _tell_of_session("session_cancelled", fact, fact.person_ids, by, at)


def tell_owners_of_missed_session(fact: SessionMissed, by: Actor, at: datetime) -> None:
    about = queries.submission_in_words(fact.submission_id)
    owners = holders(Role.PROGRAM_OWNER, at, program_id=about.program_id)
    url = f"/submissions/{fact.submission_id}/session/"
    tell(kind="session_missed", words=[Word(p.pk, url, about.params) for p in owners], by=by, at=at)


def tell_candidate_of_other_date(fact: AbsenceSettled, by: Actor, at: datetime) -> None:
    if fact.outcome == "another_date":
        _tell_author("another_date", fact.submission_id, f"/submissions/{fact.submission_id}/session/", by, at)


def tell_candidate_of_slot(fact: SlotOpened, by: Actor, at: datetime) -> None:
    about = queries.submission_in_words(fact.submission_id)
    moment = queries.moments_of([about.person_id], datetime.fromisoformat(fact.starts_at))[about.person_id]
    word = Word(about.person_id, f"/submissions/{fact.submission_id}/session/", {**about.params, "moment": moment})
    tell(kind="slot_opened", words=[word], by=by, at=at)


def tell_candidate_of_result(fact: ResultReached, by: Actor, at: datetime) -> None:
    url = f"/submissions/{fact.submission_id}/result/"
    _tell_author("met" if fact.met else "not_yet_met", fact.submission_id, url, by, at)


def tell_candidate_of_grant(fact: AttemptGranted, by: Actor, at: datetime) -> None:
    _tell_candidate("attempt_granted", fact.candidacy_id, by, at)


def tell_candidate_of_request(fact: MoreEvidenceAsked, by: Actor, at: datetime) -> None:
    _tell_author("more_asked", fact.submission_id, f"/submissions/{fact.submission_id}/", by, at)


def tell_candidate_of_dropped_request(fact: EvidenceRequestDropped, by: Actor, at: datetime) -> None:
    _tell_author("more_dropped", fact.submission_id, f"/submissions/{fact.submission_id}/", by, at)


def tell_assessors_of_answer(fact: MoreEvidenceHandedIn, by: Actor, at: datetime) -> None:
    _tell_panel("more_handed_in", fact.submission_id, "/queue/", by, at)


def tell_assessors_of_recall(fact: SubmissionRecalled, by: Actor, at: datetime) -> None:
    _tell_panel("recalled", fact.submission_id, "/queue/", by, at)


def tell_assessors_of_disagreement(fact: AdjudicationOpened, by: Actor, at: datetime) -> None:
    _tell_panel("adjudication", fact.submission_id, f"/adjudications/{fact.submission_id}/", by, at)


def tell_owners_of_declined_seat(fact: SeatDeclined, by: Actor, at: datetime) -> None:
    _tell_owners_of_submission("declined", fact.submission_id, by, at)


def tell_owners_of_unfilled_panel(fact: PanelUnfilled, by: Actor, at: datetime) -> None:
    _tell_owners_of_submission("unfilled", fact.submission_id, by, at)


def tell_assessor_of_seat_taken_back(fact: SeatTakenBack, by: Actor, at: datetime) -> None:
    about = queries.submission_in_words(fact.submission_id)
    tell(kind="taken_back", words=[Word(fact.assessor_id, "/queue/", about.params)], by=by, at=at)


def tell_of_role(fact: RoleAppointed, by: Actor, at: datetime) -> None:
    role = str(PROSE[Role(fact.role)].title)
    tell(kind="role", words=[Word(fact.person_id, "/", {"role": role})], by=by, at=at)


def _tell_candidate(kind: str, candidacy_id: int, by: Actor, at: datetime) -> None:
    about = queries.candidacy_in_words(candidacy_id)
    tell(kind=kind, words=[Word(about.person_id, f"/candidacies/{candidacy_id}/", about.params)], by=by, at=at)


def _tell_committee(kind: str, candidacy_id: int, by: Actor, at: datetime) -> None:
    """Everyone who may hold the decision is told, but never the candidate."""
    about = queries.candidacy_in_words(candidacy_id)
    deciders = {p.pk for p in holders(Role.COMMITTEE, at, program_id=about.program_id)} - {about.person_id}
    words = [Word(pk, f"/docket/{candidacy_id}/", about.params) for pk in deciders]
    tell(kind=kind, words=words, by=by, at=at)


def _tell_owners(kind: str, candidacy_id: int, url: str, by: Actor, at: datetime) -> None:
    about = queries.candidacy_in_words(candidacy_id)
    owners = holders(Role.PROGRAM_OWNER, at, program_id=about.program_id)
    words = [Word(p.pk, url, about.params) for p in owners]
    tell(kind=kind, words=words, by=by, at=at)


def _tell_owners_of_submission(kind: str, submission_id: int, by: Actor, at: datetime) -> None:
    about = queries.submission_in_words(submission_id)
    if about.of_copy:
        return
    owners = holders(Role.PROGRAM_OWNER, at, program_id=about.program_id)
    words = [Word(p.pk, f"/panels/{submission_id}/", about.params) for p in owners]
    tell(kind=kind, words=words, by=by, at=at)


def _tell_author(kind: str, submission_id: int, url: str, by: Actor, at: datetime) -> None:
    about = queries.submission_in_words(submission_id)
    if about.of_copy:
        return
    tell(kind=kind, words=[Word(about.person_id, url, about.params)], by=by, at=at)


def _tell_panel(kind: str, submission_id: int, url: str, by: Actor, at: datetime) -> None:
    about = queries.submission_in_words(submission_id)
    words = [Word(pk, url, about.params) for pk in queries.panel_of(submission_id)]
    tell(kind=kind, words=words, by=by, at=at)


def tell_owners_of_match(fact: MatchFound, by: Actor, at: datetime) -> None:
    reviewers, about = queries.match_in_words(
        fact.match_id, holders(Role.PROGRAM_OWNER, at, program_id=fact.program_id), at
    )
    tell(kind="match", words=[Word(pk, f"/matches/{fact.match_id}/", about) for pk in reviewers], by=by, at=at)


def _tell_of_session(
    kind: str, fact: SessionBooked | SessionMoved | SessionChanged | SessionCancelled, people: Iterable[int],
    by: Actor, at: datetime,
) -> None:  # fmt: skip
    about = queries.submission_in_words(fact.submission_id)
    moments = queries.moments_of(people, queries.session_start(fact.booking_id))
    url = f"/submissions/{fact.submission_id}/session/"
    words = [Word(pk, url, {**about.params, "moment": moment}) for pk, moment in moments.items()]
    tell(kind=kind, words=words, by=by, at=at)


REACTIONS: dict[type[Fact], Sequence[Callable[..., None]]] = {
    RoleAppointed: [tell_of_role],
    CandidacyApplied: [tell_owners_of_application],
    CandidacyAdmitted: [tell_candidate_of_admission],
    CandidacyNotAdmitted: [tell_candidate_of_no_admission],
    CandidacyWithdrawn: [tell_owners_of_withdrawal],
    CandidacyCompleted: [tell_candidate_of_completion, tell_committee_of_completion],
    CandidacyReferred: [tell_candidate_of_referral, tell_committee_of_referral],
    AccommodationRequested: [tell_owners_of_accommodation],
    AccommodationAgreed: [tell_candidate_of_accommodation],
    AccommodationDeclined: [tell_candidate_of_accommodation],
    CandidacyConcluded: [tell_candidate_of_decision],
    CopySeated: [tell_assessor_of_copy],
    PanelFormed: [tell_assessors_of_seats, tell_candidate_of_review],
    SubmissionRecalled: [tell_assessors_of_recall],
    AttemptGranted: [tell_candidate_of_grant],
    MoreEvidenceAsked: [tell_candidate_of_request],
    EvidenceRequestDropped: [tell_candidate_of_dropped_request],
    MoreEvidenceHandedIn: [tell_assessors_of_answer],
    PanelUnfilled: [tell_owners_of_unfilled_panel],
    SeatDeclined: [tell_owners_of_declined_seat],
    SeatTakenBack: [tell_assessor_of_seat_taken_back],
    AdjudicationOpened: [tell_assessors_of_disagreement],
    ResultReached: [tell_candidate_of_result],
    SessionBooked: [tell_all_of_session],
    SessionMoved: [tell_all_of_move],
    SessionChanged: [tell_all_of_change],
    SessionCancelled: [tell_all_of_cancellation],
    SessionMissed: [tell_owners_of_missed_session],
    AbsenceSettled: [tell_candidate_of_other_date],
    SlotOpened: [tell_candidate_of_slot],
    MatchFound: [tell_owners_of_match],
}
