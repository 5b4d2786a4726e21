"""The README's picture: the public credential page of the demo company, as a stranger sees it.

make demo                       in one terminal
python scripts/picture.py       in another; PORT=8010 where the demo is served elsewhere
"""

import os
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.machine import found

PICTURE = ROOT / "docs" / "pictures" / "credential.png"
HOLDER = "hannah"  # of the cast, the one who made her credential public
WINDOW = {"width": 1280, "height": 960}


def main() -> None:
    address = f"http://localhost:{os.environ.get('PORT') or 8000}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found("chromium"), args=["--no-sandbox"])
        reference = public_reference(browser, address)
        stranger = browser.new_page(viewport=WINDOW, color_scheme="light", reduced_motion="reduce")  # type: ignore[arg-type]
        stranger.goto(f"{address}/c/{reference}")
        stranger.evaluate("document.fonts.ready")
        stranger.screenshot(path=PICTURE)
        browser.close()
    print(f"{PICTURE.relative_to(ROOT)}: {reference} as {address} shows it")


def public_reference(browser: Browser, address: str) -> str:
    """The reference of the holder's credential, as their own page links to it."""
    page = browser.new_page()
    page.goto(f"{address}/sign-in/")
    page.locator(f'form[action="/sign-in/as/{HOLDER}/"] button').first.click()
    page.goto(f"{address}/credentials/")
    link = page.locator("a.held-card").first.get_attribute("href") or ""
    page.context.close()
    return link.rstrip("/").rpartition("/")[2]


if __name__ == "__main__":
    main()
