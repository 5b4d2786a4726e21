"""How a version says what keeps its credential current: read, written, kept, and said in words."""

from guildmark.programs.domain.document import digests, parse
from guildmark.programs.domain.document.forms import build, form_of
from guildmark.programs.domain.renewal import FIXED_DATE, RenewalPolicy
from guildmark.programs.models import ProgramVersion
from guildmark.programs.queries import document_of
from tests import builders
from tests.programs.documents import SOUND, changed

SAID = "validity_months: 24\nrenewal:\n  basis: fixed_date\n  fixed_day: 06-30\n  remind_days: [14, 60]"


def read(text):
    found = parse(text)
    assert not found.problems, found.problems
    return found.document


def test_what_is_said_is_read_and_written_again():
    policy = read(changed("validity_months: 24", SAID)).renewal
    assert policy == RenewalPolicy(basis=FIXED_DATE, fixed_day="06-30", remind_days=(60, 14))
    document = read(changed("validity_months: 24", SAID))
    assert build(form_of(document)).renewal == policy


def test_a_version_that_says_nothing_keeps_its_digest():
    document = read(SOUND)
    assert document.renewal == RenewalPolicy()
    assert "renewal" not in form_of(document)
    assert digests(document).structure != digests(read(changed("validity_months: 24", SAID))).structure


def test_a_fixed_date_needs_its_day_and_whole_years():
    found = parse(changed("validity_months: 24", "validity_months: 18\nrenewal:\n  basis: fixed_date"))
    said = " ".join(str(one) for one in found.problems)
    assert "Say on which day of the year periods end" in said
    assert "last whole years" in said


def test_rows_keep_it(priya):
    version = builders.a_draft_version(priya)
    ProgramVersion.objects.filter(pk=version.pk).update(renewal={"grace_days": 60, "window_months": 6})
    version.refresh_from_db()
    assert document_of(version).renewal == RenewalPolicy(window_months=6, grace_days=60)


def test_everybody_reads_it_before_applying(client, priya, marguerite, ines):
    version = builders.a_published_version(priya, marguerite)
    client.force_login(ines)
    page = client.get(f"/programs/{version.program.slug}/").content.decode()
    assert "Renewal opens 3 months before the last day." in page
    assert "whoever renews early loses no day" in page
