"""Who judges what, as one optimisation: `optimise(instance)` seats every submission at the greatest total similarity.

Why this is exact. Who may sit where is a flow: from a submission to its groups of assessors, on to assessors, whose
loads have floors and caps. “At least d groups on a panel of k” says that at most k - d of its seats may go to a group
that is there already: so it is a flow, too (two laminar families; Edmonds 1970, polymatroid intersection). Hence the
linear programme has whole-numbered corners, and its optimum is that of the assignment. It is solved over few columns
(`programme`, `search`); prices of the assessors then give a bound over all pairs (`pricing`; Geoffrion 1974, Lagrangean
relaxation), and pairs that the bound would still gain by join, until nothing is to be gained. Whether there is any
assignment at all is asked first, in whole numbers (`flow`); where there is none, `binding` says why not.
"""

from guildmark.assessment.domain.assigning.instance import Instance, Outcome, Reserved

__all__ = ["Instance", "Outcome", "Reserved", "optimise"]


def optimise(instance: Instance, *, explained: bool = True) -> Outcome:
    """The best assignment, with a bound over the whole instance; or why there is none. `explained`: search for that."""
    from guildmark.assessment.domain.assigning.search import best  # numpy and scipy are slow to import

    return best(instance, explained=explained)
