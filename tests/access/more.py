"""The same routes asked for other things, or otherwise."""

from typing import Any

from tests.access.routes import (
    ANYBODY,
    ASSESSORS,
    DRAFT_READERS,
    EDITORS,
    INES,
    MARGUERITE,
    NOBODY,
    OWNERS,
    PEOPLE,
    PLAN,
    PRIYA,
    TOMASZ,
    Args,
    Company,
    Route,
    draft,
    named,
    opened,
    pk,
    said,
)


def public(company: Company) -> list[Any]:
    return [company.public.ref]


def of_kind(kind: str, thing: str) -> Args:
    return lambda company: [kind, getattr(company, thing).pk]


MORE: list[tuple[str, Route]] = [
    ("portal:history", Route(of_kind("candidacy", "going"), reads=PLAN)),
    ("portal:history", Route(of_kind("submission", "handed_in"), reads=INES)),
    ("portal:history", Route(of_kind("submission", "judged"), reads=INES)),
    ("portal:history", Route(of_kind("submission", "decided"), reads=INES | MARGUERITE)),
    ("portal:history", Route(of_kind("credential", "credential"), reads=PLAN | MARGUERITE)),
    ("portal:history", Route(of_kind("version", "draft"), reads=DRAFT_READERS)),
    ("portal:history", Route(of_kind("study", "study"), reads=PRIYA | MARGUERITE)),
    ("portal:history", Route(of_kind("validation", "validation"), reads=PRIYA | MARGUERITE)),
    ("portal:history", Route(lambda c: ["person", c.cast.ines.pk], reads=INES)),
    ("portal:history", Route(of_kind("framework", "framework"), reads=PEOPLE)),
    ("portal:history", Route(of_kind("item", "item"), reads=PEOPLE)),
    ("portal:history", Route(of_kind("seat", "seat"))),
    ("portal:search", Route(reads=PEOPLE, query="?q=site+project")),
    ("portal:search", Route(reads=PEOPLE, query="?q=making")),
    ("people:directory", Route(reads=PEOPLE, query="?format=csv")),
    ("people:roles", Route(reads=PEOPLE, query="?format=csv&past=yes")),
    ("programs:version", Route(opened, reads=PEOPLE)),
    ("programs:criteria", Route(opened, reads=PEOPLE)),
    ("programs:document", Route(opened, reads=PEOPLE)),
    ("programs:document", Route(draft, reads=DRAFT_READERS, query="?format=json")),
    ("programs:step", Route(lambda c: [*draft(c), "consultation"], acts=PRIYA, sees=DRAFT_READERS)),
    ("programs:program", Route(named("in-the-making"), reads=DRAFT_READERS)),
    ("programs:wording", Route(opened, sees=DRAFT_READERS)),
    ("programs:discard", Route(opened, sees=DRAFT_READERS)),
    ("programs:editor", Route(opened)),
    ("candidacy:entrance", Route(named("in-the-making"))),
    ("candidacy:candidacy", Route(pk("applied"), reads=PLAN)),
    ("candidacy:candidacy", Route(pk("awaiting"), reads=PLAN | MARGUERITE)),
    ("candidacy:applications", Route(reads=OWNERS, query="?format=csv")),
    ("assessment:workspace", Route(pk("handed_in"), reads=INES)),
    ("assessment:workspace", Route(pk("judged"), reads=INES)),
    ("assessment:workspace", Route(pk("decided"), reads=INES | MARGUERITE)),
    ("assessment:queue", Route(reads=ASSESSORS, query="?format=csv&show=sealed")),
    ("assessment:seat", Route(pk("seat"), reads=TOMASZ)),
    ("assessment:seat", Route(pk("sealed"), reads=frozenset({"kwame"}))),
    ("assessment:score", Route(lambda c: [c.sealed.pk, "record-1"], words=said(level="4", revision="1"))),
    ("assessment:seal", Route(pk("sealed"), acts=NOBODY, sees=frozenset({"kwame"}))),
    ("assessment:result", Route(pk("judged"))),
    ("assessment:result", Route(pk("contested"))),
    ("assessment:adjudication", Route(pk("judged"))),
    ("assessment:panels", Route(reads=OWNERS, query="?format=csv")),
    ("assessment:assessors", Route(reads=EDITORS, query="?format=csv")),
    ("credentials:docket", Route(reads=EDITORS, query="?format=csv")),
    ("credentials:docketed", Route(pk("going"))),
    ("credentials:dossier", Route(pk("awaiting"))),
    ("credentials:register", Route(reads=EDITORS, query="?format=csv")),
    ("credentials:credential", Route(public, reads=PLAN | MARGUERITE)),
    ("credentials:visibility", Route(public, acts=INES, words=said(public="no"))),
    ("credentials:public", Route(public, reads=ANYBODY)),
    ("credentials:document", Route(public, reads=ANYBODY)),
    ("credentials:pdf", Route(public, reads=ANYBODY)),
    ("credentials:qr", Route(public, reads=ANYBODY)),
]
