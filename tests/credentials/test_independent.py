"""A credential of ours before judges that we did not write: the npm registry's `@digitalbazaar/vc`, offline."""

import copy
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from guildmark.credentials.domain import contexts, status_list
from guildmark.credentials.domain import eddsa_rdfc_2022 as suite
from tests.credentials.samples import BASE, CREATED, DID_DOCUMENT, ISSUER, KEY, SIGNER, a_signed

ROOT = Path(__file__).parents[2]
SCRIPT = Path(__file__).parent / "verify.mjs"


def independent(folder, credentials, status=None, did=DID_DOCUMENT):
    """What the independent verifier says of each credential."""
    node = shutil.which("node")
    assert node, "the independent verifier needs node; run the set-up"
    files = []
    for name, content in {"did": did, "status": status, **credentials}.items():
        (folder / f"{name}.json").write_text(json.dumps(content))
        files.append(folder / f"{name}.json")
    asked = [node, SCRIPT, contexts.FOLDER, files[0], files[1] if status else "-", *files[2:]]
    said = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60).stdout
    return {Path(line["file"]).stem: line for line in map(json.loads, said.splitlines())}


def tampered(path, value):
    changed = copy.deepcopy(a_signed())
    *way, last = path
    place = changed
    for step in way:
        place = place[step]
    assert place[last] != value
    place[last] = value
    return changed


SUBJECT = ("credentialSubject",)
ACHIEVED = (*SUBJECT, "achievement")
TAMPERINGS = {
    "id": (("id",), f"{BASE}/c/CRD-0000-0000"),
    "name": (("name",), "Incident Commander"),
    "issuer-name": (("issuer", "name"), "Somebody else"),
    "from": (("validFrom",), "2020-01-01T00:00:00Z"),
    "until": (("validUntil",), "2098-04-15T23:59:59Z"),
    "holder": ((*SUBJECT, "identifier", 0, "identityHash"), "sha256$" + "0" * 64),
    "salt": ((*SUBJECT, "identifier", 0, "salt"), "pepper"),
    "narrative": ((*ACHIEVED, "criteria", "narrative"), "Nothing to do."),
    "digest": ((*ACHIEVED, "otherIdentifier", 0, "identifier"), "sha256:" + "0" * 64),
    "competency": ((*ACHIEVED, "alignment", 0, "targetCode"), "T9999"),
    "level": (
        (*SUBJECT, "result", 0, "achievedLevel"),
        f"{BASE}/programs/incident-responder/versions/1.0/#report.scope.4",
    ),
    "evidence": (("evidence", 0, "id"), "ni:///sha-256;AAAA"),
    "status": (("credentialStatus", "statusListIndex"), "99"),
    "created": (("proof", 0, "created"), "2020-01-01T00:00:00Z"),
    "undefined": (("proof", 0, "proofPurpose"), "authentication"),
}


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory):
    listed = status_list.status_credential(address=f"{BASE}/status/1", issuer=ISSUER.did, bits=[2], valid_from=CREATED)
    status = suite.sign(listed, key=KEY, created=CREATED, method=SIGNER.method)
    awkward = a_signed(3, salt='“é”\\\n"\t𝄞\x85\u2028')
    given = {"good": a_signed(), "suspended": a_signed(2), "awkward": awkward}
    given |= {f"tampered-{name}": tampered(*how) for name, how in TAMPERINGS.items()}
    return independent(tmp_path_factory.mktemp("verify"), given, status)


def test_an_issued_credential_is_verified(verdicts):
    assert verdicts["good"]["verified"] is True, verdicts["good"]


def test_awkward_characters_are_verified(verdicts):
    assert verdicts["awkward"]["verified"] is True, verdicts["awkward"]


def test_the_status_list_is_verified_and_read(verdicts):
    assert (verdicts["good"]["suspended"], verdicts["suspended"]["suspended"]) == (False, True)


@pytest.mark.parametrize("name", TAMPERINGS)
def test_a_tampered_credential_is_not(verdicts, name):
    assert verdicts[f"tampered-{name}"]["verified"] is False


@pytest.mark.parametrize("salt", ["0" * 32, '“é”\\\n"\t𝄞\x85\u2028'])
def test_the_independent_signer_signs_the_same_bytes(tmp_path, salt):
    """Ed25519 signatures are repeatable: the same document, key and moment must give the same proof."""
    ours = a_signed(salt=salt)
    unsigned = tmp_path / "unsigned.json"
    unsigned.write_text(json.dumps({name: value for name, value in ours.items() if name != "proof"}))
    asked = ["node", ROOT / "tests/credentials/sign.mjs", contexts.FOLDER, unsigned]
    said = subprocess.run(
        [*asked, KEY.private_bytes_raw().hex(), ISSUER.did, CREATED],
        cwd=ROOT, capture_output=True, text=True, check=True, timeout=60,
    ).stdout  # fmt: skip
    theirs = json.loads(said)
    assert theirs["proof"] == ours["proof"][0]
    assert suite.verify(theirs, lambda method: KEY.public_key())


@pytest.mark.django_db
def test_a_credential_from_the_register_is_verified_with_the_published_files(credential, client, tmp_path):
    did = client.get("/.well-known/did.json").json()
    listed = json.loads(client.get("/status/1").content)
    found = independent(tmp_path, {"issued": json.loads(credential.document)}, listed, did)
    assert (found["issued"]["verified"], found["issued"]["suspended"]) == (True, False)
