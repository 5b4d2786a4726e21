"""What the docket links to can be read there: the committee reads what was handed in, once its decision is due."""

import pytest

from guildmark.assessment.models import Submission
from guildmark.candidacy.models import State
from tests.builders import a_candidacy, a_panel, a_published_version, a_submitted_submission
from tests.cast import NOW


@pytest.fixture
def decided(ines, priya, daniel, tomasz):
    version = a_published_version(priya, daniel)
    submission = a_submitted_submission(a_candidacy(ines, version, state=State.AWAITING_DECISION, settled_by=priya))
    (seat,) = a_panel(submission, tomasz)
    seat.state, seat.started_at = "sealed", NOW
    seat.save()
    Submission.objects.filter(pk=submission.pk).update(state="decided", decided_at=NOW)
    return submission


def test_the_committee_reads_what_was_handed_in(client, decided, marguerite):
    client.force_login(marguerite)
    answer = client.get(f"/submissions/{decided.pk}/")
    assert answer.status_code == 200
    assert "isolated both feeds" in answer.content.decode()


def test_nobody_else_does_on_this_page(client, decided, tomasz, henrik, weiling):
    for person in (tomasz, henrik, weiling):
        client.force_login(person)
        assert client.get(f"/submissions/{decided.pk}/").status_code == 404, person.name


def test_before_a_decision_is_due_the_committee_does_not(client, ines, priya, daniel, marguerite):
    version = a_published_version(priya, daniel)
    submission = a_submitted_submission(a_candidacy(ines, version, settled_by=priya))
    client.force_login(marguerite)
    assert client.get(f"/submissions/{submission.pk}/").status_code == 404
