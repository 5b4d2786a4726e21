"""Handing in freezes everything; recalling gives it back until somebody has pressed Start."""

import hashlib
import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from guildmark.assessment import actions, queries
from guildmark.assessment.models import Evidence, Reflection, Submission, SubmissionState
from guildmark.candidacy.models import Candidacy
from guildmark.candidacy.models import State as CandidacyState
from guildmark.kernel.access import Refused
from guildmark.kernel.models import OutboxMessage
from guildmark.kernel.roles import Role
from tests import builders
from tests.cast import NOW, a_person, holds


@pytest.fixture
def draft(ines, version, priya, at):
    """A text, a link and the reflection are in it."""
    draft = builders.a_draft(builders.a_candidacy(ines, version, settled_by=priya))
    filled(draft, ines, at)
    return draft


def filled(draft, by, at):
    actions.save_text(submission=draft, box="text", text="<div>I isolated both feeds.</div>", revision=0, by=by, at=at)
    actions.save_text(submission=draft, box="decided-1", text="To test twice.", revision=0, by=by, at=at)
    actions.attach_link(submission=draft, url="https://wiki.alderquay.example/log", by=by, at=at)


def submit(draft, by, at, identity=True, original=True):
    return actions.submit(submission=draft, identity=identity, original=original, by=by, at=at)


def test_everything_is_frozen_under_one_digest(draft, ines, version, at, facts_of):
    submitted = submit(draft, ines, at)

    assert (submitted.state, submitted.submitted_at, submitted.original_at) == (SubmissionState.SUBMITTED, at, at)
    manifest = json.loads(queries.manifest_of(submitted).canonical())
    assert manifest["version"] == version.digest
    assert [(p["kind"], p["sha256"]) for p in manifest["evidence"]] == [
        ("link", hashlib.sha256(b"https://wiki.alderquay.example/log").hexdigest()),
        ("text", hashlib.sha256(b"<div>I isolated both feeds.</div>").hexdigest()),
    ]
    assert [p["prompt"] for p in manifest["reflections"]] == ["decided-1"]
    assert submitted.digest == hashlib.sha256(queries.manifest_of(submitted).canonical()).hexdigest()
    assert set(submitted.evidence.values_list("sha256", flat=True)) == {p["sha256"] for p in manifest["evidence"]}
    assert facts_of("SubmissionSubmitted") == [
        {"submission_id": draft.pk, "candidacy_id": draft.candidacy_id, "digest": submitted.digest}
    ]


def test_a_panel_is_called_after_commit(draft, ines, at):
    submit(draft, ines, at)
    message = OutboxMessage.objects.get(kind="assessment.form_panel")
    assert message.payload == {"submission_id": draft.pk}


def test_submitting_twice_gives_one(draft, ines, at, facts_of):
    submit(draft, ines, at)
    with pytest.raises(Refused, match="can’t submit it: it is submitted"):
        submit(draft, ines, at)
    assert len(facts_of("SubmissionSubmitted")) == 1


@pytest.mark.parametrize("who", ["nadia", "henrik", "priya", "tomasz", "weiling"])
def test_nobody_hands_in_for_somebody_else(draft, who, request, at):
    with pytest.raises(Refused, match="You may not work on this submission"):
        submit(draft, request.getfixturevalue(who), at)


def test_what_is_missing_is_said(ines, version, at):
    draft = builders.a_draft(builders.a_candidacy(ines, version))
    with pytest.raises(Refused, match="Add evidence: at least one"):
        submit(draft, ines, at)
    actions.save_text(submission=draft, box="text", text="<div>Done.</div>", revision=0, by=ines, at=at)
    with pytest.raises(Refused, match="Answer the reflection “What did you decide"):
        submit(draft, ines, at)
    actions.save_text(submission=draft, box="decided-1", text="Twice.", revision=0, by=ines, at=at)
    with pytest.raises(Refused, match="Say that you are who you are"):
        submit(draft, ines, at, identity=False)
    with pytest.raises(Refused, match="Say that this is your own work"):
        submit(draft, ines, at, original=False)
    assert submit(draft, ines, at).state == SubmissionState.SUBMITTED


@pytest.mark.parametrize(
    ("state", "sentence"),
    [(CandidacyState.PAUSED, "Your candidacy is paused"), (CandidacyState.NOT_YET_CERTIFIED, "no longer in progress")],
)
def test_only_while_the_candidacy_is_in_progress(draft, ines, at, state, sentence):
    Candidacy.objects.update(state=state)
    for refused in (
        lambda: submit(draft, ines, at),
        lambda: actions.save_text(submission=draft, box="text", text="x", revision=1, by=ines, at=at),
    ):
        with pytest.raises(Refused, match=sentence):
            refused()


class TestRecall:
    def test_everything_comes_back(self, draft, ines, at, facts_of):
        submit(draft, ines, at)
        recalled = actions.recall(submission=draft, by=ines, at=at)
        assert (recalled.state, recalled.digest, recalled.submitted_at) == (SubmissionState.DRAFT, "", None)
        assert recalled.evidence.count() == 2
        assert recalled.reflections.get().text == "To test twice."
        assert len(facts_of("SubmissionRecalled")) == 1
        actions.save_text(submission=draft, box="text", text="<div>Better.</div>", revision=1, by=ines, at=at)
        assert submit(draft, ines, at + timedelta(hours=1)).digest
        assert OutboxMessage.objects.filter(kind="assessment.form_panel").count() == 2

    def test_while_a_panel_waits_but_not_once_it_has_started(self, draft, ines, tomasz, kwame, at):
        submitted = submit(draft, ines, at)
        seats = builders.a_panel(submitted, tomasz, kwame)
        actions.recall(submission=draft, by=ines, at=at)
        submit(draft, ines, at)
        seat = seats[0]
        seat.state, seat.started_at = "started", at
        seat.save()
        with pytest.raises(Refused, match="An assessor has pressed Start"):
            actions.recall(submission=draft, by=ines, at=at)
        with pytest.raises(IntegrityError, match="has started"), transaction.atomic():
            Submission.objects.filter(pk=draft.pk).update(state="draft", digest="", submitted_at=None)

    def test_only_by_the_candidate_and_only_once(self, draft, ines, priya, at):
        submit(draft, ines, at)
        with pytest.raises(Refused, match="You may not work on"):
            actions.recall(submission=draft, by=priya, at=at)
        actions.recall(submission=draft, by=ines, at=at)
        with pytest.raises(Refused, match="can’t recall it: it is draft"):
            actions.recall(submission=draft, by=ines, at=at)


def by_orm(draft):
    evidence = draft.evidence.get(kind="text")
    evidence.text = "x"
    evidence.save()


def by_reflection(draft):
    reflection = draft.reflections.get()
    reflection.text = "x"
    reflection.save()


def in_bulk(draft):
    rows = list(draft.evidence.all())
    for row in rows:
        row.title = "x"
    Evidence.objects.bulk_update(rows, ["title"])


def by_sql(draft):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE assessment_evidence SET text = 'x' WHERE submission_id = %s", [draft.pk])


ROADS = {
    "save": by_orm,
    "save a reflection": by_reflection,
    "bulk update": in_bulk,
    "SQL": by_sql,
    "update": lambda draft: draft.evidence.update(text="x"),
    "delete": lambda draft: draft.evidence.all().delete(),
    "delete a reflection": lambda draft: Reflection.objects.filter(submission=draft).delete(),
    "add": lambda draft: Evidence.objects.create(
        submission=draft, kind="link", url="https://x.example/", added_at=NOW, changed_at=NOW
    ),
    "another digest": lambda draft: Submission.objects.filter(pk=draft.pk).update(digest="0" * 64),
    "another time": lambda draft: Submission.objects.filter(pk=draft.pk).update(submitted_at=NOW - timedelta(days=9)),
    "delete it all": lambda draft: Submission.objects.filter(pk=draft.pk)._raw_delete("default"),
}


@pytest.mark.parametrize("road", ROADS)
def test_no_road_leads_into_what_was_handed_in(draft, ines, at, road):
    submit(draft, ines, at)
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        ROADS[road](draft)


def test_nothing_moves_from_a_draft_into_what_was_handed_in(draft, ines, nadia, version, at):
    submit(draft, ines, at)
    other = builders.a_draft(builders.a_candidacy(nadia, version))
    filled(other, nadia, at)
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        other.evidence.filter(kind="link").update(submission=draft)


class TestAtOnce:
    """Two things in the same moment, on a database that commits."""

    @pytest.fixture
    def stage(self, transactional_db):
        priya, marguerite, ines = (
            a_person(name, function="people", at="pune", in_unit="academy")
            for name in ("Priya Raman", "Marguerite Osei", "Ines Carvalho")
        )
        tomasz = a_person("Tomasz Bielak", function="engineering", at="leeds", in_unit="engineering")
        holds(tomasz, Role.ASSESSOR)
        draft = builders.a_draft(builders.a_candidacy(ines, builders.a_published_version(priya, marguerite)))
        filled(draft, ines, NOW)
        return draft, ines, tomasz

    def test_two_clicks_on_submit_hand_in_once(self, stage, at_once):
        draft, ines, _tomasz = stage
        outcomes = at_once(*[lambda: submit(draft, ines, NOW)] * 2)
        assert sorted(type(one).__name__ for one in outcomes) == ["Refused", "Submission"]
        assert OutboxMessage.objects.filter(kind="assessment.form_panel").count() == 1

    def test_recall_and_start_never_both_win(self, stage, at_once):
        draft, ines, tomasz = stage
        [seat] = builders.a_panel(submit(draft, ines, NOW), tomasz)
        recalled, started = at_once(
            lambda: actions.recall(submission=draft, by=ines, at=NOW),
            lambda: actions.start_seat(seat=seat, by=tomasz, at=NOW),
        )
        assert isinstance(recalled, Refused) != isinstance(started, Refused), (recalled, started)
        draft.refresh_from_db()
        assert (draft.state == SubmissionState.DRAFT) == isinstance(started, Refused)

    def test_two_tabs_saving_at_once_lose_nothing(self, stage, at_once):
        draft, ines, _tomasz = stage
        texts = ["<div>From the left.</div>", "<div>From the right.</div>"]
        outcomes = at_once(
            *(
                lambda text=text: actions.save_text(
                    submission=draft, box="text", text=text, revision=1, tab=text, by=ines, at=NOW
                )
                for text in texts
            )
        )
        assert sorted(one.kept_id is None for one in outcomes) == [False, True]
        kept = [draft.evidence.get(kind="text").text, draft.kept_texts.get().text]
        assert sorted(kept) == texts
