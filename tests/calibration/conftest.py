"""The stage of calibration: decided work of three candidates, two experts, and Saoirse who is to read it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client

from guildmark.assessment import actions as assessment
from guildmark.assessment.models import CriterionScore, Result, ScoreSheet, Seat, Submission
from guildmark.calibration import actions
from guildmark.calibration.domain.qualifying import Policy
from guildmark.kernel.roles import Role
from guildmark.programs.models import Criterion
from tests import builders
from tests.cast import NOW, a_person, holds

KEYS = [f"{key}-1" for key, _, _ in builders.CRITERIA]
WORTH = ((4, 3, 3), (2, 2, 1), (4, 4, 2), (1, 3, 3))


@pytest.fixture
def at():
    return NOW


@pytest.fixture
def story_time(monkeypatch, at):
    monkeypatch.setattr("guildmark.kernel.clock.now", lambda: at)


@pytest.fixture
def browse():
    def browse(person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return browse


@pytest.fixture
def version(priya, marguerite):
    return builders.a_published_version(priya, marguerite, blind_to_candidate=True)


@pytest.fixture
def program(version):
    return version.program


@pytest.fixture
def assessors(tomasz, kwame, version, priya):
    for person in (tomasz, kwame):
        builders.qualified(person, version, by=priya)
    return tomasz, kwame


def decided(candidate, version, *judges) -> Submission:
    """Handed in and judged by these, as far as the tables know."""
    submission = builders.a_submitted_submission(builders.a_candidacy(candidate, version))
    builders.a_panel(submission, *judges)
    Submission.objects.filter(pk=submission.pk).update(state="decided", decided_at=NOW - timedelta(hours=1))
    Result.objects.create(submission=submission, met=True, total="3", reached_at=NOW - timedelta(hours=1))
    submission.refresh_from_db()
    return submission


@pytest.fixture
def candidates(ines, nadia, henrik):
    """Four people in the field whose work is decided."""
    luis = a_person("Luis Ortega", function="operations", at="monterrey", in_unit="desk")
    return ines, nadia, a_person("Femke Bos", function="operations", at="leeds", in_unit="pumps"), luis


@pytest.fixture
def works(candidates, version, assessors):
    return [decided(one, version, *assessors) for one in candidates]


def levels(*given, reason="The log shows it at 09:10."):
    return {key: (level, reason) for key, level in zip(KEYS, given, strict=True)}


def standing(work, worth, experts, priya, at):
    """An exemplar on which these two experts agreed."""
    exemplar = actions.make_exemplar(
        submission=work, title="", basis="consent", reason="Agreed on 3 March.", experts=experts, by=priya, at=at
    )
    reference = actions.propose_reference(exemplar=exemplar, levels=levels(*worth), by=experts[0], at=at)
    actions.agree_on_reference(reference=reference, by=experts[1], at=at)
    return exemplar


@pytest.fixture
def exemplars(works, assessors, priya, at):
    return [standing(work, worth, assessors, priya, at) for work, worth in zip(works, WORTH, strict=True)]


@pytest.fixture
def policy(program, priya, at):
    asked = Policy(exemplars=2)
    return actions.set_policy(program=program, policy=asked, reason="Two are enough here.", by=priya, at=at)


@pytest.fixture
def score(at):
    def score(seat, *given, by=None):
        seat = Seat.objects.get(pk=seat.pk)
        assessment.start_seat(seat=seat, by=seat.assessor, at=at)
        assessment.fill_sheet(seat=seat, lines=levels(*given), by=seat.assessor, at=at)
        return assessment.seal_sheet(seat=seat, by=seat.assessor, at=at)

    return score


@pytest.fixture
def a_stranger(db):
    return holds(a_person("Ruth Amsel", function="quality", at="pune", in_unit="labs"), Role.ASSESSOR)


BORDERLINE = "Commissions a site alone, and asks before a reading outside tolerance is signed off."
REASON = "Between what the judges say and one standard error above it: a wrong pass opens a live line."
LEVELS = {
    "tomasz": ("3.5", "2.5", "2.5"),
    "kwame": ("3", "3", "2"),
    "saoirse": ("3", "2", "2"),
}


def said(*given):
    return {key: Decimal(level) for key, level in zip(KEYS, given, strict=True)}


@pytest.fixture
def draft(version, priya):
    """Version 1.1 of the program, as it is being written."""
    return builders.a_draft_version(priya, number="1.1")


@pytest.fixture
def judges(tomasz, kwame, saoirse):
    return tomasz, kwame, saoirse


@pytest.fixture
def study(draft, judges, priya, at):
    """Where the cut of the site project should lie, asked of three."""
    return actions.open_study(version=draft, task="task-1", borderline=BORDERLINE, judges=judges, by=priya, at=at)


@pytest.fixture
def answer(at):
    """A judge says it all and hands it in."""

    def answer(study, judge, given=None):
        actions.say_levels(study=study, levels=said(*(given or LEVELS[judge.username])), by=judge, at=at)
        return actions.hand_in_levels(study=study, by=judge, at=at)

    return answer


@pytest.fixture
def judged_study(study, judges, answer, priya, at):
    """All three have handed in the first round, and it is closed."""
    for judge in judges:
        answer(study, judge)
    actions.close_round(study=study, by=priya, at=at)
    return study


@pytest.fixture
def sealed_by(version, assessors):
    """Twelve sheets that somebody sealed on work of the published version, at ever higher levels."""
    criteria = list(Criterion.objects.filter(version=version))

    def sealed_by(judge):
        return [sheet_of(judge, number, version, criteria) for number in range(12)]

    return sealed_by


def sheet_of(judge, number, version, criteria) -> ScoreSheet:
    name = f"J{judge.username}{number} Bakker"
    work = decided(a_person(name, function="operations", at="leeds", in_unit="pumps"), version, judge)
    seat = Seat.objects.get(panel__submission=work)
    sheet = ScoreSheet.objects.create(seat=seat, created_at=NOW)
    for one in criteria:
        CriterionScore.objects.create(sheet=sheet, criterion=one, level=1 + number // 3, changed_at=NOW)
    sealed_at = NOW - timedelta(days=40 - number)
    ScoreSheet.objects.filter(pk=sheet.pk).update(sealed_at=sealed_at, digest="d" * 64)
    Seat.objects.filter(pk=seat.pk).update(state="sealed", started_at=sealed_at)
    return sheet


@pytest.fixture
def sheets(sealed_by, tomasz):
    return sealed_by(tomasz)
