"""The main path, walked by everyone on it: from a published framework to a credential that a stranger verifies."""

import json
import re
import shutil
import subprocess

import pytest
from playwright.sync_api import Locator, Page, expect

from guildmark.credentials.domain import contexts
from tests.journeys.editor import PROMPT, fill_the_draft, start_from_the_work_role
from tests.journeys.site import ROOT

pytestmark = pytest.mark.shared_data

NICE = "nice/cprt_SP_800_181_2_1_0.json"
ASSESSORS = {"adaeze": "Adaeze Okonkwo", "henrik": "Henrik Lund", "nadia": "Nadia Haddad"}
PARTED = (3, 3), (3, 3), (4, 1)  # what the first two assessors give on each criterion; a third reader gives 3


def test_from_a_work_role_to_a_verified_credential(site, shared_data, as_person, stranger, tmp_path):
    site.guildmark("framework", "import", shared_data / NICE)
    priya = as_person("priya")
    address = start_from_the_work_role(priya)
    fill_the_draft(priya, address)
    approve_and_publish(as_person("saoirse"), priya, address)
    appoint_three(as_person("weiling"))
    qualify_three(priya)

    hannah = as_person("hannah")
    program = address.split("/versions/")[0]
    apply_and_begin(hannah, priya, program)
    work = hand_in(hannah, tmp_path)

    readers = {name: as_person(name) for name in ASSESSORS}
    first, _second, third = judge_blind(readers, priya, work)
    settle(proposing=third, confirming=first, work=work)
    expect(first.get_by_role("heading", name="Met", exact=True)).to_be_visible()

    grant(as_person("marguerite"))
    credential = make_public(hannah)
    verify(site, stranger, credential, tmp_path)


def approve_and_publish(saoirse: Page, priya: Page, address: str) -> None:
    priya.goto(address)
    expect(priya.get_by_role("button", name="Approve")).to_be_disabled()
    saoirse.goto(address)
    expect(saoirse.get_by_text("Everything asked for is there.")).to_be_visible()
    saoirse.get_by_role("button", name="Approve").click()
    expect(saoirse.get_by_text("From now on nothing in it changes.")).to_be_visible()
    priya.goto(address)
    priya.get_by_role("button", name="Publish").click()
    expect(priya.get_by_text("Applications are open.")).to_be_visible()


def appoint_three(weiling: Page) -> None:
    """People of three functions with nothing on their table: the founding assessors have their hands full."""
    for name in ASSESSORS.values():
        weiling.goto("/people/roles/new/")
        choose(weiling.locator("form", has=weiling.locator("input[name=person]")), name)
        weiling.get_by_label("Assessor", exact=True).check()
        weiling.get_by_role("button", name="Appoint", exact=True).click()
        weiling.wait_for_url(lambda url: "/new/" not in url)


def qualify_three(priya: Page) -> None:
    for name in ASSESSORS.values():
        priya.goto("/assessors/")
        form = priya.locator("form").filter(has=priya.get_by_role("button", name="Qualify", exact=True))
        choose(form, name)
        form.get_by_label("Program").select_option(label="Incident responder on call")
        form.get_by_label("On what ground").fill("Read five reports with the authors of the criteria.")
        form.get_by_role("button", name="Qualify", exact=True).click()
        row = priya.get_by_role("row").filter(has_text=name).filter(has_text="Incident responder on call")
        expect(row).to_be_visible()


def choose(form: Locator, name: str) -> None:
    """The person is typed and taken from the list, so that nothing of it lies over the next field."""
    box = form.locator("input[name=person]")
    box.press_sequentially(name)
    expect(form.get_by_role("option", name=name)).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")


def apply_and_begin(hannah: Page, priya: Page, program: str) -> None:
    hannah.goto(f"{program}/")
    hannah.locator("#apply textarea").fill("I am on call from January.")
    hannah.locator("#apply").get_by_role("button", name="Apply").click()
    expect(hannah.get_by_text("Your application is being read")).to_be_visible()
    priya.goto("/applications/?text=Hannah")
    row = priya.get_by_role("row").filter(has_text="Hannah Weiss").filter(has_text="Incident responder on call")
    row.get_by_role("link", name="Answer").click()
    priya.locator("textarea[name=reason]").fill("Welcome.")
    priya.get_by_role("button", name="Admit", exact=True).click()
    expect(priya.get_by_role("button", name="Admit", exact=True)).to_have_count(0)
    hannah.reload()
    hannah.get_by_role("button", name="Begin", exact=True).click()
    expect(hannah.get_by_role("heading", name="Next: An alert from first sign to report")).to_be_visible()


def hand_in(hannah: Page, folder) -> str:
    """The number of what was handed in."""
    hannah.locator(".card-next").locator("button, a.btn").click()
    hannah.locator("trix-editor").click()
    hannah.keyboard.type("At 02:14 the alert named one host. I isolated it at 02:31 and kept its memory.")
    expect(hannah.locator("[data-box=text] [data-count]")).to_contain_text("18 words")  # the editor is at rest
    hannah.get_by_label(PROMPT["prompt"]).fill("I would call the plant before I isolate anything there.")
    log = folder / "log.csv"
    log.write_text("minute,host,action\n02:14,pump-7,alert\n02:31,pump-7,isolated\n")
    hannah.locator("#file-input").set_input_files(log)
    expect(hannah.locator("[data-pieces=file] a", has_text="log.csv")).to_be_visible()
    hannah.locator("#identity").check()
    hannah.locator("#original").check()
    work = re.search(r"/submissions/(\d+)/", hannah.url)
    hannah.locator("[data-submit]").click()
    expect(hannah.locator("[data-submit]")).to_have_count(0)
    assert work, hannah.url
    return work[1]


def judge_blind(readers: dict[str, Page], priya: Page, work: str) -> list[Page]:
    """Two score alone and part on the last criterion, so a third reads. In the order in which they sealed."""
    names = seated(priya, work, 2)
    first, second = (readers[name] for name in names)
    for page in (first, second):
        start(page)
    score(first, [given[0] for given in PARTED])
    expect_closed(first, second, work)
    score(second, [given[1] for given in PARTED], reason="The report names no evidence.")
    third = readers[next(name for name in seated(priya, work, 3) if name not in names)]
    start(third)
    score(third, [3, 3, 3])
    return [first, second, third]


def seated(priya: Page, work: str, number: int) -> list[str]:
    """Who sits on the panel, once the worker has found so many."""
    seats = priya.locator(".turn-title").filter(has_text=re.compile("|".join(ASSESSORS.values())))
    for _ in range(60):
        priya.goto(f"/panels/{work}/")
        if seats.count() == number:
            break
    expect(seats).to_have_count(number)
    return [username for username, name in ASSESSORS.items() if name in " ".join(seats.all_inner_texts())]


def start(reader: Page) -> None:
    reader.goto("/queue/?program=incident-responder-on-call")
    row = reader.locator(".queue li").filter(has_text="candidate hidden")
    row.locator("a.turn-title").click()
    expect(reader.get_by_text("Hannah Weiss")).to_have_count(0)
    reader.get_by_role("button", name="Start", exact=True).click()
    expect(reader.locator("#desk[data-ready]")).to_be_visible()
    expect(reader.locator("#rubric input:checked")).to_have_count(0)


def score(reader: Page, levels: list[int], reason: str = "") -> None:
    """By keyboard alone; a level below what is needed is explained."""
    seat = reader.url
    for level in levels:
        reader.keyboard.press(str(level))
        if level < 2:
            reader.keyboard.type(reason)
            reader.keyboard.press("Escape")
    reader.keyboard.press("Control+Enter")
    reader.wait_for_url(lambda url: url != seat)
    reader.goto(seat)
    expect(reader.get_by_text("Your sheet, sealed")).to_be_visible()


def expect_closed(sealed: Page, open_: Page, work: str) -> None:
    """Neither sees the other's levels: not where they are, not by a guessed address."""
    expect(sealed.get_by_text("The other sheets stay closed to you until all are sealed.")).to_be_visible()
    for page, other in ((sealed, open_), (open_, sealed)):
        for path in (other.url, f"/adjudications/{work}/", f"/submissions/{work}/result/"):
            assert page.request.get(path).status in (403, 404), path
    open_.reload()
    expect(open_.locator("#rubric input:checked")).to_have_count(0)


def settle(proposing: Page, confirming: Page, work: str) -> None:
    proposing.goto(f"/adjudications/{work}/")
    proposing.get_by_text("3 · Most of the decisions that name their evidence.").click()
    proposing.get_by_label("Why this level for Report").fill("The log carries what the text leaves out.")
    proposing.get_by_role("button", name="Propose", exact=True).click()
    expect(proposing.get_by_text("Another member of the panel confirms what you proposed.")).to_be_visible()
    confirming.goto(f"/adjudications/{work}/")
    confirming.get_by_role("button", name="Confirm: these are our levels").click()
    confirming.wait_for_url(f"**/submissions/{work}/result/")


def grant(marguerite: Page) -> None:
    marguerite.goto("/docket/?program=incident-responder-on-call")
    marguerite.get_by_role("link", name="Hannah Weiss").click()
    marguerite.get_by_label("Grant: certified").check()
    marguerite.get_by_label("Reason").fill("Every criterion is met; the disagreement was settled on the record.")
    marguerite.get_by_role("button", name="Take this decision").click()
    expect(marguerite.get_by_text("Decided: granted.")).to_be_visible()


def make_public(hannah: Page) -> str:
    """The credential's number."""
    hannah.goto("/credentials/")
    hannah.locator(".held-card").filter(has_text="Incident responder on call").click()
    hannah.get_by_role("button", name="Make it public").click()
    expect(hannah.get_by_role("button", name="Make it private again")).to_be_visible()
    return hannah.locator(".meta-line .ref").inner_text()


def verify(site, stranger: Page, ref: str, folder) -> None:
    """An implementation that is not ours says so, and ours agrees."""
    stranger.goto(f"/c/{ref}")
    expect(stranger.get_by_text("Hannah Weiss").first).to_be_visible()
    kept = {"did.json": "/.well-known/did.json", "credential.json": f"/c/{ref}.json"}
    for name, path in kept.items():
        (folder / name).write_bytes(stranger.request.get(path).body())
    node = shutil.which("node")
    assert node, "the independent verifier needs node; run the set-up"
    asked = [
        node,
        "tests/credentials/verify.mjs",
        contexts.FOLDER,
        folder / "did.json",
        "-",
        folder / "credential.json",
    ]
    said = json.loads(subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60).stdout)
    assert said["verified"] is True, said
    told = json.loads(site.guildmark("credential", "verify", "--json", folder / "credential.json"))
    assert told["outcome"] == "valid", told
