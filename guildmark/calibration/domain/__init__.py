"""Pure calculation of this room. The statistics of ratings lie upstream, in `assessment.domain.statistics`."""
