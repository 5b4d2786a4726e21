"""A dossier that its issuer signed, and yet not so: its parts are held against each other and the journal."""

import json
from datetime import timedelta

import pytest

from guildmark.credentials import issuer
from guildmark.credentials.domain.dossier import Form, unpack
from guildmark.credentials.domain.dossier.signing import written
from guildmark.credentials.dossier import dossier_file
from tests.credentials.dossier_tampering import signed_again, wrong

pytestmark = pytest.mark.django_db
LATER = timedelta(hours=1)


@pytest.fixture
def file(decision, at):
    return dossier_file(decision, Form.FULL, at + LATER)


@pytest.fixture
def told_otherwise(file):
    """The file with one part changed, and signed by the issuer all the same."""

    def otherwise(name, change):
        members = unpack(file)
        part = json.loads(members[name])
        change(part)
        members[name] = written(part)
        signer = issuer.signer()
        return signed_again(members, signer.key, signer.method)

    return otherwise


class TestWhatItSays:
    """Signed by the issuer, and yet not so: the parts are held against each other and the journal."""

    def test_a_proof_that_leads_elsewhere(self, told_otherwise):
        def change(part):
            part["entries"][2]["path"][0] = "00" * 32

        assert "The proof of entry 3 of journal.json does not hold" in wrong(told_otherwise("journal.json", change))

    def test_a_proof_of_another_place(self, told_otherwise):
        def change(part):
            part["entries"][-1]["position"] += 1

        assert "does not hold" in wrong(told_otherwise("journal.json", change))

    def test_an_entry_rewritten(self, told_otherwise):
        def change(part):
            field = part["entries"][1]["entry"]
            field["told"] = field["told"].replace("person", "system", 1)

        assert "The proof of entry 2 of journal.json does not hold" in wrong(told_otherwise("journal.json", change))

    def test_entries_in_another_order(self, told_otherwise):
        def change(part):
            part["entries"][1:3] = part["entries"][2:0:-1]

        assert wrong(told_otherwise("journal.json", change)) == "Entry 3 of journal.json stands out of order."

    def test_the_decisions_entry_left_out(self, told_otherwise, decision):
        def change(part):
            part["entries"] = [one for one in part["entries"] if "CertificationDecided" not in one["entry"]["told"]]

        assert wrong(told_otherwise("journal.json", change)) == f"The journal’s entries do not hold {decision.ref}."

    def test_another_outcome(self, told_otherwise, decision):
        said = wrong(told_otherwise("decision.json", lambda part: part.update(outcome="refuse")))
        assert said == f"The journal has 'grant' for {decision.ref}; decision.json says otherwise."

    def test_another_decisions_record(self, told_otherwise):
        assert "decision.json is about DEC-9999" in wrong(
            told_otherwise("decision.json", lambda part: part.update(ref="DEC-9999"))
        )

    def test_another_sheet(self, told_otherwise):
        def change(part):
            part["submissions"][0]["sheets"][1]["digest"] = "0" * 64

        assert "no seal with the digest of sheet 2" in wrong(told_otherwise("work.json", change))

    def test_other_work(self, told_otherwise):
        said = wrong(told_otherwise("work.json", lambda part: part["submissions"][0].update(digest="0" * 64)))
        assert "no handing-in" in said

    def test_another_credential(self, told_otherwise):
        said = wrong(told_otherwise("standing.json", lambda part: part["credentials"][0].update(digest="0" * 64)))
        assert "no signing of CRD-" in said

    def test_something_withheld_in_the_full_form(self, told_otherwise):
        def change(part):
            part["submissions"][0]["sheets"][0]["assessor"] = {"withheld": "0" * 64}

        assert (
            wrong(told_otherwise("work.json", change)) == "work.json withholds something, though this is the full form."
        )

    def test_a_head_of_other_entries(self, file):
        members = unpack(file)
        head = members["journal-head.txt"].decode().split("\n")
        head[1] = str(int(head[1]) - 1)
        members["journal-head.txt"] = "\n".join(head).encode()
        signer = issuer.signer()
        assert "journal-head.txt can’t be relied on" in wrong(signed_again(members, signer.key, signer.method))
