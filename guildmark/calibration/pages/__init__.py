"""Pages of exemplars, of one’s own calibration, and of how far assessors agree."""
