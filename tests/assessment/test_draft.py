"""Filling a draft: attempts, texts from two tabs, files, links."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage

from guildmark.assessment import actions, queries
from guildmark.assessment.models import Result, Submission, SubmissionState
from guildmark.candidacy.models import State as CandidacyState
from guildmark.kernel import blobs
from guildmark.kernel.access import Refused
from guildmark.kernel.models import Blob
from tests import builders

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"


@pytest.fixture
def task(version):
    return version.tasks.get()


def attach(draft, name, content, by, at):
    with blobs.received([content]) as received:
        verdict = queries.looked_through(draft, name, received)
        return actions.attach_file(submission=draft, content=received, verdict=verdict, by=by, at=at)


def save(draft, text, revision, by, at, box="text", tab="a"):
    return actions.save_text(submission=draft, box=box, text=text, revision=revision, tab=tab, by=by, at=at)


def decided(submission, at, met=False):
    Submission.objects.filter(pk=submission.pk, state="draft").update(submitted_at=at, digest="a" * 64)
    Submission.objects.filter(pk=submission.pk).update(state=SubmissionState.DECIDED, decided_at=at)
    Result.objects.create(submission=submission, met=met, total="2", reached_at=at)


class TestOpening:
    def test_an_open_draft_is_given_back(self, candidacy, task, ines, at, facts_of):
        first = actions.open_submission(candidacy=candidacy, task=task, by=ines, at=at)
        assert actions.open_submission(candidacy=candidacy, task=task, by=ines, at=at) == first
        assert facts_of("SubmissionOpened") == [{"submission_id": first.pk, "candidacy_id": candidacy.pk}]

    def test_not_by_others_nor_before_the_beginning_nor_for_another_programs_task(
        self, candidacy, task, ines, nadia, priya, marguerite, version, at
    ):
        with pytest.raises(Refused, match="You may not work on"):
            actions.open_submission(candidacy=candidacy, task=task, by=nadia, at=at)
        early = builders.a_candidacy(nadia, version, state=CandidacyState.ADMITTED)
        with pytest.raises(Refused, match="in progress"):
            actions.open_submission(candidacy=early, task=task, by=nadia, at=at)
        other = builders.a_published_version(priya, marguerite, slug="other").tasks.get()
        with pytest.raises(Refused, match="doesn’t belong to the version"):
            actions.open_submission(candidacy=candidacy, task=other, by=ines, at=at)

    def test_the_next_attempt_begins_from_the_last(self, candidacy, task, draft, ines, at):
        save(draft, "<div>First try.</div>", 0, ines, at)
        save(draft, "Twice.", 0, ines, at, box="decided-1")
        attach(draft, "report.pdf", PDF, ines, at)
        decided(draft, at)
        again = actions.open_submission(candidacy=candidacy, task=task, by=ines, at=at)
        assert again.attempt == 2
        assert again.reflections.get().text == "Twice."
        assert [(e.kind, e.carried_from.submission_id) for e in again.evidence.order_by("pk")] == [
            ("text", draft.pk),
            ("file", draft.pk),
        ]
        save(again, "<div>Second try.</div>", 0, ines, at)
        assert draft.evidence.get(kind="text").text == "<div>First try.</div>"

    def test_no_more_attempts_than_the_version_allows(self, candidacy, task, ines, at):
        for attempt in (1, 2, 3):
            decided(builders.a_draft(candidacy, attempt=attempt), at)
        with pytest.raises(Refused, match="used all 3 attempts"):
            actions.open_submission(candidacy=candidacy, task=task, by=ines, at=at)

    def test_not_once_it_is_met(self, candidacy, task, draft, ines, at):
        decided(draft, at, met=True)
        with pytest.raises(Refused, match="You have met this task already"):
            actions.open_submission(candidacy=candidacy, task=task, by=ines, at=at)

    def test_the_next_attempt_waits_for_the_cool_off_which_names_its_day(self, candidacy, task, draft, ines, at):
        save(draft, "<div>First try.</div>", 0, ines, at)
        save(draft, "Twice.", 0, ines, at, box="decided-1")
        decided(draft, at)
        again = actions.open_submission(candidacy=candidacy, task=task, by=ines, at=at)
        with pytest.raises(Refused, match="handed in from 30 April 2026 on"):
            actions.submit(submission=again, identity=True, original=True, by=ines, at=at + timedelta(days=13))
        assert actions.submit(
            submission=again, identity=True, original=True, by=ines, at=at + timedelta(days=14)
        ).digest


class TestTexts:
    def test_a_save_counts_up_and_is_cleaned(self, draft, ines, at):
        saved = save(draft, "<div>One<script>x()</script></div>", 0, ines, at)
        assert (saved.revision, saved.text, saved.kept_id) == (1, "<div>One</div>", None)
        assert save(draft, "<div>Two</div>", 1, ines, at).revision == 2

    def test_a_save_that_arrives_twice_is_one(self, draft, ines, at, facts_of):
        save(draft, "<div>One</div>", 0, ines, at)
        again = save(draft, "<div>One</div>", 0, ines, at)
        assert (again.revision, again.kept_id) == (1, None)
        assert len(facts_of("DraftSaved")) == 1

    def test_a_late_tab_overwrites_nothing_and_loses_nothing(self, draft, ines, at):
        save(draft, "<div>Left</div>", 0, ines, at, tab="left")
        late = save(draft, "<div>Right</div>", 0, ines, at, tab="right")
        assert (late.text, late.revision) == ("<div>Left</div>", 1)
        assert draft.kept_texts.get(pk=late.kept_id).text == "<div>Right</div>"
        save(draft, "<div>Right, longer</div>", 0, ines, at, tab="right")
        assert draft.kept_texts.get().text == "<div>Right, longer</div>"
        actions.settle_kept_text(submission=draft, kept_id=late.kept_id, by=ines, at=at)
        assert not draft.kept_texts.exists()

    def test_what_was_kept_apart_is_settled_by_its_author_only(self, draft, ines, nadia, at):
        save(draft, "<div>Left</div>", 0, ines, at, tab="left")
        late = save(draft, "<div>Right</div>", 0, ines, at, tab="right")
        with pytest.raises(Refused, match="You may not"):
            actions.settle_kept_text(submission=draft, kept_id=late.kept_id, by=nadia, at=at)
        assert draft.kept_texts.exists()

    def test_nothing_endless(self, draft, ines, at):
        with pytest.raises(Refused, match="longer than one text can be"):
            save(draft, "x" * 200_001, 0, ines, at)

    @pytest.mark.parametrize("part", ["<div>", "<ul><li>", "<b></i>x<b>"])
    def test_nothing_nested_so_deep_that_cleaning_it_takes_seconds(self, draft, ines, at, part):
        with pytest.raises(Refused, match="nested too deeply"):
            save(draft, part * 10_000, 0, ines, at)

    def test_a_long_list_is_not_deep(self, draft, ines, at):
        written = "<ul>" + "<li><b>Isolated</b> the line.</li>" * 3000 + "</ul>"
        assert save(draft, written, 0, ines, at).text == written


class TestFiles:
    def test_content_is_kept_once_under_its_digest(self, draft, nadia, version, ines, at):
        first = attach(draft, "C:\\reports\\..\\report.pdf", PDF, ines, at)
        second = attach(builders.a_draft(builders.a_candidacy(nadia, version)), "same.pdf", PDF, nadia, at)
        assert (first.title, first.blob.media_type) == ("report.pdf", "application/pdf")
        assert first.blob == second.blob == Blob.objects.get()
        assert blobs.is_intact(first.blob)
        with blobs.opened(first.blob) as stored:
            assert stored.read() == PDF

    def test_what_is_refused_leaves_nothing_behind(self, draft, ines, at):
        for name, content, reason in [
            ("page.html", b"<html>", "can run programs"),
            ("report.pdf", b"", "is empty"),
            ("report.pdf", b"MZ", "its content is a program"),
            ("a.txt", b"text", "It takes: .pdf, .png"),
        ]:
            with pytest.raises(Refused, match=reason):
                attach(draft, name, content, ines, at)
        assert not Blob.objects.exists()
        assert not [name for name in default_storage.listdir("incoming")[1] if name.startswith("tmp")]

    def test_reading_stops_at_the_limit(self):
        def endless():
            while True:
                yield b"x" * 1000

        with pytest.raises(blobs.TooLarge), blobs.received(endless(), limit=10_000):
            pass
        assert not [name for name in default_storage.listdir("incoming")[1] if name.startswith("tmp")]

    def test_the_same_file_twice_is_named(self, draft, ines, at):
        attach(draft, "report.pdf", PDF, ines, at)
        with pytest.raises(Refused, match="The same file is in here already, as “report"):
            attach(draft, "copy.pdf", PDF, ines, at)

    def test_a_removed_file_can_be_put_back(self, draft, ines, at, facts_of):
        evidence = attach(draft, "report.pdf", PDF, ines, at)
        for _click in range(2):
            actions.remove_evidence(submission=draft, evidence_id=evidence.pk, by=ines, at=at)
        assert not draft.evidence.exists()
        attach(draft, "report.pdf", PDF, ines, at)
        assert [fact["change"] for fact in facts_of("EvidenceChanged")] == ["added", "removed", "added"]

    def test_it_is_taken_out_by_its_author_only(self, draft, ines, nadia, at):
        evidence = attach(draft, "report.pdf", PDF, ines, at)
        with pytest.raises(Refused, match="You may not"):
            actions.remove_evidence(submission=draft, evidence_id=evidence.pk, by=nadia, at=at)
        assert draft.evidence.exists()

    def test_it_is_put_back_once_and_by_its_author_only(self, draft, ines, nadia, at):
        evidence = attach(draft, "report.pdf", PDF, ines, at)
        removed = actions.remove_evidence(submission=draft, evidence_id=evidence.pk, by=ines, at=at)
        with pytest.raises(Refused, match="You may not"):
            actions.put_back(submission=draft, removed=removed, by=nadia, at=at)
        for _click in range(2):
            actions.put_back(submission=draft, removed=removed, by=ines, at=at)
        assert draft.evidence.get().title == "report.pdf"


class TestLinks:
    def test_a_link_is_added_once(self, draft, ines, at):
        url = "https://wiki.alderquay.example/log?site=4#end"
        actions.attach_link(submission=draft, url=url, title="Log", by=ines, at=at)
        with pytest.raises(Refused, match="in here already"):
            actions.attach_link(submission=draft, url=url, by=ines, at=at)

    @pytest.mark.parametrize(
        ("url", "reason"),
        [
            ("", "Give the address"),
            ("javascript:alert(1)", "begins with https"),
            ("file:///etc/passwd", "begins with https"),
            ("https://ines:secret@wiki.example/", "Leave out the name and password"),
            ("http://localhost:8000/", "points to your own computer"),
            ("http://127.0.0.1/", "points to your own computer"),
            ("https://[::1]/", "points to your own computer"),
            ("https://wiki.example/a b", "no spaces"),
            ("https://wiki.example/\u202e", "no spaces or hidden"),
            ("https://[broken", "isn’t an address"),
            ("https://x.example/" + "a" * 2000, "at most 2000"),
        ],
    )
    def test_an_address_that_leads_nowhere_good_is_refused(self, draft, ines, at, url, reason):
        with pytest.raises(Refused, match=reason):
            actions.attach_link(submission=draft, url=url, by=ines, at=at)
