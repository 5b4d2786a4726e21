"""Accessibility findings of a page, by axe."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

GRAVE = ("serious", "critical")
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def findings(page: Page, *, colours_only: bool = False) -> list[str]:
    """Each grave finding as “rule: where”, of WCAG 2.2 AA and axe's good practice; or only those about contrast."""
    settle(page)
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    rules = {"type": "rule", "values": ["color-contrast"]} if colours_only else {"type": "tag", "values": STANDARD}
    found = page.evaluate("options => axe.run(options)", {"runOnly": rules, "resultTypes": ["violations"]})
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))} — {rule['help']}"
        for rule in found["violations"]
        if rule["impact"] in GRAVE
        for node in rule["nodes"]
    ]


# Styles hold every movement to nothing for who asks for less motion, so colours are the final ones two frames later.
AT_REST = """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {
  const ending = document.getAnimations().filter(one => one.effect.getComputedTiming().iterations !== Infinity);
  Promise.allSettled(ending.map(one => one.finished)).then(() => done());
})))"""


def settle(page: Page) -> None:
    """Wait until nothing changes its colour any more: what is measured is what one reads, not a moment in between."""
    page.emulate_media(reduced_motion="reduce")
    page.evaluate(AT_REST)


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window: 0 where nobody has to scroll sideways."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
