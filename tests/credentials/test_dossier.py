"""The dossier of a decision: what is in it, for whom, and that it is the same for the same moment."""

import json
import shutil
import subprocess
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from guildmark.assessment.domain.conflicts import DEFAULT, ConflictPolicy, Force, Kind, Rule
from guildmark.assessment.models import (
    ConflictPolicyVersion,
    ConflictWaiver,
    DeclaredConflict,
    Panel,
    Restriction,
    Submission,
)
from guildmark.credentials import actions, issuer
from guildmark.credentials.domain.dossier import Form, check, unopened, unpack
from guildmark.credentials.dossier import dossier_file
from guildmark.kernel import sealing
from guildmark.kernel.access import SYSTEM
from guildmark.kernel.roles import Role
from guildmark.portal.actions import Word, tell
from tests.cast import holds
from tests.credentials.judging_story import decided

pytestmark = pytest.mark.django_db
LATER = timedelta(hours=1)
ROOT = Path(__file__).parents[2]


@pytest.fixture
def full(decision, at):
    return check(dossier_file(decision, Form.FULL, at + LATER), described=issuer.did_document())


@pytest.fixture
def candidates(decision, at):
    return check(dossier_file(decision, Form.CANDIDATE, at + LATER), described=issuer.did_document())


def in_words(content):
    return " ".join(
        " ".join(p.extract_text() for p in PdfReader(BytesIO(unpack(content)["dossier.pdf"])).pages).split()
    )


class TestInFull:
    def test_the_decision_its_criteria_and_the_way_to_appeal(self, full):
        said = full.parts["decision.json"]
        assert (said["outcome"], said["reason"], said["decided_by"]["name"]) == (
            "grant",
            "Read in full.",
            "Marguerite Osei",
        )
        assert [said["program"][name] for name in ("sha256", "structure_sha256", "text_sha256")] == [
            "d" * 64,
            "e" * 64,
            "f" * 64,
        ]
        assert said["appeal"]["route"] == "Write to the board within 30 days."

    def test_evidence_by_digest_alone(self, full):
        [work] = full.parts["work.json"]["submissions"]
        assert {piece["sha256"] for piece in work["evidence"]} == {"b" * 64, "c" * 64}
        assert work["digest"] == "a" * 64
        everything = json.dumps(full.parts)
        for said in (
            "isolated both feeds",
            "wiki.alderquay",
            "test the meter",
            "The log shows it",
            "alderquay.example/",
        ):
            assert said not in everything

    def test_sheets_with_their_seals_and_the_disagreement(self, full):
        [work] = full.parts["work.json"]["submissions"]
        assert [sheet["assessor"]["told"]["name"] for sheet in work["sheets"]] == ["Tomasz Bielak", "Kwame Mensah"]
        assert all(len(sheet["digest"]) == 64 and sheet["sealed_at"] for sheet in work["sheets"])
        settled = work["disagreement"]
        assert [(line["title"], line["level"], line["why"]) for line in settled["agreed"]] == [
            ("Record", 3, "Units are missing.")
        ]
        assert settled["by"]["told"]["confirmed_by"]["name"] == "Kwame Mensah"

    def test_the_journal_proves_what_was_decided_and_sealed(self, full):
        told = [json.loads(one["entry"]["told"])["fact"] for one in full.parts["journal.json"]["entries"]]
        assert {
            "SubmissionSubmitted",
            "SheetSealed",
            "AdjudicationSettled",
            "CertificationDecided",
            "CredentialIssued",
        } <= set(told)
        assert (full.waiting, full.withheld) == (0, 0)

    def test_what_the_candidate_was_told(self, decision, ines, kwame, at):
        """About this candidacy; what others were told of it, and what she was told of others, is not in it."""
        place, params = f"/candidacies/{decision.candidacy_id}/", {"program": "Field Commissioning Engineer"}
        words = [Word(ines.pk, place, params), Word(kwame.pk, place, params)]
        tell(kind="certified", words=words[:1], by=SYSTEM, at=at)
        tell(kind="complete", words=words[1:], by=SYSTEM, at=at)
        tell(kind="met", words=[Word(ines.pk, "/submissions/999/", {"task": "Other"})], by=SYSTEM, at=at)
        [one] = check(dossier_file(decision, Form.FULL, at + LATER)).parts["notices.json"]["notices"]
        assert (one["words"], one["at"]) == ("You are certified: Field Commissioning Engineer.", "2026-04-16T07:00Z")

    def test_a_restricted_piece_by_digest_alone(self, decision, priya, at):
        piece = Submission.objects.get().evidence.get(kind="link")
        Restriction.objects.create(evidence=piece, reason="Client’s name.", set_at=at, set_by=priya)
        found = check(dossier_file(decision, Form.FULL, at + LATER), described=issuer.did_document())
        [work] = found.parts["work.json"]["submissions"]
        assert {"sha256": "c" * 64, "restricted": True} in work["evidence"]
        assert "Client" not in json.dumps(found.parts)


class TestConflictsChecked:
    def checks(self, decision, at):
        part = check(dossier_file(decision, Form.FULL, at), described=issuer.did_document()).parts["conflicts.json"]
        return part, {one["told"]["told"]["assessor"]["name"]: one for one in part["checks"]}

    def test_by_the_policy_in_force_when_the_sheet_was_sealed(self, decision, priya, at):
        rules = ConflictPolicy({**DEFAULT, Kind.DECLARED: Rule(Force.SOFT)}).written()
        for number, moment in ((1, at - timedelta(days=3)), (2, at + timedelta(minutes=1))):
            ConflictPolicyVersion.objects.create(
                number=number, rules=rules, reason="Weighed.", decided_at=moment, decided_by=priya
            )
        part, found = self.checks(decision, at + LATER)
        assert {one["policy"] for one in found.values()} == {1}
        assert [one["version"] for one in part["policies"]] == [0, 1]

    def test_a_tie_is_named_with_its_force_and_a_waiver_with_its_reason(
        self, decision, tomasz, ines, priya, marguerite, at
    ):
        DeclaredConflict.objects.create(person=tomasz, about=ines, reason="Neighbours.", declared_at=at)
        ConflictWaiver.objects.create(
            submission=Submission.objects.get(), assessor=tomasz, kind="declared", reason="Nobody else knows the plant.",
            asked_at=at, asked_by=priya, agreed_at=at, agreed_by=marguerite,
        )  # fmt: skip
        part, found = self.checks(decision, at + LATER)
        assert found["Tomasz Bielak"]["told"]["told"]["ties"] == [{"kind": "declared", "force": "hard", "until": None}]
        assert [found[name]["clear"] for name in ("Tomasz Bielak", "Kwame Mensah")] == [False, True]
        [waiver] = part["waivers"]
        assert (waiver["told"]["told"]["reason"], waiver["told"]["told"]["agreed_by"]["name"]) == (
            "Nobody else knows the plant.", "Marguerite Osei",
        )  # fmt: skip
        assert "Neighbours" not in json.dumps(part)

    def test_who_stood_aside_from_the_decision(self, decision, henrik, at):
        holds(henrik, Role.COMMITTEE)
        said = check(dossier_file(decision, Form.FULL, at + LATER), described=issuer.did_document()).parts[
            "decision.json"
        ]
        members = said["deciders"]["members"]
        assert [
            (m["who"].get("name") or m["who"]["told"]["name"], m["decided"], m["stood_aside"]) for m in members
        ] == [
            ("Henrik Lund", False, True),
            ("Marguerite Osei", True, False),
        ]


class TestForTheCandidate:
    def test_no_assessor_is_named_nor_can_be_told_from_the_journal(self, decision, candidates, tomasz, kwame, at):
        everything = json.dumps(candidates.parts, ensure_ascii=False) + in_words(
            dossier_file(decision, Form.CANDIDATE, at + LATER)
        )
        for person in (tomasz, kwame):
            assert person.name not in everything
            assert f'["person",{person.pk}]' not in everything.replace("\\", "")
            assert f'"id": {person.pk},' not in everything

    def test_nor_by_what_the_owner_wrote_about_the_panel(self, decision, at):
        Panel.objects.update(further_waived="Kwame’s word will do.")
        for form, told in ((Form.FULL, True), (Form.CANDIDATE, False)):
            made = dossier_file(decision, form, at + LATER)
            said = json.dumps(check(made).parts["work.json"], ensure_ascii=False) + in_words(made)
            assert (said.count("Kwame’s word will do.") == 2) is told
            assert ("Kwame’s word" in said) is told

    def test_it_holds_all_the_same_and_the_full_form_opens_it(self, full, candidates):
        assert candidates.withheld
        assert unopened(full, candidates) == ""

    def test_another_dossier_does_not_open_it(self, full, candidates, decision, monkeypatch, at):
        monkeypatch.setattr("guildmark.credentials.dossier._seed", lambda decision: bytes(32))
        other = check(dossier_file(decision, Form.FULL, at + LATER), described=issuer.did_document())
        assert unopened(other, candidates) == "work.json"

    def test_what_the_decider_and_the_candidate_did_is_told(self, candidates):
        told = {
            json.loads(one["entry"]["told"])["fact"]
            for one in candidates.parts["journal.json"]["entries"] if "told" in one["entry"]
        }  # fmt: skip
        assert {"CertificationDecided", "CredentialIssued"} <= told
        assert not told & {"SheetSealed", "SeatStarted", "ConsensusProposed", "AdjudicationSettled"}

    def test_who_stood_aside_is_not_named_either(self, decision, henrik, at):
        holds(henrik, Role.COMMITTEE)
        found = check(dossier_file(decision, Form.CANDIDATE, at + LATER), described=issuer.did_document())
        assert "Henrik" not in json.dumps(found.parts)
        assert [m["stood_aside"] for m in found.parts["decision.json"]["deciders"]["members"]] == [True, False]


class TestMoments:
    @pytest.mark.parametrize("form", Form)
    def test_the_same_moment_makes_the_same_file(self, decision, form, at):
        assert dossier_file(decision, form, at + LATER) == dossier_file(decision, form, at + LATER)

    def test_what_is_not_sealed_yet_is_said_to_wait(self, decision, marguerite, at):
        credential = decision.credential
        actions.suspend(credential=credential, reason="The observed job is missing.", by=marguerite, at=at + LATER)
        made = dossier_file(decision, Form.FULL, at + LATER)
        found = check(made, described=issuer.did_document())
        assert found.waiting == 1
        assert "1 entry was not sealed yet" in in_words(made)
        sealing.seal_journal(at + LATER)
        assert check(dossier_file(decision, Form.FULL, at + LATER), described=issuer.did_document()).waiting == 0

    def test_before_anything_is_sealed(self, disputed, marguerite, at):
        decision = actions.decide(candidacy=disputed, outcome="refuse", reason="Not yet.", by=marguerite, at=at)
        found = check(dossier_file(decision, Form.FULL, at), described=issuer.did_document())
        assert (found.outcome, found.size) == ("refuse", 0)
        assert found.waiting == found.entries > 5

    def test_later_changes_of_standing(self, decision, marguerite, at):
        credential = decision.credential
        actions.suspend(credential=credential, reason="The observed job is missing.", by=marguerite, at=at + LATER)
        sealing.seal_journal(at + LATER)
        [one] = check(dossier_file(decision, Form.FULL, at + LATER), described=issuer.did_document()).parts[
            "standing.json"
        ]["credentials"]
        assert (one["ref"], one["standing"]) == (credential.ref, "suspended")
        assert [(c["state"], c["reason"], c["by"]["name"]) for c in one["changes"]] == [
            ("suspended", "The observed job is missing.", "Marguerite Osei")
        ]


class TestRefused:
    @pytest.mark.parametrize("form", Form)
    def test_a_refusal_has_its_dossier_too(self, disputed, marguerite, form, at):
        decision = decided(disputed, marguerite, outcome="refuse", at=at)
        made = dossier_file(decision, form, at + LATER)
        found = check(made, described=issuer.did_document())
        assert (found.outcome, found.parts["standing.json"]["credentials"]) == ("refuse", [])
        assert "not yet granted" in (text := in_words(made))
        assert "No credential was granted." in text


class TestOnPaper:
    def test_it_is_tagged_titled_and_names_what_it_is_about(self, decision, at):
        made = unpack(dossier_file(decision, Form.FULL, at + LATER))["dossier.pdf"]
        pdf = PdfReader(BytesIO(made))
        assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
        assert pdf.metadata.title == f"Dossier of decision {decision.ref}"
        text = in_words(dossier_file(decision, Form.FULL, at + LATER))
        for said in (
            "Ines Carvalho",
            "Tomasz Bielak",
            "Units are missing.",
            "Write to the board",
            "policy 0",
            "stood aside",
        ):
            assert said in text, said

    def test_in_the_candidates_language(self, decision, ines, at):
        ines.language = "nl"
        ines.save(update_fields=["language"])
        decision.candidacy.person.refresh_from_db()
        pdf = PdfReader(BytesIO(unpack(dossier_file(decision, Form.CANDIDATE, at + LATER))["dossier.pdf"]))
        assert pdf.trailer["/Root"]["/Lang"] == "nl"


def test_an_implementation_that_is_not_ours_checks_it(decision, at, tmp_path):
    """Node’s own cryptography and the `canonicalize` package: signature, digests, head and proofs."""
    node = shutil.which("node")
    assert node, "the independent verifier needs node; run the set-up"
    said = {}
    for form in Form:
        folder = tmp_path / form
        folder.mkdir()
        for name, content in unpack(dossier_file(decision, form, at + LATER)).items():
            (folder / name).write_bytes(content)
        asked = [node, Path(__file__).parent / "verify_dossier.mjs", folder]
        said[form] = json.loads(subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout)
        (folder / "work.json").write_bytes((folder / "work.json").read_bytes().replace(b'"met": true', b'"met": false'))
        again = json.loads(subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout)
        assert again["members"] == ["work.json"]
    assert said[Form.FULL]["signature"] and said[Form.FULL]["head"] and said[Form.FULL]["members"] == []
    assert said[Form.FULL]["proofs"] == said[Form.FULL]["entries"] > 8
    assert said[Form.CANDIDATE]["signature"] and 0 < said[Form.CANDIDATE]["proofs"] < said[Form.FULL]["proofs"]
