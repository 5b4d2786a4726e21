"""The cast: the people a visitor signs in as, each with a line that says who they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from simulation.company import Hire


@dataclass(frozen=True)
class Member:
    """Someone with a part in the story. `line` stands on the sign-in page; those without one are not offered there."""

    username: str
    name: str
    unit: str
    function: str
    site: str
    manager: str
    line: str = ""
    roles: tuple[str, ...] = ()
    language: str = "en"

    def hired(self, number: int, heads: Mapping[str, str]) -> Hire:
        """Their row in the directory; who names no manager is led by the head of the department."""
        return Hire(
            username=self.username,
            name=self.name,
            number=f"AQ-9{number:04d}",
            unit=self.unit,
            function=self.function,
            site=self.site,
            language=self.language,
            starts_on=date(2018, 3, 1),
            manager=self.manager or heads.get(self.unit, ""),
        )


CAST: tuple[Member, ...] = (
    Member("henrik", "Henrik Lund", "field-commissioning", "operations", "rotterdam", "",
           "Line manager of the commissioning team"),
    Member("ines", "Ines Carvalho", "field-commissioning", "operations", "monterrey", "henrik",
           "Candidate, Field Commissioning Engineer"),
    Member("nadia", "Nadia Haddad", "customer-care", "customer-care", "rotterdam", "",
           "Candidate, Customer Resolution Lead"),
    Member("luis", "Luis Ortega", "customer-care", "customer-care", "monterrey", "",
           "Candidate whose last task was not yet met"),
    Member("tomasz", "Tomasz Bielak", "engineering", "engineering", "leeds", "",
           "Assessor with work in the queue", ("assessor",)),
    Member("kwame", "Kwame Mensah", "quality", "quality-safety", "rotterdam", "",
           "Assessor, known to be severe", ("assessor",)),
    Member("adaeze", "Adaeze Okonkwo", "engineering", "engineering", "pune", "",
           "Mentor", ("mentor",)),
    Member("priya", "Priya Raman", "academy", "people", "pune", "",
           "Program owner of all programs", ("program_owner",)),
    Member("marguerite", "Marguerite Osei", "legal", "legal", "rotterdam", "",
           "Chair of the certification committee", ("committee",)),
    Member("daniel", "Daniel Achterberg", "board", "management", "rotterdam", "",
           "Executive", ("executive",)),
    Member("yusuf", "Yusuf Demir", "academy", "people", "rotterdam", "",
           "People analytics", ("analyst",)),
    Member("weiling", "Wei-Ling Tan", "it", "it", "leeds", "",
           "IT administrator", ("admin",)),
    Member("hannah", "Hannah Weiss", "data-science", "data", "rotterdam", "",
           "Certified, with a public credential"),
    Member("saoirse", "Saoirse Doyle", "quality", "quality-safety", "leeds", "",
           "Second program owner, approves what Priya writes", ("program_owner",)),
    Member("mateus", "Mateus Ferreira", "finance", "finance", "rotterdam", "", roles=("committee",)),
    Member("ingrid", "Ingrid Solberg", "product", "product", "leeds", "", roles=("committee",)),
    Member("leila", "Leila Benali", "data-science", "data", "leeds", "", roles=("assessor",)),
    Member("arjun", "Arjun Nambiar", "field-service", "operations", "pune", "", roles=("assessor",)),
    Member("clara", "Clara Voss", "legal", "legal", "rotterdam", "marguerite"),
    Member("oskar", "Oskar Lindqvist", "field-commissioning", "operations", "rotterdam", "henrik"),
)  # fmt: skip
