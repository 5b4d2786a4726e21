"""Seeds: exemplars among real work, not to be told from it while one scores, and counted apart."""

import random
import re
from datetime import UTC, datetime, timedelta

import pytest

from guildmark.assessment import actions as assessment
from guildmark.assessment import queries as judging
from guildmark.assessment.facts import PanelFormed
from guildmark.assessment.models import Result, Seat, Submission
from guildmark.calibration import actions, jobs, queries
from guildmark.calibration.domain.qualifying import Policy
from guildmark.calibration.domain.seeding import chance_of, planted_at
from guildmark.calibration.models import Reading, SeedPlan
from guildmark.calibration.reactions import plan_seeds
from guildmark.candidacy.models import Candidacy
from guildmark.kernel.access import SYSTEM, Refused
from tests import builders
from tests.cast import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story_time")]


@pytest.fixture
def often(program, priya, at):
    """Every second seat is followed by a seed."""
    asked = Policy(exemplars=2, seed_percent=50)
    return actions.set_policy(program=program, policy=asked, reason="To see them.", by=priya, at=at)


@pytest.fixture
def real(adaeze, version, saoirse):
    """Adaeze’s work, handed in as it was in every story here, waits for Saoirse."""
    submission = builders.a_submitted_submission(builders.a_candidacy(adaeze, version))
    (seat,) = builders.a_panel(submission, saoirse)
    return seat


@pytest.fixture
def seed(exemplars, saoirse, real):
    """An exemplar slipped in for Saoirse, at the moment at which the real one came."""
    plan = actions.plan_seed(seat=real, drawn=0.5, by=SYSTEM, at=NOW - timedelta(days=20))
    SeedPlan.objects.filter(pk=plan.pk).update(due_at=NOW - timedelta(hours=2))
    plan = actions.plant_seed(plan=SeedPlan.objects.get(), by=SYSTEM, at=NOW)
    return Reading.objects.get(exemplar=plan.exemplar, person=saoirse).seat


def without_numbers(page: str, seat: Seat) -> str:
    """The page without what names this very seat: its numbers, digests and tokens. A builder’s digest is all one letter."""
    submission = seat.panel.submission
    page = page.replace(submission.ref, "REF").replace(f"/seats/{seat.pk}/", "/seats/N/")
    for number in (submission.digest[:12], submission.digest[:16], submission.digest):
        page = page.replace(number, "DIGEST")
    page = re.sub(r"[0-9a-f]{12,64}…?", "DIGEST", page)
    page = re.sub(
        r'(csrfmiddlewaretoken" value|x-csrftoken": ?|nonce)="?[^"\']+["\']', "TOKEN", page, flags=re.IGNORECASE
    )
    page = re.sub(r"X-CSRFToken[^}]+}", "TOKEN", page)
    return re.sub(rf'(seat|panel|submission|sheet)(-|="|/){seat.pk}\b', r"\1\2N", page)


class TestNotToBeTold:
    def test_the_rows_of_the_queue_have_the_same_shape(self, real, seed, saoirse, at):
        mine, theirs = (
            judging.rows(judging.counted(judging.queue(saoirse).filter(pk=one.pk)), at=at, zone=saoirse.time_zone)[0]
            for one in (real, seed)
        )
        for name in ("task", "program", "candidate", "attempt", "further", "state", "since", "due", "overdue", "of"):
            assert getattr(mine, name) == getattr(theirs, name), name

    @pytest.mark.parametrize("path", ["/seats/{seat}/", "/seats/{seat}/examples/"])
    def test_every_page_of_it_reads_the_same(self, real, seed, saoirse, browse, path, score):
        client = browse(saoirse)
        for begun in (False, True):
            pages = []
            for one in (real, seed):
                one = Seat.objects.select_related("panel__submission").get(pk=one.pk)
                if begun:
                    client.post(f"/seats/{one.pk}/start/")
                page = client.get(path.format(seat=one.pk))
                assert page.status_code == 200
                pages.append(without_numbers(page.content.decode(), one))
            alone = [re.sub(r'\s*<a [^>]*data-(?:shortcut|key)="[jk]".*?</a>\s*', "", page) for page in pages]
            alone = [re.sub(r'<script type="speculationrules".*?</script>', "", page) for page in alone]  # the next one
            alone = [re.sub(r"(/evidence/|=.text-)\d+", r"\1M", page) for page in alone]
            assert alone[0] == alone[1]

    def test_what_is_probed_answers_the_same(self, real, seed, saoirse, browse):
        client = browse(saoirse)
        for path in ("/submissions/{0}/", "/submissions/{0}/result/", "/history/submission/{0}/", "/panels/{0}/"):
            answers = {client.get(path.format(one.panel.submission_id)).status_code for one in (real, seed)}
            assert len(answers) == 1, (path, answers)

    def test_search_finds_both(self, real, seed, saoirse, at):
        from guildmark.assessment.queries.finding import find

        hits = [find(saoirse, one.panel.submission.ref, at) for one in (real, seed)]
        assert [len(found) for found in hits] == [1, 1]
        assert {found[0].url for found in hits} == {f"/seats/{real.pk}/", f"/seats/{seed.pk}/"}

    def test_their_references_and_times_follow_on(self, real, seed, saoirse, browse):
        assert seed.panel.submission_id > real.panel.submission_id
        assert seed.assigned_at == seed.panel.submission.submitted_at == real.assigned_at
        text = browse(saoirse).get("/queue/?format=csv").content.decode()
        rows = sorted(line.split(",", 1)[1] for line in text.splitlines()[1:])
        assert len(set(rows)) == 1 and len(rows) == 2

    def test_more_evidence_can_be_asked_for_and_judging_then_goes_on(self, real, seed, saoirse, at):
        Candidacy.objects.filter(pk=real.panel.submission.candidacy_id).update(state="in_progress")
        for one in (real, seed):
            assessment.start_seat(seat=one, by=saoirse, at=at)
            request = assessment.ask_for_more(seat=one, reason="Where is the log?", by=saoirse, at=at)
            assert request.submission.state == "returned"
        assert jobs.go_on_with_copies(at + timedelta(days=1)) == ""
        jobs.go_on_with_copies(at + timedelta(days=3))
        states = [Submission.everything.get(pk=one.panel.submission_id).state for one in (real, seed)]
        assert states == ["returned", "in_review"]


class TestCountedApart:
    def test_it_makes_no_result_and_reaches_no_candidacy(self, seed, score, exemplars):
        before = Result.objects.count(), list(Candidacy.objects.values_list("pk", "state"))
        score(seed, 1, 1, 1)
        assert (Result.objects.count(), list(Candidacy.objects.values_list("pk", "state"))) == before

    def test_it_counts_in_agreement_with_the_reference_only(self, seed, score, program, saoirse, at):
        before = queries.sheets_of(program, until=at)
        score(seed, 1, 1, 1)
        after = queries.sheets_of(program, until=at)
        assert (after.work, after.sheets) == (before.work, before.sheets)
        assert after.read == {str(saoirse.pk): 1} and len(after.exemplars) == 3
        (own,) = queries.own_calibration(saoirse, at=at) or (None,)
        assert own is None or own.seeds

    def test_the_owner_of_panels_does_not_see_it(self, seed, priya, browse):
        for path in ("/panels/", "/panels/?format=csv", "/assessors/"):
            assert seed.panel.submission.ref not in browse(priya).get(path).content.decode()

    def test_once_sealed_one_reads_what_the_experts_said(self, seed, score, saoirse, version, priya, browse):
        builders.qualified(saoirse, version, by=priya)
        reading = Reading.objects.get(seat=seed)
        assert browse(saoirse).get(f"/exemplars/{reading.exemplar_id}/").status_code == 404
        score(seed, 4, 3, 3)
        page = browse(saoirse).get("/calibration/").content.decode()
        assert seed.panel.submission.ref in page
        assert browse(saoirse).get(f"/exemplars/{reading.exemplar_id}/").status_code == 200


class TestWhoAndWhen:
    def test_a_seat_is_followed_as_often_as_the_policy_says(self, often, exemplars, version, saoirse, at):
        for number in range(40):
            person = builders.Person.objects.create(
                username=f"c{number}", employee_number=f"c{number}", name=f"C {number}", created_at=NOW, email=f"c{number}@alderquay.example",
                job_function=saoirse.job_function, site=saoirse.site, time_zone="UTC",
            )  # fmt: skip
            work = builders.a_submitted_submission(builders.a_candidacy(person, version))
            (seat,) = builders.a_panel(work, saoirse)
            plan_seeds(PanelFormed(work.pk, seat.panel_id, (saoirse.pk,)), by=SYSTEM, at=at)
        assert 10 <= SeedPlan.objects.count() <= 30

    def test_only_where_panels_are_blind(self, often, real, saoirse, at):
        seen = builders.a_published_version(saoirse, saoirse.__class__.objects.get(username="priya"), slug="seen")
        work = builders.a_submitted_submission(
            builders.a_candidacy(builders.Person.objects.get(username="adaeze"), seen)
        )
        (seat,) = builders.a_panel(work, saoirse)
        with pytest.raises(Refused, match="not blind"):
            actions.plan_seed(seat=seat, drawn=0.1, by=SYSTEM, at=at)
        assert list(queries.seats_to_follow(seat.panel_id, [saoirse.pk])) == []

    def test_nobody_plans_one(self, real, priya, at):
        with pytest.raises(Refused, match="Nobody says who is given a seed"):
            actions.plan_seed(seat=real, drawn=0.1, by=priya, at=at)

    def test_it_comes_at_an_hour_at_which_people_work(self):
        friday = datetime(2026, 4, 17, 10, 20, tzinfo=UTC)
        chance = random.Random(3)
        moments = [planted_at(friday, chance.random()) for _ in range(200)]
        assert all(moment.weekday() < 5 and 8 <= moment.hour <= 12 and moment > friday for moment in moments)
        assert len({moment.date() for moment in moments}) >= 3
        assert len({(moment.minute, moment.second) for moment in moments}) > 100

    def test_nobody_foresees_it_without_the_secret(self):
        assert chance_of("one", 7) == chance_of("one", 7) != chance_of("another", 7)

    def test_where_none_is_left_it_says_so(self, real, saoirse, at):
        plan = actions.plan_seed(seat=real, drawn=0.0, by=SYSTEM, at=at - timedelta(days=20))
        assert jobs.plant_seeds(at) == f"seed {plan.pk}: There is no exemplar that they don’t know."
        assert jobs.plant_seeds(at) == ""
