"""The rooms, in the order in which work flows. Written once: settings, import contract, picture and navigation follow it."""

ROOMS = (
    "kernel",
    "people",
    "competencies",
    "programs",
    "consultation",
    "candidacy",
    "assessment",
    "calibration",
    "scheduling",
    "originality",
    "credentials",
    "governance",
    "portal",
)
