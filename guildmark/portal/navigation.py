"""The hats a person may wear and where each leads: at most six entries, in the order in which work flows."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from django.urls import Resolver404, resolve
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guildmark.kernel.roles import HELD, Role


@dataclass(frozen=True)
class Entry:
    """A place in the navigation. `key` follows `g` on the keyboard; `room` is whose page it is. Pages under `also`
    are reached from here too."""

    title: Promise
    url: str
    room: str
    key: str
    also: tuple[str, ...] = ()

    def covers(self, path: str) -> int:
        """How much of the path this entry explains: 0 where it leads elsewhere."""
        if self.url == "/":
            return int(path == "/")
        return max((len(start) for start in (self.url, *self.also) if path.startswith(start)), default=0)


HOME = Entry(_("Home"), "/", "portal", "h")
PEOPLE = Entry(_("People"), "/people/", "people", "e")
ROLES = Entry(_("Roles"), "/people/roles/", "people", "o")
ACCESS = Entry(_("Who may do what"), "/access/", "people", "a")
FRAMEWORKS = Entry(_("Competencies"), "/frameworks/", "competencies", "c")
PROGRAMS = Entry(_("Programs"), "/programs/", "programs", "p")
PLAN = Entry(_("My plan"), "/candidacies/", "candidacy", "m")
APPLICATIONS = Entry(_("Applications"), "/applications/", "candidacy", "l")
QUEUE = Entry(_("Queue"), "/queue/", "assessment", "q", also=("/seats/", "/adjudications/"))
ASSESSORS = Entry(_("Assessors"), "/assessors/", "assessment", "w", also=("/exemplars/", "/reliability/"))
CALIBRATION = Entry(_("My calibration"), "/calibration/", "calibration", "b")
PANELS = Entry(_("Panels"), "/panels/", "assessment", "s", also=("/sessions/", "/matches/"))
AVAILABILITY = Entry(_("When I can"), "/availability/", "scheduling", "t", also=("/sessions/",))
CONFLICTS = Entry(_("My conflicts"), "/conflicts/", "assessment", "x")
DOCKET = Entry(_("Docket"), "/docket/", "credentials", "d")
CREDENTIALS = Entry(_("My credentials"), "/credentials/", "credentials", "r")
FIGURES = Entry(_("Figures"), "/figures/", "portal", "i")
REGISTER = Entry(_("Register"), "/credentials/register/", "credentials", "r", also=("/credentials/renewals/",))
COMMITTEES = Entry(_("Committees"), "/committees/", "governance", "n", also=("/motions/", "/decisions/", "/appeals/"))
TEAM = Entry(_("My team"), "/credentials/team/", "credentials", "t")


@dataclass(frozen=True)
class First:
    """What to do first under a hat, while nothing waits."""

    title: Promise
    text: Promise
    action: Promise
    url: str


@dataclass(frozen=True)
class Hat:
    """In what capacity someone acts, what to do first in it, and where it leads."""

    code: str
    role: Role
    title: Promise
    first: First
    entries: tuple[Entry, ...]


CANDIDATE = Hat(
    "candidate",
    Role.EVERYONE,
    _("Candidate"),
    First(
        _("Choose a program"),
        _("Each program says what mastery is, how it is judged and how long it takes. Read one, then apply."),
        _("See the programs"),
        "/programs/",
    ),
    (HOME, FRAMEWORKS, PROGRAMS, PLAN, CREDENTIALS),
)
HATS = (
    CANDIDATE,
    Hat(
        "assessor",
        Role.ASSESSOR,
        _("Assessor"),
        First(
            _("Work comes by assignment"),
            _(
                "When you get a seat on a panel, the submission appears here with the day it is due. Read the criteria before then."
            ),
            _("Open my queue"),
            "/queue/",
        ),
        (HOME, PROGRAMS, QUEUE, CONFLICTS, CALIBRATION, AVAILABILITY),
    ),
    Hat(
        "mentor",
        Role.MENTOR,
        _("Mentor"),
        First(
            _("Know what is asked"),
            _("Your candidates appear here once they are in progress. Read the program that they go through."),
            _("See the programs"),
            "/programs/",
        ),
        (HOME, PEOPLE, FRAMEWORKS, PROGRAMS),
    ),
    Hat(
        "manager",
        Role.LINE_MANAGER,
        _("Line manager"),
        First(
            _("See where your team is"),
            _(
                "Once somebody you lead is on the way, Home shows how far they have come; scores and comments stay with them."
            ),
            _("Open the directory"),
            "/people/",
        ),
        (HOME, PEOPLE, PROGRAMS, TEAM),
    ),
    Hat(
        "owner",
        Role.PROGRAM_OWNER,
        _("Program owner"),
        First(
            _("Describe what mastery is"),
            _(
                "A program starts from the work that people really do. Take a framework, or write your own, and tie the criteria to it."
            ),
            _("Open the programs"),
            "/programs/",
        ),
        (HOME, FRAMEWORKS, PROGRAMS, APPLICATIONS, PANELS, ASSESSORS),
    ),
    Hat(
        "committee",
        Role.COMMITTEE,
        _("Certification committee"),
        First(
            _("Decisions come when all is met"),
            _(
                "A candidacy appears here once every requirement is met. Who taught, assessed or manages the person does not decide."
            ),
            _("Open the docket"),
            "/docket/",
        ),
        (HOME, PEOPLE, PROGRAMS, DOCKET, REGISTER, COMMITTEES),
    ),
    Hat(
        "executive",
        Role.EXECUTIVE,
        _("Executive"),
        First(
            _("Read what is certified"),
            _("Each program says what it demands and what it is worth to the company."),
            _("See the programs"),
            "/programs/",
        ),
        (HOME, FRAMEWORKS, PROGRAMS, FIGURES),
    ),
    Hat(
        "analyst",
        Role.ANALYST,
        _("Analyst"),
        First(
            _("Start from the criteria"),
            _("Figures make sense beside what is asked. Read how each program judges."),
            _("See the programs"),
            "/programs/",
        ),
        (HOME, FRAMEWORKS, PROGRAMS, FIGURES),
    ),
    Hat(
        "admin",
        Role.ADMIN,
        _("IT administrator"),
        First(
            _("Bring the people in"),
            _("Import the directory from a file, look at the dry run, then appoint the first program owner."),
            _("Open the directory"),
            "/people/",
        ),
        (HOME, PEOPLE, ROLES, ACCESS, FRAMEWORKS, PROGRAMS),
    ),
)
BY_CODE = {hat.code: hat for hat in HATS}


def hats_of(roles: frozenset[Role], *, leads: bool) -> tuple[Hat, ...]:
    """The hats that go with the roles held now; everyone is a candidate, whoever leads someone a manager."""
    worn = roles | {Role.EVERYONE} | ({Role.LINE_MANAGER} if leads else set())
    return tuple(hat for hat in HATS if hat.role in worn)


def hat_for(path: str, hats: Sequence[Hat], preferred: str) -> Hat:
    """Under which hat somebody acts on this page: the one chosen last, unless another one leads here more closely.

    Whoever has not chosen wears the first hat they were appointed to; whoever only leads a team, the manager’s.
    """
    appointed = next((hat for hat in hats if hat.role in HELD), hats[-1])
    chosen = next((hat for hat in hats if hat.code == preferred), appointed)
    return max((chosen, *hats), key=lambda hat: _closeness(path, hat))


def _closeness(path: str, hat: Hat) -> int:
    return max(entry.covers(path) for entry in hat.entries)


def current(path: str, hat: Hat) -> Entry | None:
    """The entry of this hat that the page lies under."""
    entry = max(hat.entries, key=lambda entry: entry.covers(path))
    return entry if entry.covers(path) else None


@cache
def stands(url: str) -> bool:
    """Whether there is a page at this address."""
    try:
        resolve(url)
    except Resolver404:
        return False
    return True
