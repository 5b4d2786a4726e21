"""Building *Incident responder on call* in the editor: its texts, rules, task and rubric."""

import re

from playwright.sync_api import Locator, Page, expect

ABOUT = {
    "summary": "Takes an alert at night and brings the plant network back to work.",
    "scope": "Incidents in the office and plant networks of one site. Forensics for a court is not covered.",
    "prerequisites": "Nothing beyond access to the ticket system.",
    "benefits": "Leads the on-call week.",
    "time.hours_per_week": "4",
    "time.weeks": "6",
}
RULES = {
    "rules.renewal": "One incident handled in each year.",
    "rules.suspension": "Suspended while the holder is off call for more than a year.",
    "rules.appeal": "Contest a decision within 30 days.",
    "review_on": "2029-06-30",
    "validation": "Operations and engineering read the criteria together.",
}
TASK = {
    "hours": "5",
    "brief": "Take one alert of last month from the first sign to the report. Hand in the report and its log.",
    "good_evidence": "A report that names each decision and its minute, and the log that shows it.",
}
PROMPT = {"prompt": "What would you do otherwise?", "min_words": "5", "max_words": "80"}
RUBRIC = {"cut": "2.5", "cut_reason": "Four judges sorted twelve reports in May; this is where they parted."}
CRITERIA = {
    "Triage": "hosts listed in the log",
    "Containment": "minutes from alert to isolation",
    "Report": "decisions that name their evidence",
}


def start_from_the_work_role(priya: Page) -> str:
    """The address of the version."""
    priya.goto("/programs/new/")
    priya.locator("#find-role").fill("Incident Response")
    role = priya.locator("#found-roles li").filter(has_text="Incident Response").filter(has_text="NICE").first
    role.locator("input[name=title]").fill("Incident responder on call")
    role.get_by_role("button", name="Start from this").click()
    expect(priya.locator('[data-place="work_analysis"] textarea')).to_have_value(re.compile("Incident Response"))
    return re.sub(r"[^/]+/$", "", re.sub(r"^https?://[^/]+", "", priya.url))


def fill_the_draft(priya: Page, address: str) -> None:
    write(priya, "", ABOUT)
    priya.get_by_role("link", name="Rules and policies").click()
    write(priya, "", RULES)
    tick(priya.locator('[data-place="panel.blind_to_candidate"]'), "Assessors don’t see whose work it is")

    priya.locator("#new-task").fill("An alert from first sign to report")
    priya.get_by_role("button", name="Add the task").click()
    task = prefix_of(priya.locator('[data-place$=".good_evidence"]'))
    priya.get_by_role("button", name="Add a prompt").click()
    prompt = prefix_of(priya.locator('[data-place*=".prompts."][data-place$=".prompt"]'))
    for title in CRITERIA:
        priya.locator("#new-criterion").fill(title)
        priya.get_by_role("button", name="Add the criterion").click()
        expect(criterion_of(priya, title)).to_be_visible()
    write(priya, task, TASK)
    tick(priya.locator(f'[data-place="{task}formats"]'), "csv")  # text is taken from the outset
    write(priya, prompt, PROMPT)
    write(priya, f"{task}rubric.", RUBRIC)
    for title, seen in CRITERIA.items():
        describe(priya, title, seen)
    expect(priya.locator("#standing .blocks")).to_have_count(0)


def describe(priya: Page, title: str, seen: str) -> None:
    """Four levels, the evidence, the minimum, and an indicator of the framework."""
    place = prefix_of(criterion_of(priya, title).locator('[data-place$=".evidence"]'))
    amounts = ("None of the", "Some of the", "Most of the", "All of the")
    levels = {f"levels.{number}.text": f"{amount} {seen}." for number, amount in enumerate(amounts, 1)}
    write(priya, place, {"evidence": "the report and the log", "minimum": "2", **levels})
    section = criterion_of(priya, title)
    section.locator("input[type=search]").fill("incident")
    section.get_by_role("button", name=re.compile("^Tie")).first.click()
    expect(criterion_of(priya, title).get_by_text("None yet: search below.")).to_have_count(0)


def criterion_of(page: Page, title: str) -> Locator:
    return page.locator("section.entry").filter(has=page.get_by_role("heading", name=title, exact=True))


def prefix_of(box: Locator) -> str:
    """The place of the entry in which a box stands, up to and with its last point."""
    return re.sub(r"[^.]+$", "", box.get_attribute("data-place") or "")


def write(page: Page, prefix: str, texts: dict[str, str]) -> None:
    """Fill boxes of the editor, each of which saves itself."""
    for name, text in texts.items():
        page.locator(f'[data-place="{prefix}{name}"]').locator("input, textarea").fill(text)
    page.keyboard.press("Tab")
    for name in texts:
        expect(page.locator(f'[data-place="{prefix}{name}"] .said')).to_have_text("Saved", timeout=30_000)


def tick(box: Locator, words: str) -> None:
    box.get_by_label(words, exact=True).check()
    expect(box.locator(".said")).to_have_text("Saved", timeout=30_000)
