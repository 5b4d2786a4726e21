"""The record in words, section by section: lines of (name, text), and tables."""

import json
import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildmark.credentials.domain.dossier.parts import CONFLICTS, DECISION, JOURNAL, NOTICES, STANDING, WORK
from guildmark.credentials.dossier.judged import work_sections
from guildmark.credentials.dossier.wording import day, moment, name_of, short, told, withheld

Json = dict[str, Any]
__all__ = ["facts", "moment"]


def facts(parts: Mapping[str, Json]) -> list[Json]:
    """Every section, in the order in which a decision comes about."""
    decision = parts[DECISION]
    return [
        _decision(decision),
        _criteria(decision),
        *work_sections(parts[WORK]),
        _conflicts(parts[CONFLICTS]),
        _deciders(decision),
        _notices(parts[NOTICES]),
        _appeal(decision),
        _standing(parts[STANDING]),
        _journal(parts[JOURNAL]),
    ]


def _decision(one: Json) -> Json:
    outcome = _("granted") if one["outcome"] == "grant" else _("not yet granted")
    return {
        "title": _("The decision"),
        "facts": [
            [_("Candidate"), one["candidate"]["name"]],
            [_("Outcome"), outcome],
            [_("Reason"), one["reason"]],
            [_("Decided"), f"{one['decided_by']['name']}, {moment(one['decided_at'])}"],
            [_("Candidacy"), f"{one['candidacy']['ref']}, {_('applied {moment}').format(moment=day(one['candidacy']['applied_at']))}"],
            [_("Everything met"), day(one["candidacy"]["all_met_at"])],
        ],
    }  # fmt: skip


def _criteria(one: Json) -> Json:
    program = one["program"]
    return {
        "title": _("The criteria"),
        "facts": [
            [_("Program"), f"{program['title']}, {_('version {number}').format(number=program['version'])}"],
            [_("Published"), day(program["published_at"])],
            [_("SHA-256 of the version"), short(program["sha256"])],
            [_("Requirements met"), ", ".join(dict.fromkeys(line["node"] for line in one["requirements"])) or "–"],
        ],
    }


def _conflicts(part: Json) -> Json:
    rows = [
        [
            one["submission"],
            name_of(one["told"], "assessor", one["number"]),
            day(one["on"]),
            _("policy {number}").format(number=one["policy"]),
            _tied(one),
        ]
        for one in part["checks"]
    ]
    notes = [_waiver(one) for one in part["waivers"]]
    notes.append(
        _("Policy 0 is the one that comes with the installation. Each policy’s rules stand in conflicts.json.")
    )
    return {
        "title": _("Conflicts of interest checked"),
        "head": [_("Work"), _("Assessor"), _("As of"), _("By"), _("Found")],
        "rows": rows,
        "notes": notes,
    }


def _tied(one: Json) -> str:
    known = told(one["told"])
    if known is None or not known["ties"]:
        return _("nothing that bars") if one["clear"] else _("something that bars")
    return ", ".join(f"{tie['kind'].replace('_', ' ')} ({tie['force']})" for tie in known["ties"])


def _waiver(one: Json) -> str:
    known = told(one["told"])
    if known is None:
        return _("{ref}: a tie was waived by two people.").format(ref=one["submission"])
    agreed = known["agreed_by"]["name"] if known["agreed_by"] else _("nobody yet")
    return _("{ref}: “{kind}” waived for {name}, asked by {asker}, agreed by {agreed}: {reason}").format(
        ref=one["submission"], kind=known["kind"].replace("_", " "), name=known["assessor"]["name"],
        asker=known["asked_by"]["name"], agreed=agreed, reason=known["reason"],
    )  # fmt: skip


def _deciders(decision: Json) -> Json:
    rows = []
    for one in decision["deciders"]["members"]:
        who = one["who"] if "name" in one["who"] else told(one["who"])
        part = _("stood aside") if one["stood_aside"] else _("free to decide")
        rows.append([who["name"] if who else withheld(), _("decided") if one["decided"] else part])
    return {
        "title": _("Who could decide, and who stood aside"),
        "head": [_("Member of the committee"), _("Part in this decision")],
        "rows": rows,
        "notes": [decision["deciders"]["rule"]],
    }


def _notices(part: Json) -> Json:
    return {
        "title": _("What the candidate was told"),
        "head": [_("When"), _("Words")],
        "rows": [[moment(one["at"]), one["words"]] for one in part["notices"]],
        "empty": _("No notice is on record."),
    }


def _appeal(decision: Json) -> Json:
    route = decision["appeal"]["route"].strip()
    return {"title": _("How to appeal"), "text": route or _("The version of the program says nothing about appeals.")}


def _standing(part: Json) -> Json:
    rows = []
    for one in part["credentials"]:
        rows.append(
            [day(one["issued_at"]), one["ref"], _("issued, valid until {day}").format(day=day(one["valid_until"]))]
        )
        rows += [[day(c["at"]), one["ref"], f"{c['state']}: {c['reason']} ({c['by']['name']})"] for c in one["changes"]]
        rows += [
            [day(h["proposed_at"]), one["ref"], _("a withdrawal was proposed: {reason}").format(reason=h["reason"])]
            for h in one["hearings"]
        ]
        rows += [
            [day(e["at"]), one["ref"], _("signed again: {reason}").format(reason=e["reason"])]
            for e in one["signed_again"]
        ]
    return {
        "title": _("The credential since"),
        "head": [_("Day"), _("Credential"), _("What happened")],
        "rows": rows,
        "empty": _("No credential was granted."),
    }  # fmt: skip


def _journal(part: Json) -> Json:
    told_ones = [one for one in part["entries"] if "told" in one["entry"]]
    hidden = len(part["entries"]) - len(told_ones)
    waiting = sum(1 for one in told_ones if "waits" in one)
    notes = [_("Each entry’s proof leads to the signed head over {size} entries.").format(size=part["size"])]
    if hidden:
        notes.append(
            ngettext("{n} further entry is withheld.", "{n} further entries are withheld.", hidden).format(n=hidden)
        )
    if waiting:
        notes.append(
            ngettext(
                "{n} entry was not sealed yet when this was made.",
                "{n} entries were not sealed yet when this was made.",
                waiting,
            ).format(n=waiting)
        )
    return {
        "title": _("What the sealed journal holds of it"),
        "head": [_("When"), _("Place"), _("What")],
        "rows": [_entry(one) for one in told_ones],
        "notes": notes,
    }


def _entry(one: Json) -> list[str]:
    said = json.loads(one["entry"]["told"])
    place = str(one["position"]) if "position" in one else _("waits")
    return [moment(said["at"]), place, _in_words(said["fact"])]


def _in_words(fact: str) -> str:
    """The journal’s own name of it, `SheetSealed`, as words: names of facts aren’t translated, their proofs cover them."""
    return re.sub(r"(?<!^)([A-Z])", r" \1", fact).capitalize()
