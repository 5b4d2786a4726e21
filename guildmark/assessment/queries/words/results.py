"""Disagreement and outcome in words."""

from collections.abc import Mapping
from fractions import Fraction

from django.utils.translation import gettext as _

from guildmark.assessment.domain.disagreement import Disagreement
from guildmark.assessment.domain.scoring import shown


def disagreement_sentences(found: Disagreement, titles: Mapping[str, str], *, tolerance: int) -> list[str]:
    """Why one more assessor reads, or the panel talks: each ground a sentence."""
    said = []
    if found.beyond:
        named = ", ".join(titles.get(key, key) for key in found.beyond)
        said.append(
            _("The levels lie more than {tolerance} apart on: {criteria}.").format(tolerance=tolerance, criteria=named)
        )
    if found.across_cut:
        said.append(_("One sheet alone would be met, another not yet."))
    if found.on_less:
        said.append(_("A sheet was sealed before more evidence was handed in, and another after; they differ."))
    if found.near_cut:
        said.append(_("The total lies near the cut."))
    return said


def total_sentence(total: Fraction, cut: Fraction | None) -> str:
    """The weighted mean against the cut."""
    if cut is None:
        return _("The weighted mean is {total}; no overall cut applies.").format(total=shown(total))
    if total >= cut:
        return _("The weighted mean is {total}; at least {cut} is needed, so it is reached.").format(
            total=shown(total), cut=shown(cut)
        )
    return _("The weighted mean is {total}; at least {cut} is needed, so it is not yet reached.").format(
        total=shown(total), cut=shown(cut)
    )
