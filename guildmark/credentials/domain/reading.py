"""Reading a signed credential back: what pages and certificates show is what was signed."""

import base64
import json
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Reached:
    """A criterion with the level reached: `descriptor` is that level's, `most` the highest there is."""

    title: str
    level: int
    most: int
    descriptor: str
    needed: int | None = None

    @property
    def rungs(self) -> list[bool]:
        """One for each level there is: whether it was reached."""
        return [number <= self.level for number in range(1, self.most + 1)]


@dataclass(frozen=True)
class Skill:
    code: str
    statement: str
    framework: str


@dataclass(frozen=True)
class Block:
    """A paragraph of the narrative, a heading, or a list."""

    text: str = ""
    heading: bool = False
    points: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    name: str
    summary: str
    narrative: tuple[Block, ...]
    version: str
    criteria_digest: str
    language: str
    issuer: str
    did: str
    signed_at: str
    method: str
    criteria: tuple[Reached, ...]
    skills: tuple[Skill, ...]
    evidence: tuple[tuple[str, str], ...]  # (SHA-256 in hexadecimal, kind)


def reading(document: str) -> Reading:
    """What a credential of ours says."""
    body = json.loads(document)
    subject = body["credentialSubject"]
    achievement = subject["achievement"]
    proof = body["proof"][0]
    return Reading(
        name=achievement["name"],
        summary=achievement["description"],
        narrative=blocks(achievement["criteria"]["narrative"]),
        version=achievement["version"],
        criteria_digest=achievement["otherIdentifier"][0]["identifier"].removeprefix("sha256:"),
        language=achievement["inLanguage"],
        issuer=body["issuer"]["name"],
        did=body["issuer"]["id"],
        signed_at=proof["created"],
        method=proof["verificationMethod"],
        criteria=_reached(achievement["resultDescription"], subject["result"]),
        skills=tuple(
            Skill(a.get("targetCode", ""), a["targetName"], a["targetFramework"]) for a in achievement["alignment"]
        ),
        evidence=tuple((_hexadecimal(one["id"]), one["genre"]) for one in body["evidence"]),
    )


def _reached(descriptions: list[Json], results: list[Json]) -> tuple[Reached, ...]:
    """Each criterion that has a result, in the order of the rubric."""
    achieved = {one["resultDescription"]: one["achievedLevel"] for one in results}
    found = []
    for described in descriptions:
        rungs = {rung["id"]: rung for rung in described["rubricCriterionLevel"]}
        if rung := rungs.get(achieved.get(described["id"], "")):
            needed = rungs.get(described.get("requiredLevel", ""), {}).get("level")
            most = max(int(one["level"]) for one in rungs.values())
            least = int(needed) if needed else None
            found.append(Reached(described["name"], int(rung["level"]), most, rung["description"], least))
    return tuple(found)


def _hexadecimal(name: str) -> str:
    digest = name.rpartition(";")[2]
    return base64.urlsafe_b64decode(digest + "=" * (-len(digest) % 4)).hex()


def blocks(markdown: str) -> tuple[Block, ...]:
    """The narrative's Markdown, as far as we write it: paragraphs, bold headings, lists."""
    found = []
    for part in (one.strip() for one in markdown.split("\n\n")):
        lines = part.splitlines()
        if part.startswith("**") and part.endswith("**"):
            found.append(Block(part.strip("*"), heading=True))
        elif lines and all(line.startswith("- ") for line in lines):
            found.append(Block(points=tuple(line.removeprefix("- ") for line in lines)))
        elif part:
            found.append(Block(part))
    return tuple(found)
