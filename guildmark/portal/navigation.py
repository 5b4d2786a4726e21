"""The hats a person may wear and where each leads: at most six entries, in the order in which work flows."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from django.urls import Resolver404, resolve
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guildmark.kernel.roles import Role


@dataclass(frozen=True)
class Entry:
    """A place in the navigation. `key` follows `g` on the keyboard; `room` is whose page it is."""

    title: Promise
    url: str
    room: str
    key: str

    def leads_to(self, path: str) -> bool:
        return path == self.url if self.url == "/" else path.startswith(self.url)


HOME = Entry(_("Home"), "/", "portal", "h")
PEOPLE = Entry(_("People"), "/people/", "people", "e")
ACCESS = Entry(_("Who may do what"), "/access/", "people", "a")
FRAMEWORKS = Entry(_("Competencies"), "/frameworks/", "competencies", "c")
PROGRAMS = Entry(_("Programs"), "/programs/", "programs", "p")
PLAN = Entry(_("My plan"), "/candidacies/", "candidacy", "m")
APPLICATIONS = Entry(_("Applications"), "/applications/", "candidacy", "l")
QUEUE = Entry(_("Queue"), "/queue/", "assessment", "q")
PANELS = Entry(_("Panels"), "/panels/", "assessment", "s")
DOCKET = Entry(_("Docket"), "/docket/", "credentials", "d")
CREDENTIALS = Entry(_("Credentials"), "/credentials/", "credentials", "r")


@dataclass(frozen=True)
class Hat:
    """In what capacity someone acts. `does` says it in a sentence, for those who wear it the first time."""

    code: str
    role: Role
    title: Promise
    does: Promise
    entries: tuple[Entry, ...]


CANDIDATE = Hat(
    "candidate",
    Role.EVERYONE,
    _("Candidate"),
    _("You show through real work what you have mastered."),
    (HOME, FRAMEWORKS, PROGRAMS, PLAN, CREDENTIALS),
)
HATS = (
    CANDIDATE,
    Hat(
        "assessor",
        Role.ASSESSOR,
        _("Assessor"),
        _("You judge evidence against the rubric, alone first."),
        (HOME, FRAMEWORKS, PROGRAMS, QUEUE),
    ),
    Hat(
        "mentor",
        Role.MENTOR,
        _("Mentor"),
        _("You guide candidates, and never judge those you guide."),
        (HOME, PEOPLE, FRAMEWORKS, PROGRAMS),
    ),
    Hat(
        "manager",
        Role.LINE_MANAGER,
        _("Line manager"),
        _("You see how far your team is; scores and comments stay with them."),
        (HOME, PEOPLE, PROGRAMS),
    ),
    Hat(
        "owner",
        Role.PROGRAM_OWNER,
        _("Program owner"),
        _("You answer for a program: its criteria, who is admitted, which panels judge."),
        (HOME, PEOPLE, FRAMEWORKS, PROGRAMS, APPLICATIONS, PANELS),
    ),
    Hat(
        "committee",
        Role.COMMITTEE,
        _("Certification committee"),
        _("You decide on people whom you neither taught, assessed nor manage."),
        (HOME, PEOPLE, PROGRAMS, DOCKET, CREDENTIALS),
    ),
    Hat(
        "executive",
        Role.EXECUTIVE,
        _("Executive"),
        _("You see whether the programs are worth the effort."),
        (HOME, FRAMEWORKS, PROGRAMS),
    ),
    Hat(
        "analyst",
        Role.ANALYST,
        _("Analyst"),
        _("You answer questions about groups, not about people."),
        (HOME, FRAMEWORKS, PROGRAMS),
    ),
    Hat(
        "admin",
        Role.ADMIN,
        _("IT administrator"),
        _("You keep the installation, accounts and roles in order."),
        (HOME, PEOPLE, ACCESS, FRAMEWORKS, PROGRAMS),
    ),
)
BY_CODE = {hat.code: hat for hat in HATS}


def hats_of(roles: frozenset[Role], *, leads: bool) -> tuple[Hat, ...]:
    """The hats that go with the roles held now; everyone is a candidate, whoever leads someone a manager."""
    worn = roles | {Role.EVERYONE} | ({Role.LINE_MANAGER} if leads else set())
    return tuple(hat for hat in HATS if hat.role in worn)


def hat_for(path: str, hats: Sequence[Hat], preferred: str) -> Hat:
    """Under which hat somebody acts on this page: the one chosen last, unless only another one leads here."""
    chosen = next((hat for hat in hats if hat.code == preferred), hats[0])
    if current(path, chosen):
        return chosen
    return next((hat for hat in hats if current(path, hat)), chosen)


def current(path: str, hat: Hat) -> Entry | None:
    """The entry of this hat that the page lies under."""
    return next((entry for entry in hat.entries if entry.leads_to(path)), None)


@cache
def stands(url: str) -> bool:
    """Whether there is a page at this address."""
    try:
        resolve(url)
    except Resolver404:
        return False
    return True
