"""Every route: what it is asked for, who gets to read it, and whose post with these words does something.

`reads`: whom a GET opens the page to. `acts`: for whom the post that stands here changes something; `sees`: who posts
in vain and gets the page again, with a sentence, since they may read it anyway. Everybody else is
sent to sign in, or told that there is no such thing, or why not. A route that is not here makes the walk fail.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace as Company
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from guildmark.assessment.domain.conflicts import DEFAULT
from guildmark.assessment.domain.drafts import Removed
from guildmark.assessment.queries import token_of
from tests.consultation.conftest import KEYS
from tests.programs.documents import COMPLETE

CAST = (
    "stranger", "ines", "nadia", "henrik", "tomasz", "kwame", "saoirse", "adaeze", "priya", "rival", "marguerite",
    "outsider", "daniel", "yusuf", "weiling",
)  # fmt: skip
ANYBODY = frozenset(CAST)
PEOPLE = ANYBODY - {"stranger"}
NOBODY: frozenset[str] = frozenset()
OWNERS = frozenset({"priya", "rival"})
COMMITTEE = frozenset({"marguerite", "outsider"})
ASSESSORS = frozenset({"tomasz", "kwame", "saoirse"})
EDITORS = OWNERS | COMMITTEE
DRAFT_READERS = frozenset({"priya", "marguerite"}) | ASSESSORS
INES = frozenset({"ines"})
TOMASZ = frozenset({"tomasz"})
PRIYA = frozenset({"priya"})
MARGUERITE = frozenset({"marguerite"})
ADMIN = frozenset({"weiling"})
PLAN = frozenset({"ines", "henrik", "priya"})
PANEL = frozenset({"tomasz", "kwame", "priya"})

Args = Callable[[Company], list[Any]]
Words = Callable[[Company], Mapping[str, Any]]


@dataclass(frozen=True)
class Route:
    args: Args = lambda company: []
    reads: frozenset[str] = NOBODY
    acts: frozenset[str] = NOBODY
    sees: frozenset[str] = NOBODY
    words: Words = lambda company: {}
    query: str = ""


def said(**words: Any) -> Words:
    return lambda company: words


def draft(company: Company) -> list[Any]:
    return ["in-the-making", "1.0"]


def opened(company: Company) -> list[Any]:
    return ["open-to-all", "1.0"]


def of_item(company: Company) -> list[Any]:
    return [company.framework.slug, company.item.identifier]


def of_framework(company: Company) -> list[Any]:
    return [company.framework.slug]


def pk(name: str) -> Args:
    return lambda company: [getattr(company, name).pk]


def credential(company: Company) -> list[Any]:
    return [company.credential.ref]


def named(username: str) -> Args:
    return lambda company: [username]


WATER = Path(__file__).parent.parent / "competencies" / "water_sampling.case.json"
ROSTER = (
    "employee_number;name;email;job_function;site;unit;manager;since\n900;Zoë Ek;zoe@alderquay.example;It;Leeds;It;;\n"
)
PASSWORD = {"current": "x", "password": "one long sentence", "again": "one long sentence"}

KERNEL = {
    "kernel:healthz": Route(reads=ANYBODY),
    "kernel:readyz": Route(reads=ANYBODY),
}
PORTAL = {
    "portal:home": Route(reads=PEOPLE),
    "portal:figures": Route(reads=frozenset({"daniel", "yusuf"})),
    "portal:search": Route(reads=PEOPLE),
    "portal:notifications": Route(reads=PEOPLE),
    "portal:reading": Route(acts=INES, sees=PEOPLE),
    "portal:notification": Route(pk("notification"), reads=INES),
    "portal:history": Route(lambda c: ["submission", c.writing.pk], reads=INES),
    "portal:hat": Route(named("candidate"), reads=PEOPLE),
    "portal:theme": Route(sees=ANYBODY, words=said(theme="dark")),
    "portal:language": Route(acts=PEOPLE, sees=ANYBODY, words=said(language="nl")),
    "portal:shortcuts": Route(acts=PEOPLE, words=said(shortcuts="")),
    "portal:kit": Route(),
}
PEOPLES = {
    "people:sign_in": Route(reads=ANYBODY),
    "people:link_wanted": Route(reads=ANYBODY, acts=ANYBODY, words=said(login="ines")),
    "people:password_by_link": Route(lambda c: ["none", "none"]),
    "people:signed_in": Route(reads=PEOPLE),
    "people:sign_out": Route(sees=ANYBODY),
    "people:me": Route(reads=PEOPLE, acts=PEOPLE, words=said(language="nl", time_zone="Asia/Kolkata")),
    "people:password": Route(reads=PEOPLE),
    "people:access": Route(reads=PEOPLE),
    "people:access_me": Route(reads=PEOPLE),
    "people:directory": Route(reads=PEOPLE),
    "people:suggestions": Route(reads=PEOPLE, query="?q=ines"),
    "people:import": Route(reads=ADMIN, acts=ADMIN, words=said(text=ROSTER, apply="yes")),
    "people:import_example": Route(reads=ADMIN),
    "people:roles": Route(reads=PEOPLE),
    "people:appointment": Route(reads=PEOPLE, acts=ADMIN, words=said(person="nadia", role="mentor")),
    "people:appointment_end": Route(pk("appointment"), acts=frozenset({"weiling", "saoirse"})),
    "people:leave_end": Route(pk("leave"), acts=frozenset({"weiling", "henrik"})),
    "people:person": Route(named("ines"), reads=PEOPLE),
    "people:employment": Route(
        named("ines"), reads=PEOPLE, acts=ADMIN,
        words=lambda c: {"unit": c.unit.pk, "starts_on": "2026-05-01"},
    ),
    "people:leave": Route(
        named("ines"), reads=PEOPLE, acts=ADMIN | {"henrik"}, words=said(starts_on="2025-05-01", ends_on="2025-05-03")
    ),
    "people:account": Route(named("nadia"), acts=ADMIN, words=said(open="no")),
    "people:sign_in_link": Route(named("ines"), acts=ADMIN | INES),
}  # fmt: skip
COMPETENCIES = {
    "competencies:frameworks": Route(reads=PEOPLE),
    "competencies:import": Route(reads=EDITORS, acts=EDITORS, words=lambda c: {"file": SimpleUploadedFile("water.json", WATER.read_bytes())}),
    "competencies:new": Route(reads=EDITORS, acts=EDITORS, words=said(title="Lab work")),
    "competencies:ends": Route(
        reads=PEOPLE, acts=EDITORS, words=said(**{"what": "priority", "priority-title": "Cleaner water"})
    ),
    "competencies:end-removal": Route(lambda c: ["priority", c.priority.pk], acts=EDITORS, sees=PEOPLE),
    "competencies:priority": Route(pk("priority"), reads=PEOPLE, acts=EDITORS, words=said(title="Cleaner water")),
    "competencies:framework": Route(of_framework, reads=PEOPLE),
    "competencies:description": Route(of_framework, reads=EDITORS, acts=EDITORS, words=said(title="Lab work")),
    "competencies:export-case": Route(of_framework, reads=PEOPLE),
    "competencies:export-csv": Route(of_framework, reads=PEOPLE),
    "competencies:loose": Route(of_framework, reads=PEOPLE),
    "competencies:coverage": Route(
        of_framework, reads=PEOPLE, acts=EDITORS,
        words=lambda c: {"cell": f"{c.top.identifier} priority:{c.priority.pk} on"},
    ),
    "competencies:restoration": Route(of_framework),
    "competencies:new-item": Route(of_framework, reads=EDITORS, acts=EDITORS, words=said(statement="Explains it.")),
    "competencies:item": Route(of_item, reads=PEOPLE),
    "competencies:children": Route(of_item, reads=PEOPLE),
    "competencies:wording": Route(
        of_item, reads=EDITORS, acts=EDITORS,
        words=lambda c: {"statement": "Isolates all.", "seen": c.item.last_change},
    ),
    "competencies:order": Route(
        lambda c: [c.framework.slug, c.top.identifier], acts=EDITORS, words=lambda c: {"down": c.item.identifier}
    ),
    "competencies:place": Route(lambda c: [c.framework.slug, c.other.identifier], acts=EDITORS, words=said(up="1")),
    "competencies:removal": Route(of_item, reads=EDITORS, acts=EDITORS),
    "competencies:tie": Route(
        lambda c: [c.framework.slug, c.top.identifier], acts=EDITORS,
        words=lambda c: {"serves": f"priority:{c.priority.pk}"},
    ),
    "competencies:association": Route(
        of_item, reads=EDITORS, acts=EDITORS,
        words=lambda c: {"association_type": "isRelatedTo", "other": c.second.identifier},
    ),
    "competencies:picks": Route(of_item, reads=PEOPLE),
    "competencies:dissociation": Route(lambda c: [*of_item(c), c.association.pk], acts=EDITORS),
}  # fmt: skip
PROGRAMS = {
    "programs:catalogue": Route(reads=PEOPLE),
    "programs:new": Route(reads=OWNERS, acts=PRIYA, words=said(title="Lab Lead", slug="lab-lead")),
    "programs:roles": Route(reads=OWNERS),
    "programs:from-role": Route(acts=PRIYA, words=lambda c: {"item": c.top.pk, "title": "Lab Lead"}),
    "programs:documents": Route(acts=PRIYA, sees=OWNERS, words=said(text=COMPLETE)),
    "programs:program": Route(named("open-to-all"), reads=PEOPLE),
    "programs:versions": Route(named("open-to-all"), acts=PRIYA, words=said(number="1.1")),
    "programs:version": Route(draft, reads=DRAFT_READERS),
    "programs:beside": Route(lambda c: [*draft(c), draft(c)[1]], reads=DRAFT_READERS),
    "programs:criteria": Route(draft, reads=DRAFT_READERS),
    "programs:document": Route(
        draft,
        reads=DRAFT_READERS,
        acts=PRIYA,
        words=said(text=COMPLETE.replace("field-commissioning-engineer", "in-the-making", 1)),
    ),
    "programs:editor": Route(draft, reads=PRIYA),
    "programs:editor-changes": Route(draft, acts=PRIYA, words=said(place="scope", value="Hydraulic units.")),
    "programs:editor-entries": Route(draft, acts=PRIYA, words=said(do="add-task", title="Fitting")),
    "programs:editor-indicators": Route(draft, reads=PRIYA),
    "programs:editor-part": Route(lambda c: [*draft(c), "rules"], reads=PRIYA),
    "programs:step": Route(
        lambda c: [*opened(c), "closure"], acts=frozenset({"priya", "marguerite"}), sees=DRAFT_READERS
    ),
    "programs:discard": Route(draft, acts=PRIYA, sees=DRAFT_READERS),
    "programs:put-back": Route(sees=PEOPLE),
    "programs:wording": Route(draft, sees=DRAFT_READERS),
    "programs:schema": Route(reads=PEOPLE),
}
CANDIDACY = {
    "candidacy:candidacies": Route(reads=PEOPLE),
    "candidacy:entrance": Route(
        named("open-to-all"), reads=PEOPLE, acts=PEOPLE, words=said(motivation="I like the work.")
    ),
    "candidacy:candidacy": Route(pk("going"), reads=PLAN),
    "candidacy:beginning": Route(pk("admitted"), acts=INES, sees=PLAN),
    "candidacy:pause": Route(pk("going"), acts=INES | PRIYA, words=said(**{"pause-reason": "Away."}), sees=PLAN),
    "candidacy:resumption": Route(pk("paused"), acts=INES | PRIYA, sees=PLAN),
    "candidacy:withdrawal": Route(pk("going"), acts=INES, words=said(**{"withdrawal-reason": "Moved on."}), sees=PLAN),
    "candidacy:credentials": Route(pk("going"), sees=PLAN),
    "candidacy:target": Route(
        lambda c: [c.going.pk, "task-1-node"], acts=INES, words=said(target_on="2026-06-01"), sees=PLAN
    ),
    "candidacy:own_accommodations": Route(pk("going"), reads=INES, acts=INES, words=said(kinds="other", need="Time.")),
    "candidacy:accommodations": Route(reads=OWNERS),
    "candidacy:accommodation": Route(pk("arranged"), reads=PRIYA),
    "candidacy:accommodation_answer": Route(
        pk("arranged"), acts=PRIYA, words=said(outcome="decline", reason="Not so.")
    ),
    "candidacy:accommodation_ending": Route(pk("arranged"), acts=INES),
    "candidacy:applications": Route(reads=OWNERS),
    "candidacy:application": Route(pk("applied"), reads=PRIYA),
    "candidacy:answer": Route(pk("applied"), acts=PRIYA, words=said(outcome="admit")),
}
WORKSPACE = {
    "assessment:submissions": Route(pk("fresh"), acts=INES, words=said(task="task-1")),
    "assessment:workspace": Route(pk("writing"), reads=INES),
    "assessment:box": Route(lambda c: [c.writing.pk, "text"], acts=INES, words=said(text="<p>New.</p>", revision="0")),
    "assessment:draft": Route(
        pk("writing"), acts=INES, words=said(**{"box-decided-1": "Wrote anew.", "revision-decided-1": "1"})
    ),
    "assessment:submittal": Route(pk("writing"), acts=INES, words=said(identity="on", original="on")),
    "assessment:recall": Route(pk("handed_in"), acts=INES),
    "assessment:kept": Route(lambda c: [c.writing.pk, c.kept.pk], acts=INES, words=said(choice="discard")),
    "assessment:evidence": Route(pk("writing"), acts=INES, words=said(url="https://example.com/log")),
    "assessment:removal": Route(lambda c: [c.writing.pk, c.link.pk], acts=INES),
    "assessment:return": Route(
        pk("writing"), acts=INES,
        words=lambda c: {"back": token_of(c.writing, Removed("link", "", "https://example.com/back", None))},
    ),
    "assessment:uploads": Route(pk("writing"), sees=INES),
    "assessment:upload": Route(lambda c: [c.upload.key], sees=INES),
    "assessment:recording": Route(pk("writing")),
    "assessment:team": Route(pk("writing"), acts=INES, words=said(one_more="nadia", statement="The plan.")),
    "assessment:viewers": Route(pk("file"), reads=INES),
    "assessment:restriction": Route(pk("file"), acts=INES, words=said(reason="Holds names.")),
    "assessment:opening": Route(pk("file"), sees=INES),
    "assessment:captions": Route(pk("file"), sees=INES),
    "assessment:preview": Route(pk("file")),
    "assessment:poster": Route(pk("file")),
    "assessment:file": Route(pk("file"), reads=INES),
}  # fmt: skip
JUDGING = {
    "assessment:queue": Route(reads=ASSESSORS),
    "assessment:seat": Route(pk("started"), reads=TOMASZ),
    "assessment:start": Route(pk("seat"), acts=TOMASZ),
    "assessment:refusal": Route(pk("seat"), acts=TOMASZ, words=said(usual="time")),
    "assessment:score": Route(
        lambda c: [c.started.pk, "record-1"], acts=TOMASZ, words=said(level="4", rationale="", revision="1")
    ),
    "assessment:observation": Route(pk("started"), reads=TOMASZ),
    "assessment:observations": Route(pk("contested"), reads=PANEL),
    "assessment:beginning": Route(pk("started"), acts=TOMASZ),
    "assessment:moments": Route(
        pk("started"), sees=TOMASZ, words=said(mark="00000000-0000-4000-8000-000000000000", at_ms="0")
    ),
    "assessment:attendance": Route(pk("started"), sees=TOMASZ),
    "assessment:notes": Route(pk("started"), acts=TOMASZ, words=said(text="Look again.", revision="1")),
    "assessment:request": Route(pk("started"), acts=TOMASZ, words=said(reason="The meter’s log is missing.")),
    "assessment:request_end": Route(pk("request"), acts=TOMASZ | PRIYA),
    "assessment:marks": Route(
        pk("started"), acts=TOMASZ,
        words=lambda c: {
            "evidence_id": c.judged.evidence.get(kind="text").pk, "quote": "What I did", "start": "0", "text": "Here.",
        },
    ),
    "assessment:mark_removal": Route(lambda c: [c.started.pk, c.mark.pk], acts=TOMASZ),
    "assessment:bank": Route(
        pk("started"), reads=TOMASZ, acts=TOMASZ, words=said(criterion="record-1", text="Name the unit.")
    ),
    "assessment:bank_removal": Route(lambda c: [c.started.pk, c.comment.pk], acts=TOMASZ),
    "assessment:skip": Route(pk("started"), acts=TOMASZ, words=said(until="2026-04-20", reason="Not now.")),
    "assessment:seal": Route(pk("started"), acts=TOMASZ),
    "assessment:replacement": Route(pk("seat"), acts=PRIYA, words=said(reason="On leave.")),
    "assessment:adjudication": Route(pk("contested"), reads=PANEL),
    "assessment:proposals": Route(
        pk("contested"), acts=frozenset({"tomasz", "kwame"}), sees=PANEL,
        words=lambda c: {
            f"{name}-{key}": value for key in c.contested.adjudication.contested
            for name, value in (("level", "3"), ("why", "As the log says."))
        },
    ),
    "assessment:remarks": Route(
        pk("contested"), acts=frozenset({"tomasz", "kwame"}),
        words=lambda c: {"criterion": c.contested.adjudication.contested[0], "text": "Look at 09:40 again."},
    ),
    "assessment:confirmation": Route(lambda c: [c.contested.pk, c.proposal.pk], acts=TOMASZ),
    "assessment:result": Route(pk("decided"), reads=PANEL | INES | MARGUERITE),
    "assessment:panels": Route(reads=OWNERS),
    "assessment:panel": Route(pk("judged"), reads=PRIYA),
    "assessment:panel_people": Route(pk("judged"), reads=PRIYA),
    "assessment:waivers": Route(
        pk("judged"), sees=PRIYA,
        words=lambda c: {"assessor": c.cast.saoirse.pk, "kind": "former_team", "reason": "Long ago."},
    ),
    "assessment:forming": Route(acts=PRIYA, words=lambda c: {"program": c.unfilled.candidacy.program.slug}),
    "assessment:conflict_policy": Route(reads=PEOPLE),
    "assessment:conflict_policy_versions": Route(
        acts=COMMITTEE, sees=PEOPLE,
        words=said(reason="Agreed.", **{
            **{f"force-{kind}": rule.force.value for kind, rule in DEFAULT.items()},
            **{f"months-{kind}": rule.months for kind, rule in DEFAULT.items() if rule.months},
        }),
    ),
    "assessment:conflict_waiver": Route(pk("exception"), reads=frozenset({"priya", "marguerite"})),
    "assessment:agreement": Route(pk("exception"), sees=frozenset({"priya", "marguerite"})),
    "assessment:attempt": Route(pk("unfilled"), acts=PRIYA),
    "assessment:waiver": Route(pk("unfilled"), acts=PRIYA, words=said(reason="Nobody is free.")),
    "assessment:assessors": Route(reads=EDITORS),
    "assessment:qualifications": Route(
        acts=frozenset({"priya", "marguerite"}),
        sees=EDITORS,
        words=lambda c: {
            "person": "saoirse", "program": c.open.program_id, "basis": "Founding list", "starts_on": "2026-04-16"
        },
    ),
    "assessment:qualification_languages": Route(
        pk("qualification"), acts=frozenset({"priya", "marguerite"}), words=said(languages="nl")
    ),
    "assessment:qualification_end": Route(
        pk("qualification"), acts=frozenset({"priya", "marguerite"}), words=said(last_day="2026-05-01")
    ),
    "assessment:attempts": Route(
        lambda c: [c.out_of_attempts.pk], reads=frozenset({"marguerite"}), acts=frozenset({"marguerite"}),
        words=said(task="task-1", reason="The simulator stood still."),
    ),
    "assessment:conflicts": Route(reads=PEOPLE),
    "assessment:declarations": Route(
        acts=PEOPLE - {"adaeze"}, sees=PEOPLE, words=said(about="adaeze", reason="We share a house.")
    ),
    "assessment:declaration_end": Route(pk("declared"), acts=INES),
}  # fmt: skip
CALIBRATION = {
    "calibration:mine": Route(reads=ASSESSORS),
    "calibration:set": Route(pk("calibration_set"), reads=frozenset({"saoirse", "priya", "marguerite"})),
    "calibration:sets": Route(named("to-calibrate"), acts=frozenset({"saoirse"}), sees=ASSESSORS),
    "calibration:programs": Route(reads=EDITORS),
    "calibration:program": Route(named("to-calibrate"), reads=frozenset({"priya", "marguerite"})),
    "calibration:policy": Route(
        named("to-calibrate"), reads=PRIYA, acts=PRIYA,
        words=said(exemplars="3", measure="kappa", least="0.6", months="12", seed_percent="5", reason="Three now."),
    ),
    "calibration:founding": Route(
        named("elsewhere"), reads=frozenset({"marguerite", "outsider"}), acts=frozenset({"marguerite", "outsider"}),
        words=said(person1="tomasz", until="2026-12-31", reason="Led the pilots."),
    ),
    "calibration:invitation": Route(
        lambda c: ["calibrated", c.cast.kwame.pk], sees=frozenset({"priya", "marguerite"})
    ),
    "calibration:pause": Route(
        lambda c: ["calibrated", c.cast.kwame.pk], acts=PRIYA, sees=frozenset({"priya", "marguerite"}),
        words=said(reason="Sees another rubric."),
    ),
    "calibration:pause_end": Route(pk("assessor_pause"), acts=PRIYA, words=said(reason="All is well.")),
    "calibration:exemplars": Route(reads=ASSESSORS | OWNERS),
    "calibration:exemplar_new": Route(
        reads=OWNERS, acts=PRIYA,
        words=lambda c: {
            "submission": c.to_copy.ref, "basis": "consent", "reason": "Agreed.", "first": "tomasz", "second": "kwame"
        },
    ),
    "calibration:exemplar": Route(pk("exemplar"), reads=PANEL),
    "calibration:references": Route(
        pk("exemplar"), acts=frozenset({"tomasz", "kwame"}), sees=PANEL,
        words=lambda c: {
            f"{name}-{key}-1": value for key in ("isolation", "judgement", "record")
            for name, value in (("level", "3"), ("why", "As the log says."))
        },
    ),
    "calibration:agreement": Route(lambda c: [c.exemplar.pk, c.reference.pk], acts=frozenset({"kwame"})),
    "calibration:opening": Route(pk("agreed_exemplar"), acts=PRIYA),
    "calibration:retirement": Route(pk("exemplar"), acts=PRIYA, sees=PANEL, words=said(reason="Leaked.")),
    "calibration:examples": Route(pk("started"), reads=TOMASZ),
}  # fmt: skip
STUDY_JUDGES = frozenset({"tomasz", "kwame", "adaeze", "saoirse"})
STUDY_READERS = frozenset({"priya", "marguerite"})
LEVELS_SAID = said(**{"isolation-1": "3", "judgement-1": "2.5", "record-1": "3"})
STUDIES = {
    "calibration:cuts": Route(draft, reads=DRAFT_READERS),
    "calibration:study_new": Route(
        lambda c: ["unasked", "1.0", "task-1"], reads=PRIYA, acts=PRIYA,
        words=said(borderline="Asks first.", judge1="tomasz", judge2="kwame", judge3="henrik"),
    ),
    "calibration:studies": Route(reads=EDITORS),
    "calibration:study": Route(pk("study"), reads=STUDY_READERS),
    "calibration:judges": Route(pk("study"), acts=PRIYA, sees=STUDY_READERS, words=said(person="henrik")),
    "calibration:rounds": Route(
        pk("study_between"), acts=PRIYA, sees=STUDY_READERS, words=said(discussion="What a half level means.")
    ),
    "calibration:round_end": Route(pk("study"), acts=PRIYA, sees=STUDY_READERS),
    "calibration:cut": Route(
        pk("study_between"), acts=PRIYA, sees=STUDY_READERS, words=said(cut="2.9", reason="As they say.")
    ),
    "calibration:study_end": Route(
        pk("study"), acts=PRIYA, sees=STUDY_READERS, words=said(**{"drop-reason": "The rubric was rewritten."})
    ),
    "calibration:judging": Route(pk("study"), reads=STUDY_JUDGES),
    "calibration:levels": Route(
        pk("study"), acts=frozenset({"saoirse"}), sees=STUDY_JUDGES, words=LEVELS_SAID
    ),
    "calibration:answer": Route(
        pk("study"), acts=frozenset({"saoirse"}), sees=STUDY_JUDGES, words=LEVELS_SAID
    ),
    "calibration:work": Route(
        lambda c: [c.study.pk, c.sheet_again.pk], reads=TOMASZ, acts=TOMASZ, words=said(rating="2")
    ),
}  # fmt: skip
RATERS = frozenset({"tomasz", "saoirse"})
NOT_ASKED_ABOUT = ["not-asked-about", "1.0"]
CONSULTATION = {
    "consultation:rounds": Route(lambda c: NOT_ASKED_ABOUT, reads=DRAFT_READERS),
    "consultation:round_new": Route(
        lambda c: NOT_ASKED_ABOUT, reads=PRIYA, acts=PRIYA,
        words=said(purpose="Site work.", last_day="2026-05-01", one="henrik"),
    ),
    "consultation:round": Route(pk("validation"), reads=STUDY_READERS),
    "consultation:raters": Route(pk("validation"), acts=PRIYA, sees=STUDY_READERS, words=said(person="henrik")),
    "consultation:round_end": Route(pk("validation"), acts=PRIYA, sees=STUDY_READERS),
    "consultation:reply": Route(
        lambda c: [c.validation_closed.pk, KEYS[0]], acts=PRIYA, sees=STUDY_READERS,
        words=said(outcome="kept", text="Any of them."),
    ),
    "consultation:rating": Route(
        pk("validation"), reads=RATERS, acts=RATERS, words=said(**{f"{key}.importance": "0" for key in KEYS})
    ),
    "consultation:said": Route(
        lambda c: [c.validation.pk, KEYS[0]], acts=RATERS, words=said(importance="3")
    ),
}  # fmt: skip
SCHEDULING = {
    "scheduling:availability": Route(reads=ASSESSORS),
    "scheduling:week": Route(
        acts=ASSESSORS - {"tomasz", "kwame"}, sees=ASSESSORS,
        words=said(zone="Europe/London", before="0", after="15", notice="24", revision="0", day_0="9-17"),
    ),
    "scheduling:days_off": Route(
        acts=frozenset({"tomasz", "kwame"}), sees=ASSESSORS, words=said(**{"off-first": "2026-05-04"})
    ),
    "scheduling:extra_hours": Route(
        acts=frozenset({"tomasz", "kwame"}), sees=ASSESSORS,
        words=said(**{"extra-day": "2026-05-09", "extra-hours": "9-12"}),
    ),
    "scheduling:removal": Route(pk("other_days"), acts=TOMASZ),
    "scheduling:sessions": Route(reads=PEOPLE),
    "scheduling:session": Route(pk("live"), reads=PANEL | INES),
    "scheduling:card": Route(pk("live"), reads=PANEL | INES),
    "scheduling:booking": Route(
        pk("bookable"), acts=INES | PRIYA, sees=PANEL | INES, words=said(starts_at="2026-04-22T14:00:00+00:00")
    ),
    "scheduling:wish": Route(pk("bookable"), acts=INES | PRIYA, sees=PANEL | INES),
    "scheduling:move": Route(
        pk("session"), acts=INES | PRIYA, sees=PANEL | INES, words=said(starts_at="2026-04-24T14:00:00+00:00")
    ),
    "scheduling:cancellation": Route(
        pk("session"), acts=PANEL | INES, sees=PANEL | INES, words=said(**{"cancel-reason": "A cold."})
    ),
    "scheduling:link": Route(
        pk("session"), acts=PANEL, sees=PANEL | INES, words=said(url="https://meet.alderquay.example/1")
    ),
    "scheduling:holding": Route(pk("session"), sees=PANEL | INES),
    "scheduling:absence": Route(pk("session"), sees=PANEL | INES),
    "scheduling:decision": Route(
        pk("missed"), acts=PRIYA, sees=PANEL | INES,
        words=said(**{"settle-outcome": "another_date", "settle-reason": "A strike."}),
    ),
}  # fmt: skip
ORIGINALITY = {
    "originality:matches": Route(reads=OWNERS),
    "originality:match": Route(pk("match"), reads=PRIYA),
    "originality:review": Route(pk("match"), acts=PRIYA, words=said(outcome="explained", reason="Both quote a form.")),
    "originality:wordings": Route(lambda c: ["with-wordings", "1.0"], reads=PRIYA),
    "originality:retirement": Route(
        lambda c: ["with-wordings", "1.0", "task-1", "pump"], acts=PRIYA, words=said(reason="Seen in a chat.")
    ),
}
CREDENTIALS = {
    "credentials:docket": Route(reads=EDITORS),
    "credentials:docketed": Route(pk("awaiting"), reads=frozenset({"marguerite", "priya"})),
    "credentials:decision": Route(
        pk("awaiting"), acts=MARGUERITE, sees=PRIYA, words=said(outcome="grant", reason="All met.")
    ),
    "credentials:dossier": Route(
        lambda c: [c.credential.decision.candidacy_id], reads=frozenset({"ines", "marguerite", "priya"})
    ),
    "credentials:mine": Route(reads=PEOPLE),
    "credentials:register": Route(reads=EDITORS),
    "credentials:credential": Route(credential, reads=PLAN | MARGUERITE),
    "credentials:visibility": Route(credential, acts=INES, words=said(public="yes")),
    "credentials:renewals": Route(reads=EDITORS),
    "credentials:campaign": Route(sees=EDITORS, words=said(month="2026-05")),
    "credentials:team": Route(reads=PEOPLE),
    "credentials:renew": Route(credential, sees=INES),
    "credentials:answer": Route(credential, sees=INES, words=said(statement="It was mine.")),
    "credentials:change": Route(
        lambda c: [c.credential.ref, "suspend"],
        reads=PLAN | MARGUERITE,
        acts=MARGUERITE,
        sees=PLAN,
        words=said(reason="The yearly job is missing."),
    ),
    "credentials:document": Route(credential, reads=INES),
    "credentials:jwt": Route(credential, reads=INES),
    "credentials:badge_png": Route(credential, reads=INES),
    "credentials:badge_svg": Route(credential, reads=INES),
    "credentials:pdf": Route(credential, reads=INES),
    "credentials:qr": Route(credential, reads=INES),
    "credentials:public": Route(credential, reads=INES),
    "credentials:status": Route(lambda c: [1], reads=ANYBODY),
    "credentials:did": Route(reads=ANYBODY),
}
BOARD = frozenset({"marguerite", "priya"})
GOVERNANCE = {
    "governance:committees": Route(reads=EDITORS),
    "governance:founding": Route(
        acts=MARGUERITE, sees=EDITORS,
        words=lambda c: {"program": c.decided.candidacy.program_id, "name": "B", "quorum": 3, "majority": "simple"},
    ),
    "governance:committee": Route(pk("board"), reads=BOARD),
    "governance:members": Route(
        pk("board"), acts=MARGUERITE, sees=BOARD,
        words=lambda c: {
            "seat-person": c.cast.marguerite.pk, "seat-office": "chair", "seat-starts_on": "2027-06-01",
            "seat-ends_on": "2028-06-01",
        },
    ),
    "governance:meetings": Route(pk("board"), acts=MARGUERITE, sees=BOARD, words=said(**{"call-starts_at": "2026-05-04T10:00"})),
    "governance:motions": Route(
        pk("board"), acts=BOARD,
        words=said(**{
            "put-title": "x", "put-grounds": "y", "put-weight": "consent", "put-closes_at": "2026-05-04T10:00",
        }),
    ),
    "governance:delegations": Route(pk("board"), sees=BOARD),
    "governance:minutes": Route(pk("past_meeting"), acts=MARGUERITE, sees=BOARD, words=said(minutes="We met.")),
    "governance:motion": Route(pk("motion"), reads=BOARD),
    "governance:ballot": Route(pk("motion"), acts=MARGUERITE, sees=BOARD, words=said(choice="yes")),
    "governance:recusal": Route(pk("motion"), acts=MARGUERITE, sees=BOARD, words=said(**{"aside-reason": "Cousins."})),
    "governance:closing": Route(pk("on_agenda"), acts=MARGUERITE, sees=BOARD),
    "governance:officer": Route(pk("motion"), sees=BOARD, words=said(**{"alone-reason": "So."})),
    "governance:appeals": Route(reads=PEOPLE),
    "governance:complaint": Route(
        acts=PEOPLE, words=lambda c: {"program": c.decided.candidacy.program_id, "grounds": "bias", "statement": "Loud."}
    ),
    "governance:contest": Route(
        lambda c: [c.decided.pk], reads=INES, acts=INES, words=said(grounds="ignored", statement="The log.")
    ),
    "governance:appeal": Route(pk("appeal"), reads=INES | MARGUERITE),
    "governance:acknowledgement": Route(pk("appeal"), acts=MARGUERITE, sees=INES),
    "governance:hearers": Route(pk("appeal"), sees=INES | MARGUERITE),
    "governance:outcome": Route(
        pk("appeal"), sees=INES | MARGUERITE, words=said(outcome="upheld", reasons="So it was.")
    ),
    "governance:ending": Route(pk("appeal"), acts=INES, sees=MARGUERITE),
    "governance:register": Route(reads=PEOPLE),
}  # fmt: skip

ROUTES: dict[str, Route] = {
    **KERNEL, **PORTAL, **PEOPLES, **COMPETENCIES, **PROGRAMS, **CANDIDACY, **WORKSPACE, **JUDGING, **SCHEDULING, **ORIGINALITY, **CALIBRATION, **STUDIES, **CONSULTATION, **CREDENTIALS, **GOVERNANCE,
}  # fmt: skip
