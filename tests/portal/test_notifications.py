"""Who is told what, in which words, and what they have read."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import resolve

from guildmark.assessment.facts import AdjudicationOpened, PanelFormed, ResultReached, SeatDeclined
from guildmark.assessment.models import Panel, Seat, Submission, SubmissionState
from guildmark.candidacy import actions as candidacies
from guildmark.candidacy.facts import CandidacyApplied, CandidacyCompleted, CandidacyConcluded
from guildmark.credentials.facts import (
    CredentialReinstated,
    CredentialReplaced,
    CredentialSuspended,
    CredentialWithdrawn,
    WithdrawalAnswered,
    WithdrawalDropped,
)
from guildmark.credentials.models import CertificationDecision, Credential
from guildmark.kernel.access import SYSTEM, Refused
from guildmark.kernel.facts import announce
from guildmark.kernel.models import JournalEntry
from guildmark.kernel.outbox import deliver_due
from guildmark.people.facts import RoleAppointed
from guildmark.portal import actions, queries
from guildmark.portal.models import Notification
from guildmark.portal.notices import NOTICES
from guildmark.portal.reactions import REACTIONS
from tests.builders import a_candidacy, a_published_version
from tests.cast import NOW, TODAY

pytestmark = pytest.mark.django_db(transaction=False)


@pytest.fixture
def candidacy(ines, priya, marguerite):
    return a_candidacy(ines, a_published_version(priya, marguerite), settled_by=priya)


@pytest.fixture
def submission(candidacy, tomasz, kwame):
    made = Submission.objects.create(
        candidacy=candidacy, task=candidacy.version.tasks.get(), created_at=NOW, submitted_at=NOW, digest="d" * 64,
        state=SubmissionState.SUBMITTED,
    )  # fmt: skip
    panel = Panel.objects.create(submission=made, called_at=NOW, formed_at=NOW, size=2)
    for number, assessor in enumerate((tomasz, kwame), 1):
        Seat.objects.create(panel=panel, number=number, assessor=assessor, assigned_at=NOW, due_on=TODAY)
    return made


@pytest.fixture
def credential(candidacy, ines, marguerite):
    decision = CertificationDecision.objects.create(
        candidacy=candidacy, outcome="grant", reason="All met.", decided_at=NOW, decided_by=marguerite
    )
    return Credential.objects.create(
        ref="CRD-7F3K-92QD", decision=decision, holder=ines, program=candidacy.program, version=candidacy.version,
        period=1, valid_from=TODAY, valid_until=TODAY, zone="UTC", renew_from=TODAY, renew_until=TODAY, holder_salt="", status_index=1, document="{}",
        digest="", issued_at=NOW,
    )  # fmt: skip


def told(person) -> list[tuple[str, str]]:
    """What someone was told, in order. Every address leads to a page."""
    found = list(Notification.objects.filter(person=person).order_by("pk").values_list("kind", "url"))
    for _kind, url in found:
        if not url.startswith("/submissions/"):
            resolve(url)
    return found


def test_an_application_is_told_to_the_owner(candidacy, priya, ines):
    announce(CandidacyApplied(candidacy.pk, ines.pk, candidacy.program_id), by=ines, at=NOW)
    assert told(priya) == [("application", f"/applications/{candidacy.pk}/")]
    assert told(ines) == []


def test_a_complete_candidacy_is_told_to_the_candidate_and_the_committee(candidacy, ines, marguerite, tomasz):
    announce(CandidacyCompleted(candidacy.pk, ines.pk, candidacy.program_id), by=tomasz, at=NOW)
    assert told(marguerite) == [("to_decide", f"/docket/{candidacy.pk}/")]
    assert told(ines) == [("complete", f"/candidacies/{candidacy.pk}/")]


@pytest.mark.parametrize(("certified", "kind"), [(True, "certified"), (False, "not_yet_certified")])
def test_the_decision_is_told_to_the_candidate(candidacy, ines, marguerite, certified, kind):
    announce(CandidacyConcluded(candidacy.pk, certified), by=marguerite, at=NOW)
    assert told(ines) == [(kind, f"/candidacies/{candidacy.pk}/")]


def test_a_seat_is_told_to_its_assessor_in_one_click(submission, tomasz, ines):
    panel = submission.panel
    announce(PanelFormed(submission.pk, panel.pk, (tomasz.pk,)), by=SYSTEM, at=NOW)
    assert told(tomasz) == [("seat", f"/seats/{panel.seats.get(assessor=tomasz).pk}/")]
    assert told(ines) == [("in_review", f"/submissions/{submission.pk}/")]


def test_no_notification_to_an_assessor_names_the_candidate(submission, tomasz, ines):
    announce(PanelFormed(submission.pk, submission.panel.pk, (tomasz.pk,)), by=SYSTEM, at=NOW)
    words = queries.notifications_of(tomasz)[0].words
    assert submission.ref in words and "Ines" not in words


def test_a_disagreement_is_told_to_the_panel(submission, tomasz, kwame):
    announce(AdjudicationOpened(submission.pk, 1), by=kwame, at=NOW)
    assert told(tomasz) == [("adjudication", f"/adjudications/{submission.pk}/")]
    assert told(kwame) == [], "whoever did it knows it already"


def test_a_declined_seat_is_told_to_the_owner(submission, priya, kwame):
    announce(SeatDeclined(1, submission.pk, kwame.pk), by=kwame, at=NOW)
    assert [kind for kind, _url in told(priya)] == ["declined"]


@pytest.mark.parametrize(("met", "kind"), [(True, "met"), (False, "not_yet_met")])
def test_a_result_is_told_to_the_candidate(submission, candidacy, ines, tomasz, met, kind):
    announce(ResultReached(submission.pk, candidacy.pk, 1, met), by=tomasz, at=NOW)
    assert told(ines) == [(kind, f"/submissions/{submission.pk}/result/")]


def test_a_role_is_told_to_who_holds_it(nadia, weiling):
    announce(RoleAppointed(1, nadia.pk, "assessor", None, None), by=weiling, at=NOW)
    assert queries.notifications_of(nadia)[0].words == "You hold a new role: Assessor."


def test_nothing_is_told_without_words(ines):
    with pytest.raises(Refused, match="no words"):
        actions.tell(kind="gossip", words=[actions.Word(ines.pk, "/")], by=SYSTEM, at=NOW)


def test_what_is_told_is_one_entry_in_the_journal(ines, nadia):
    words = [actions.Word(person.pk, "/", {"role": "Mentor"}) for person in (ines, nadia, ines)]
    assert len(actions.tell(kind="role", words=words, by=SYSTEM, at=NOW)) == 2
    assert JournalEntry.objects.get(fact="PeopleNotified").body["kind"] == "role"


def test_the_mail_speaks_the_readers_language_and_leads_to_the_notification(ines):
    ines.language = "nl"
    ines.save()
    (made,) = actions.tell(kind="role", words=[actions.Word(ines.pk, "/", {"role": "Mentor"})], by=SYSTEM, at=NOW)
    assert deliver_due(at=NOW) == 1
    (letter,) = mail.outbox
    assert letter.to == [ines.email] and f"/notifications/{made.pk}/" in letter.body


def test_a_title_of_two_lines_is_one_subject(ines):
    actions.tell(
        kind="role", words=[actions.Word(ines.pk, "/", {"role": "Mentor\nBcc: a@b.example"})], by=SYSTEM, at=NOW
    )
    assert deliver_due(at=NOW) == 1
    assert mail.outbox[0].subject == "You hold a new role: Mentor Bcc: a@b.example."


def test_what_has_been_read_is_not_sent(ines):
    actions.tell(kind="role", words=[actions.Word(ines.pk, "/", {"role": "Mentor"})], by=SYSTEM, at=NOW)
    actions.mark_read(person=ines, by=ines, at=NOW)
    deliver_due(at=NOW)
    assert mail.outbox == []


def test_reading_twice_is_reading_once(ines):
    actions.tell(kind="role", words=[actions.Word(ines.pk, "/", {"role": "Mentor"})], by=SYSTEM, at=NOW)
    assert actions.mark_read(person=ines, by=ines, at=NOW) == 1
    assert actions.mark_read(person=ines, by=ines, at=NOW) == 0
    assert JournalEntry.objects.filter(fact="NotificationsRead").count() == 1


def test_one_can_have_read_up_to_a_moment(ines):
    for at in (NOW - timedelta(days=9), NOW):
        actions.tell(kind="role", words=[actions.Word(ines.pk, "/", {"role": "Mentor"})], by=SYSTEM, at=at)
    assert actions.mark_read(person=ines, told_before=NOW - timedelta(days=3), by=ines, at=NOW) == 1
    assert queries.unread_count(ines) == 1


def test_nobody_reads_for_another(ines, weiling):
    with pytest.raises(Refused):
        actions.mark_read(person=ines, by=weiling, at=NOW)


def test_following_a_notification_reads_it_and_another_persons_is_not_there(ines, nadia):
    (made,) = actions.tell(
        kind="role", words=[actions.Word(ines.pk, "/programs/", {"role": "Mentor"})], by=SYSTEM, at=NOW
    )
    client = Client()
    client.force_login(nadia)
    assert client.get(f"/notifications/{made.pk}/").status_code == 404
    client.force_login(ines)
    assert client.get(f"/notifications/{made.pk}/")["Location"] == "/programs/"
    made.refresh_from_db()
    assert made.read_at


def test_an_accommodation_is_asked_of_the_owner_and_answered_to_the_candidate(candidacy, ines, priya):
    asked = candidacies.request_accommodation(
        candidacy=candidacy, kinds=["other"], need="A quiet room.", by=ines, at=NOW
    )
    told = Notification.objects.get(kind="accommodation")
    assert (told.person, told.url) == (priya, f"/accommodations/{asked.pk}/") and "quiet" not in str(told.params)
    candidacies.decline_accommodation(accommodation=asked, reason="The site is loud.", by=priya, at=NOW)
    told = Notification.objects.get(kind="not_arranged")
    assert (told.person, told.url) == (ines, f"/candidacies/{candidacy.pk}/accommodations/")


def test_the_page_lists_and_empties(ines, django_assert_max_num_queries):
    client = Client()
    client.force_login(ines)
    assert "No notifications yet" in client.get("/notifications/").content.decode()
    for _ in range(40):
        actions.tell(kind="role", words=[actions.Word(ines.pk, "/", {"role": "Mentor"})], by=SYSTEM, at=NOW)
    with django_assert_max_num_queries(8):
        page = client.get("/notifications/").content.decode()
    assert "1–30 of 40" in page
    client.post("/notifications/reading/")
    assert "You have read everything" in client.get("/notifications/?show=unread").content.decode()


@pytest.mark.parametrize("kind", NOTICES)
def test_every_notice_fills_from_what_is_kept(kind):
    params = {
        "ref": "SUB-0001",
        "task": "Site project",
        "program": "Field",
        "role": "Mentor",
        "moment": "Thursday",
        "day": "1 May",
        "opens": "1 February",
        "committee": "Field board",
    }
    assert "%(" not in NOTICES[kind].say(params)


def test_every_notice_is_told_by_some_reaction():
    from pathlib import Path

    from guildmark.portal import reactions

    source = "".join(file.read_text() for file in Path(reactions.__file__).parent.glob("*.py"))
    assert [kind for kind in NOTICES if f'"{kind}"' not in source] == []
    assert REACTIONS


@pytest.mark.parametrize(
    ("fact", "kind"),
    [
        (CredentialSuspended, "suspended"),
        (CredentialReinstated, "reinstated"),
        (WithdrawalDropped, "let_go"),
        (CredentialWithdrawn, "taken_away"),
    ],
)
def test_a_changed_standing_is_told_to_the_holder(credential, ines, marguerite, fact, kind):
    announce(fact(credential.pk, ines.pk, credential.program_id), by=marguerite, at=NOW)
    assert told(ines) == [(kind, f"/credentials/{credential.ref}/")]


def test_an_answer_to_a_proposed_withdrawal_is_told_to_the_committee(credential, ines, marguerite):
    announce(WithdrawalAnswered(credential.pk, ines.pk, credential.program_id), by=ines, at=NOW)
    assert told(marguerite) == [("heard", f"/credentials/{credential.ref}/")]
    assert told(ines) == []


def test_a_replacement_leads_to_the_new_credential(credential, ines, marguerite):
    announce(
        CredentialReplaced((credential.pk, credential.pk), ines.pk, credential.program_id, "d" * 64),
        by=marguerite,
        at=NOW,
    )
    assert told(ines) == [("replaced", f"/credentials/{credential.ref}/")]
