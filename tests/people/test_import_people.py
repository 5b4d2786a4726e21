"""Importing people as a verb and as a command; what a file means is told in test_roster."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from guildmark.kernel.access import Refused
from guildmark.people import queries
from guildmark.people.actions import import_people
from guildmark.people.models import Employment, OrgUnit, Person
from tests.cast import TODAY, unit

HEAD = "employee_number;name;email;job_function;site;unit;manager;since"


@pytest.fixture
def company(henrik, ines, weiling):
    """The file that says what the directory says."""
    return [
        HEAD,
        "E-henrik;Henrik Lund;henrik@alderquay.example;Operations;Rotterdam;Field;;2019-01-01",
        "E-ines;Ines Carvalho;ines@alderquay.example;Operations;Monterrey;Field;E-henrik;2019-01-01",
        "E-weiling;Wei-Ling Tan;weiling@alderquay.example;It;Leeds;It;;2019-01-01",
    ]


def take(lines, by, at, *, open_places=False, previewed=""):
    found = queries.preview("\n".join(lines).encode(), open_places=open_places, at=at)
    return import_people(
        sheet=found.sheet, open_places=open_places, file_digest=found.text.digest, previewed=previewed, by=by, at=at
    )


def test_the_same_again_does_nothing(company, weiling, at, facts_of):
    assert take(company, weiling, at).does_nothing
    assert facts_of("PeopleImported") == []


def test_added_changed_and_moved_in_one_go_then_nothing(company, weiling, henrik, ines, at, facts_of):
    company[2] = "E-ines;Ines Carvalho Ruiz;ines@alderquay.example;Operations;Monterrey;It;E-weiling;2026-05-01"
    company.append("900;Sanne de Wit;sanne@alderquay.example;It;Leeds;It;E-ines;")
    take(company, weiling, at)

    ines.refresh_from_db()
    sanne = Person.objects.get(username="sanne")
    assert ines.name == "Ines Carvalho Ruiz"
    assert not sanne.has_usable_password()
    assert (sanne.time_zone, sanne.employments.get().starts_on) == ("Europe/London", TODAY)
    assert [(e.unit.code, e.manager, e.starts_on.isoformat()) for e in ines.employments.order_by("starts_on")] == [
        ("field", henrik, "2019-01-01"),
        ("it", weiling, "2026-05-01"),
    ]
    (imported,) = facts_of("PeopleImported")
    assert (imported["person_ids"], imported["added"], imported["moved"]) == ([ines.pk, sanne.pk], 1, 1)
    assert [fact["person_id"] for fact in facts_of("PersonMoved")] == [ines.pk]
    assert take(company, weiling, at).does_nothing


def test_one_fault_and_nothing_is_imported(company, weiling, at):
    company += ["900;Sanne;sanne@alderquay.example;It;Leeds;It;;", "901;Bo;bo@alderquay.example;It;Leeds;It;nobody;"]
    with pytest.raises(Refused, match=r"1 thing in the file .* Line 6: “nobody” is nobody’s"):
        take(company, weiling, at)
    assert not Person.objects.filter(username="sanne").exists()


def test_circles_are_refused_with_names(company, weiling, at):
    company[1] = company[1].replace(";;", ";E-ines;")
    with pytest.raises(Refused, match="Henrik Lund → Ines Carvalho → Henrik Lund"):
        take(company, weiling, at)


def test_new_places_open_below_their_parent(company, weiling, at, facts_of):
    company.append("900;Sanne;sanne@alderquay.example;Sales;Utrecht;Field North;;")
    take(company, weiling, at, open_places=True)
    north = OrgUnit.objects.get(code="field-north")
    assert north.path.startswith(unit("company").path)
    assert Person.objects.get(username="sanne").time_zone == "Europe/Amsterdam"
    assert [len(facts_of(name)) for name in ("UnitOpened", "JobFunctionOpened", "SiteOpened")] == [1, 1, 1]


def test_what_was_previewed_is_what_is_applied(company, weiling, ines, at):
    company.append("900;Sanne;sanne@alderquay.example;It;Leeds;It;;")
    seen = queries.preview("\n".join(company).encode(), open_places=False, at=at).plan.digest
    Person.objects.filter(pk=ines.pk).update(name="Ines C.")
    with pytest.raises(Refused, match="has changed since this preview"):
        take(company, weiling, at, previewed=seen)


def test_only_administrators(company, priya, at):
    with pytest.raises(Refused, match="You may not import people"):
        take(company, priya, at)


def test_someone_who_left_comes_back(company, weiling, ines, at):
    Employment.objects.filter(person=ines).update(ends_on=TODAY - timedelta(days=90))
    company[2] = company[2].replace("2019-01-01", "2026-04-01")
    assert [p.kind for p in take(company, weiling, at).people] == ["unchanged", "moved", "unchanged"]
    assert ines.employments.count() == 2


def test_two_thousand_people_in_a_few_dozen_statements(company, weiling, at, django_assert_max_num_queries):
    def many(first, last):
        lines = [f"{n};Person {n};p{n}@x.example;It;Leeds;It;{n // 10 or ''};" for n in range(first, last)]
        return [HEAD, *lines]

    with django_assert_max_num_queries(90):
        take(many(1, 2001), weiling, at)
    assert Person.objects.count() == 2003
    assert take(many(1, 2001), weiling, at).does_nothing


def test_the_command_is_a_dry_run_unless_told(company, tmp_path, ines):
    file = tmp_path / "people.csv"
    file.write_text("\n".join([*company, "900;Sanne;sanne@alderquay.example;It;Leeds;It;;"]), encoding="cp1252")
    out = StringIO()
    call_command("people", "import", str(file), stdout=out)
    assert "1 added, 0 changed, 0 moved, 3 unchanged, 0 not taken" in out.getvalue()
    assert "Dry run" in out.getvalue()
    assert Person.objects.count() == 3
    call_command("people", "import", str(file), "--apply", stdout=out)
    assert Person.objects.count() == 4


def test_the_command_says_line_column_and_reason(company, tmp_path):
    file = tmp_path / "people.csv"
    file.write_text("\n".join([*company, "900;Sanne;nowhere;It;Leeds;It;;"]))
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("people", "import", str(file), "--apply", stdout=out)
    assert "line 5, email: “nowhere” is not an e-mail address." in out.getvalue()
    file.write_bytes(b"PK\x03\x04")
    with pytest.raises(CommandError, match="This is a spreadsheet"):
        call_command("people", "import", str(file))
    with pytest.raises(CommandError, match="can’t be read"):
        call_command("people", "import", str(tmp_path / "none.csv"))
