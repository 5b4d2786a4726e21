import pytest

from guildmark.candidacy import ports
from guildmark.programs.models import RequirementNode
from tests.builders import a_draft_version, a_published_version, published


@pytest.fixture
def version(priya, marguerite):
    """A program with two tasks, both asked for."""
    return a_published_version(priya, marguerite, tasks=2)


@pytest.fixture
def program(version):
    return version.program


@pytest.fixture
def advanced(priya, marguerite, program):
    """A program that asks for the credential of the first one."""
    draft = a_draft_version(priya, slug="site-lead", tasks=1)
    root = draft.requirementnodes.get(parent=None)
    RequirementNode.objects.create(
        version=draft, key="base", parent=root, kind="credential", prior_program=program, position=0
    )
    return published(draft, marguerite)


@pytest.fixture
def holders(monkeypatch):
    """Who holds which program's credential, as (person id, program id)."""
    held = set()
    monkeypatch.setattr(ports.HOLDS, "_answerers", [lambda person, program, day: (person, program) in held])
    return held
