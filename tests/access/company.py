"""A small company in which one of every kind of thing belongs to Ines, and her words hold a secret."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from guildmark.assessment import actions as assessment
from guildmark.assessment.models import (
    ConflictWaiver,
    DeclaredConflict,
    Evidence,
    EvidenceKind,
    KeptText,
    Panel,
    Qualification,
    Restriction,
    Result,
    Seat,
    Snapshot,
    Submission,
    Upload,
)
from guildmark.calibration import actions as calibration
from guildmark.calibration.domain.qualifying import Policy as CalibrationPolicy
from guildmark.calibration.models import Exemplar
from guildmark.candidacy.models import Accommodation, Candidacy, Pause
from guildmark.candidacy.models import State as S
from guildmark.competencies import actions as competencies
from guildmark.credentials import actions as credentials
from guildmark.credentials.models import Credential
from guildmark.governance import actions as governance
from guildmark.governance.models import Meeting
from guildmark.kernel import blobs
from guildmark.kernel.models import JournalEntry
from guildmark.kernel.roles import Role
from guildmark.originality.models import Match
from guildmark.people.models import Leave, Person, RoleHeld
from guildmark.portal.models import Notification
from guildmark.programs.models import ProgramVersion, Task
from guildmark.scheduling import actions as scheduling
from guildmark.scheduling.domain.stretches import Hours
from tests import builders
from tests.access.studies import studies
from tests.access.validations import validations
from tests.cast import NOW, a_person, holds, unit
from tests.credentials.stories import with_results

NAME = "Carvalho"
SECRET = "quillfeather"
NOTE = "marlinspike"
"""In assessors’ own notes."""
KEPT = "kestrelmoor"
"""In evidence that is kept to Tomasz."""
DRAFT = "windlass"
"""In criteria that are in the making."""
LEVELS = {"isolation-1": 4, "judgement-1": 3, "record-1": 3}
LOW = {"isolation-1": 1, "judgement-1": 1, "record-1": 1}
REASON = f"Read at 09:10, {SECRET}."


def a_company(cast: SimpleNamespace) -> SimpleNamespace:
    """Everything there is to be asked for, by a name of its own."""
    made = SimpleNamespace(cast=cast)
    _programs(made, cast)
    _candidacies(made, cast)
    _a_draft(made, cast)
    _judging(made, cast)
    _calibration(made, cast)
    studies(made, cast)
    validations(made, cast)
    _paused(made, cast)
    _sessions(made, cast)
    _originality(made, cast)
    _credentials(made, cast)
    _governance(made, cast)
    _directory(made, cast)
    _framework(made, cast)
    return made


def _version(cast: SimpleNamespace, slug: str) -> ProgramVersion:
    version = builders.a_published_version(cast.priya, cast.marguerite, slug=slug)
    for assessor in (cast.tomasz, cast.kwame):
        builders.qualified(assessor, version, by=cast.priya)
    return version


def _of_ines(cast: SimpleNamespace, slug: str, state: str) -> Candidacy:
    settled_by = None if state == S.APPLIED else cast.priya
    return builders.a_candidacy(cast.ines, _version(cast, slug), state=state, settled_by=settled_by)


def _programs(made: SimpleNamespace, cast: SimpleNamespace) -> None:
    """One that is open, one in the making; and another's, whose owner and committee have nothing to do with these."""
    made.open = _version(cast, "open-to-all")
    made.draft = builders.a_draft_version(cast.priya, slug="in-the-making")
    ProgramVersion.objects.filter(pk=made.draft.pk).update(summary=f"In the making, {DRAFT}.")
    elsewhere = builders.a_published_version(cast.priya, cast.marguerite, slug="elsewhere").program
    for person, role in ((cast.rival, Role.PROGRAM_OWNER), (cast.outsider, Role.COMMITTEE)):
        RoleHeld.objects.filter(person=person, role=role).update(program_id=elsewhere.pk)


def _candidacies(made: SimpleNamespace, cast: SimpleNamespace) -> None:
    made.applied = _of_ines(cast, "applied", S.APPLIED)
    made.admitted = _of_ines(cast, "admitted", S.ADMITTED)
    made.going = _of_ines(cast, "going", S.IN_PROGRESS)
    made.fresh = _of_ines(cast, "fresh", S.IN_PROGRESS)
    made.paused = _of_ines(cast, "paused", S.PAUSED)
    Pause.objects.create(candidacy=made.paused, started_at=NOW - timedelta(days=3), reason=SECRET)
    made.arranged = Accommodation.objects.create(candidacy=made.fresh, kinds=["other"], need=SECRET, requested_at=NOW)
    Candidacy.objects.filter(pk=made.applied.pk).update(motivation=f"Because of {SECRET}.")


def _a_draft(made: SimpleNamespace, cast: SimpleNamespace) -> None:
    made.writing = builders.a_draft(made.going)
    stamped = {"submission": made.writing, "added_at": NOW, "changed_at": NOW}
    Evidence.objects.create(kind="text", text=f"<p>What I did, {SECRET}.</p>", **stamped)
    with blobs.received([b"%PDF-1.4 quillfeather"]) as content:
        blob = blobs.keep(content, media_type="application/pdf", at=NOW)
    made.file = Evidence.objects.create(kind="file", title=f"{SECRET}.pdf", blob=blob, **stamped)
    made.upload = Upload.objects.create(
        submission=made.writing, key="f" * 32, name=f"{SECRET}.pdf", length=21, evidence=made.file, begun_at=NOW,
        expires_at=NOW + timedelta(days=1),
    )  # fmt: skip
    made.link = Evidence.objects.create(
        kind=EvidenceKind.LINK, title=SECRET, url=f"https://wiki.alderquay.example/{SECRET}", **stamped
    )
    made.kept = KeptText.objects.create(
        submission=made.writing, box="text", tab="b", text=f"<p>{SECRET}</p>", kept_at=NOW
    )
    for box, text in (("decided-1", f"We stopped and planned anew, {SECRET}."),):
        assessment.save_text(submission=made.writing, box=box, text=text, revision=0, by=cast.ines, at=NOW)


def _handed_in(cast: SimpleNamespace, slug: str) -> Submission:
    submission = builders.a_draft(_of_ines(cast, slug, S.IN_PROGRESS))
    stamped = {"submission": submission, "added_at": NOW, "changed_at": NOW, "sha256": "b" * 64}
    Evidence.objects.create(kind="text", text=f"<p>What I did, {SECRET}.</p>", **stamped)
    Evidence.objects.create(kind="link", title=SECRET, url=f"https://wiki.alderquay.example/{SECRET}", **stamped)
    _kept_to_tomasz(stamped, cast)
    submission.state, submission.digest, submission.submitted_at, submission.original_at = (
        "submitted",
        "a" * 64,
        NOW,
        NOW,
    )
    submission.save()
    return submission


def _kept_to_tomasz(stamped: dict[str, Any], cast: SimpleNamespace) -> None:
    """A film with captions, a file that has a preview, and a link that was snapshotted."""
    pieces = [
        _piece(stamped, f"{KEPT}.mp4", "video/mp4", KEPT.encode()),
        _piece(stamped, f"{KEPT}.txt", "text/plain", f"Inside, {KEPT}.".encode()),
        Evidence.objects.create(kind="link", title=KEPT, url=f"https://wiki.alderquay.example/{KEPT}", **stamped),
    ]
    _piece(stamped, f"{KEPT} captions", "text/vtt", f"WEBVTT {KEPT}".encode(), kind="captions", about=pieces[0])
    Snapshot.objects.create(evidence=pieces[2], title=KEPT, text=f"On it, {KEPT}.", sha256="c" * 64, taken_at=NOW)
    for piece in pieces:
        kept = Restriction.objects.create(evidence=piece, reason="Names a customer.", set_at=NOW, set_by=cast.ines)
        kept.viewers.set([cast.tomasz])


def _piece(stamped: dict[str, Any], title: str, media_type: str, content: bytes, **given: Any) -> Evidence:
    with blobs.received([content]) as arrived:
        blob = blobs.keep(arrived, media_type=media_type, at=NOW)
    return Evidence.objects.create(**{"kind": "file", "title": title, "blob": blob, **given, **stamped})


def _seats(submission: Submission, cast: SimpleNamespace) -> list[Seat]:
    return builders.a_panel(submission, cast.tomasz, cast.kwame)


def _scored(seat: Seat, levels: dict[str, int], *, seal: bool) -> Seat:
    seat = assessment.start_seat(seat=seat, by=seat.assessor, at=NOW)
    assessment.save_notes(seat=seat, text=f"For myself: {NOTE}.", revision=0, by=seat.assessor, at=NOW)
    lines = {key: (level, REASON) for key, level in levels.items()}
    assessment.fill_sheet(seat=seat, lines=lines, by=seat.assessor, at=NOW)
    film = seat.panel.submission.evidence.filter(title=f"{KEPT}.mp4").first()
    if film and seat.assessor.username == "tomasz":
        there = {"place": assessment.Place(film.pk, tenths=12), "criterion": "record-1", "text": f"Said there, {KEPT}."}
        assessment.mark_evidence(seat=seat, **there, by=seat.assessor, at=NOW)
    if seal:
        assessment.seal_sheet(seat=seat, by=seat.assessor, at=NOW)
    return Seat.objects.get(pk=seat.pk)


def _judging(made: SimpleNamespace, cast: SimpleNamespace) -> None:
    made.handed_in = _handed_in(cast, "handed-in")
    made.seat, _other = _seats(made.handed_in, cast)
    made.judged = _handed_in(cast, "judged")
    started, sealed = _seats(made.judged, cast)
    made.sealed = _scored(sealed, LOW, seal=True)
    made.started = _scored(started, LEVELS, seal=False)
    place = assessment.Place(made.judged.evidence.get(kind="text").pk, quote="I did", start=5)
    mark = {"place": place, "criterion": "record-1", "text": f"Seen, {NOTE}."}
    made.mark = assessment.mark_evidence(seat=made.started, **mark, by=cast.tomasz, at=NOW)
    kept = {"criterion": "record-1", "text": f"Say the unit, {NOTE}.", "shared": False}
    made.comment = assessment.keep_comment(seat=made.started, **kept, by=cast.tomasz, at=NOW)
    made.contested = _handed_in(cast, "contested")
    low, high = _seats(made.contested, cast)
    _scored(low, LEVELS, seal=True)
    Panel.objects.filter(submission=made.contested).update(further_waived=REASON)
    _scored(high, LOW, seal=True)
    made.contested.refresh_from_db()
    agreed = {key: (2, REASON) for key in made.contested.adjudication.contested}
    made.proposal = assessment.propose_consensus(
        adjudication=made.contested.adjudication, agreed=agreed, by=cast.kwame, at=NOW
    )
    made.returned = _handed_in(cast, "returned")
    asking, _other = _seats(made.returned, cast)
    asking = _scored(asking, LEVELS, seal=False)
    made.request = assessment.ask_for_more(seat=asking, reason=f"The log, {REASON}.", by=cast.tomasz, at=NOW)
    once = builders.a_published_version(cast.priya, cast.marguerite, slug="tried-once", attempts_max=1)
    made.out_of_attempts = builders.a_candidacy(cast.ines, once, state=S.AWAITING_DECISION, settled_by=cast.priya)
    used = builders.a_submitted_submission(made.out_of_attempts)
    used.state, used.decided_at = "decided", NOW
    used.save()
    Result.objects.create(submission=used, met=False, total="2", detail={"cut": None, "criteria": []}, reached_at=NOW)
    made.exception = ConflictWaiver.objects.create(
        submission=made.handed_in, assessor=cast.saoirse, kind="former_team", reason="Long ago.", asked_at=NOW,
        asked_by=cast.priya,
    )  # fmt: skip
    made.unfilled = _handed_in(cast, "unfilled")
    called = NOW - timedelta(hours=2)
    Panel.objects.update_or_create(submission=made.unfilled, defaults={"size": 3, "called_at": called})
    made.decided = _handed_in(cast, "decided")
    for seat in _seats(made.decided, cast):
        _scored(seat, {**LEVELS, "record-1": 4}, seal=True)
    made.decided.refresh_from_db()


def _calibration(made: SimpleNamespace, cast: SimpleNamespace) -> None:
    """Exemplars of Ines, on which Tomasz and Kwame are experts; and of others, which Saoirse may be given, or was."""
    made.exemplar = _exemplar(made.decided, cast)
    made.reference = calibration.propose_reference(exemplar=made.exemplar, levels=WORTH, by=cast.tomasz, at=NOW)
    made.agreed_exemplar = _exemplar(_decided_work(cast, cast.ines, _version(cast, "agreed")), cast, agree=True)
    made.to_copy = _decided_work(cast, cast.ines, _version(cast, "to-copy"))
    for version in (_version(cast, "to-calibrate"), _version(cast, "calibrated")):
        for candidate in (cast.nadia, cast.adaeze):
            _exemplar(_decided_work(cast, candidate, version), cast, agree=True)
        two = CalibrationPolicy(exemplars=2)
        calibration.set_policy(program=version.program, policy=two, reason="Two.", by=cast.priya, at=NOW)
    made.calibration_set = calibration.ask_for_set(
        person=cast.saoirse, program=version.program, by=cast.saoirse, at=NOW
    )


def _paused(made: SimpleNamespace, cast: SimpleNamespace) -> None:
    made.assessor_pause = calibration.pause_assessor(
        person=cast.tomasz, program=made.open.program, reason="Drifts.", by=cast.priya, at=NOW
    )


WORTH = {key: (level, "As the log says.") for key, level in LEVELS.items()}


def _decided_work(cast: SimpleNamespace, candidate: Person, version: ProgramVersion) -> Submission:
    submission = builders.a_submitted_submission(builders.a_candidacy(candidate, version))
    builders.a_panel(submission, cast.tomasz, cast.kwame)
    Submission.objects.filter(pk=submission.pk).update(state="decided", decided_at=NOW)
    Result.objects.create(submission=submission, met=True, total="3", reached_at=NOW)
    submission.refresh_from_db()
    return submission


def _exemplar(submission: Submission, cast: SimpleNamespace, *, agree: bool = False) -> Exemplar:
    made = calibration.make_exemplar(
        submission=submission, title="", basis="consent", reason="Agreed.", experts=[cast.tomasz, cast.kwame],
        by=cast.priya, at=NOW,
    )  # fmt: skip
    if agree:
        reference = calibration.propose_reference(exemplar=made, levels=WORTH, by=cast.tomasz, at=NOW)
        calibration.agree_on_reference(reference=reference, by=cast.kwame, at=NOW)
    return made


def _live(cast: SimpleNamespace, slug: str) -> Submission:
    """Handed in by Ines, to be done live before Tomasz and Kwame."""
    version = builders.a_draft_version(cast.priya, slug=slug)
    Task.objects.filter(version=version).update(kind="live_demonstration")
    builders.published(version, cast.marguerite)
    submission = builders.a_submitted_submission(builders.a_candidacy(cast.ines, version, settled_by=cast.priya))
    _seats(submission, cast)
    return Submission.objects.get(pk=submission.pk)


def _sessions(made: SimpleNamespace, cast: SimpleNamespace) -> None:
    """One to book, one booked, one missed; Tomasz and Kwame have said when they can."""
    week = ((Hours(9 * 60, 17 * 60),),) * 7
    for person in (cast.tomasz, cast.kwame):
        around = scheduling.Around(0, 0, 24)
        scheduling.publish_hours(
            person=person, week=week, zone=person.time_zone, around=around, revision=0, by=person, at=NOW
        )
    made.other_days = scheduling.tell_other_days(
        person=cast.tomasz, first=date(2026, 5, 4), last=date(2026, 5, 4), hours=None, by=cast.tomasz, at=NOW
    )
    made.bookable = _live(cast, "live-to-book")
    made.live = _live(cast, "live-booked")
    starts = datetime(2026, 4, 23, 14, tzinfo=UTC)
    made.session = scheduling.book(submission=made.live, starts_at=starts, by=cast.ines, at=NOW)
    long_ago = NOW - timedelta(days=9)
    missed = _live(cast, "live-missed")
    made.missed = scheduling.book(submission=missed, starts_at=starts - timedelta(days=14), by=cast.ines, at=long_ago)
    scheduling.report_absence(
        booking=made.missed, absent=[cast.ines.pk], note="", by=cast.tomasz, at=starts - timedelta(days=13, hours=23)
    )


def _originality(made: SimpleNamespace, cast: SimpleNamespace) -> None:
    """Two submissions that share a passage, and a task with two wordings."""
    made.match = Match.objects.create(
        submission=made.handed_in, earlier=made.judged, digest="a" * 64, found_at=NOW,
        passages=[{"here": f"What I did, {SECRET}.", "there": f"What I did, {SECRET}.", "words": 4}],
    )  # fmt: skip
    version = builders.a_draft_version(cast.priya, slug="with-wordings")
    variants = [{"key": key, "brief": f"The {key}, {DRAFT}."} for key in ("pump", "weir")]
    Task.objects.filter(version=version).update(variants=variants)
    builders.published(version, cast.marguerite)


def _credentials(made: SimpleNamespace, cast: SimpleNamespace) -> None:
    awaiting = _of_ines(cast, "awaiting", S.AWAITING_DECISION)
    made.awaiting = with_results(awaiting, cast.tomasz, cast.kwame)
    made.credential = _granted(cast, "certified")
    made.public = credentials.make_public(credential=_granted(cast, "certified-in-public"), by=cast.ines, at=NOW)


def _granted(cast: SimpleNamespace, slug: str) -> Credential:
    complete = with_results(_of_ines(cast, slug, S.AWAITING_DECISION), cast.tomasz, cast.kwame)
    reason = f"All met, {SECRET}."
    return credentials.decide(candidacy=complete, outcome="grant", reason=reason, by=cast.marguerite, at=NOW).credential


def _governance(made: SimpleNamespace, cast: SimpleNamespace) -> None:
    """A committee of which Marguerite is the chair, with a motion about Ines and one on the agenda of a meeting."""
    by = {"by": cast.marguerite, "at": NOW}
    made.board = governance.found_committee(
        program=made.awaiting.program, name="Board", quorum=2, majority="simple", **by
    )
    term = {"starts_on": NOW.date(), "ends_on": date(2027, 4, 1), "office": "chair", "group": ""}
    governance.seat_member(committee=made.board, person=cast.marguerite, **term, **by)
    made.meeting = Meeting.objects.create(
        committee=made.board, starts_at=NOW - timedelta(hours=1), called_at=NOW, called_by=cast.marguerite
    )
    words = {"title": f"On {SECRET}", "grounds": f"Because of {SECRET}.", "weight": "consent"}
    made.motion = governance.put_motion(
        committee=made.board, **words, closes_at=NOW + timedelta(days=2), candidacy=made.awaiting, **by
    )
    made.on_agenda = governance.put_motion(
        committee=made.board, **words, candidacy=made.awaiting, meeting=made.meeting, **by
    )
    made.appeal = governance.lodge(
        program=made.decided.candidacy.program,
        submission=None,
        grounds="facts",
        statement=f"What of {SECRET}?",
        by=cast.ines,
        at=NOW,
    )
    made.past_meeting = Meeting.objects.create(
        committee=made.board, starts_at=NOW - timedelta(days=1), called_at=NOW, called_by=cast.marguerite
    )


def _directory(made: SimpleNamespace, cast: SimpleNamespace) -> None:
    made.unit = unit("care", "company")
    made.leave = Leave.objects.create(person=cast.ines, starts_on=date(2026, 4, 13))
    made.appointment = RoleHeld.objects.get(person=cast.saoirse)
    made.qualification = Qualification.objects.filter(person=cast.kwame).first()
    made.declared = DeclaredConflict.objects.create(person=cast.ines, about=cast.henrik, reason=SECRET, declared_at=NOW)
    made.notification = Notification.objects.create(
        person=cast.ines, entry=JournalEntry.objects.first(), kind="met", url="/me/", notified_at=NOW,
        params={"task": SECRET, "ref": "SUB-0001", "program": "x"},
    )  # fmt: skip


def _framework(made: SimpleNamespace, cast: SimpleNamespace) -> None:
    by = {"by": cast.priya, "at": NOW}
    made.framework = competencies.start_framework(title="Field work", **by)
    made.top = competencies.add_item(framework=made.framework, statement="Works safely.", kind="technical", **by)
    made.item = competencies.add_item(framework=made.framework, statement="Isolates.", parent=made.top, **by)
    made.second = competencies.add_item(framework=made.framework, statement="Tests.", parent=made.top, **by)
    competencies.add_item(framework=made.framework, statement="Reads the log.", **by)
    made.other = competencies.add_item(framework=made.framework, statement="Writes it up.", **by)
    made.association = made.item.leaving.get()
    made.priority = competencies.add_priority(title="Safer sites", **by)


def further_people() -> dict[str, Person]:
    """An owner and a committee member whose roles reach another program than those of Ines."""
    rival = a_person("Rutger Blom", function="sales", at="leeds", in_unit="sales")
    outsider = a_person("Oda Winther", function="finance", at="leeds", in_unit="finance")
    return {"rival": holds(rival, Role.PROGRAM_OWNER), "outsider": holds(outsider, Role.COMMITTEE)}
