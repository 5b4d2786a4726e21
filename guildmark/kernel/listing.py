"""What every list page needs to know from its address: what is wanted, in which order."""

from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True)
class Heading:
    """A column that can be sorted by: its title, where a click leads, and how it is sorted now."""

    title: str
    link: str
    sorted: str


def wanted(request: HttpRequest, *names: str) -> dict[str, str]:
    """The filters that are set."""
    return {name: value for name in names if (value := request.GET.get(name, "").strip())}


def headings(request: HttpRequest, sort: str, **titles: object) -> list[Heading]:
    """One heading a column; a click on the sorted one turns it round."""
    found = []
    for name, title in titles.items():
        query = request.GET.copy()
        query.pop("page", None)
        query["sort"] = f"-{name}" if sort == name else name
        now = {name: "ascending", f"-{name}": "descending"}.get(sort, "")
        found.append(Heading(str(title), f"?{query.urlencode()}", now))
    return found


def as_file(request: HttpRequest) -> str:
    """The address of the same list as a file."""
    query = request.GET.copy()
    query.pop("page", None)
    query["format"] = "csv"
    return f"?{query.urlencode()}"
