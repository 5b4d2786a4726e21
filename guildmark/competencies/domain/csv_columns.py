"""The columns of a framework in CSV. Only `statement` is compulsory; the header may be in any order.

| column | holds |
|---|---|
| row | `item` (also where empty), `framework` (once, first), `association` |
| identifier | a UUID; another name is kept and a UUID made from it |
| code | the short code that people use, such as `K0018` |
| title | a short title, for statements that are long |
| statement | what is stated; of the framework: its description |
| type | Competency, Indicator, Task, …; of an association: its CASE type |
| kind | technical, behavioural or leadership: makes the item a competency |
| level | the proficiency level that an indicator describes |
| parents | codes or identifiers of the items it stands under, with ` | ` between them |
| origin, destination, sequence | the two ends of an association, its place among its siblings |
| uri, changed | address and time of last change |
| extras | whatever else there is, as a JSON object |

A cell that would start with `=`, `+`, `-`, `@` or `'` gets a `'` in front, so that no spreadsheet takes it for a formula;
reading takes it away again. Further columns are kept. The column names of CASE and of OpenSALT are understood as well.
"""

COLUMNS = (
    "row", "identifier", "code", "title", "statement", "type", "kind", "level", "parents", "origin", "destination",
    "sequence", "uri", "changed", "extras",
)  # fmt: skip
SEPARATOR = "|"
FORMULA = ("=", "+", "-", "@", "'", "\t", "\r")
# What others call our columns: lower case, without spaces.
ALSO_CALLED = {
    "fullstatement": "statement", "humancodingscheme": "code", "abbreviatedstatement": "title", "cfitemtype": "type",
    "itemtype": "type", "ischildof": "parents", "parent": "parents", "lastchangedatetime": "changed",
    "sequencenumber": "sequence",
}  # fmt: skip
# Columns that become fields of a CASE item; lists have commas between their entries.
CASE_TEXTS = {"notes": "notes", "language": "language", "listenumeration": "listEnumeration"}
CASE_LISTS = {"conceptkeywords": "conceptKeywords", "educationlevel": "educationLevel"}
# Columns that become associations of that type, to an item here or to something outside.
CASE_EDGES = {
    "ispartof": "isPartOf", "replacedby": "replacedBy", "exemplar": "exemplar", "hasskilllevel": "hasSkillLevel",
    "isrelatedto": "isRelatedTo", "ispeerof": "isPeerOf", "exactmatchof": "exactMatchOf", "precedes": "precedes",
}  # fmt: skip


def guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell


def plain_name(header: str) -> str:
    """The name we know a column by, or the header in lower case without spaces."""
    name = "".join(header.casefold().split()).replace("_", "")
    return ALSO_CALLED.get(name, name)
