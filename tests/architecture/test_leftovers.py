"""Nothing lies about that no page uses."""

import re
from pathlib import Path

from guildmark.kernel.templatetags.ui import icon_names

PRODUCT = Path(__file__).parents[2] / "guildmark"


def test_every_icon_of_the_sprite_is_named_somewhere():
    files = (path for ending in ("html", "py", "js") for path in PRODUCT.rglob(f"*.{ending}"))
    named = {name for path in files for name in re.findall(r"""["']([a-z0-9-]+)["']""", path.read_text())}
    assert icon_names() - named == set()
