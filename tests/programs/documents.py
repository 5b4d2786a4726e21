"""Documents to read, break and compare."""

SOUND = """\
format: guildmark-program-version/1
program: field-commissioning-engineer
version: "1.0"
language: en
title: Field Commissioning Engineer
summary: Brings an installed instrument line into service, safely and provably.
scope: Sites up to twelve sensors.
work_analysis: Job analysis of 2025, nine engineers, four sites.
prerequisites: One year in the field.
benefits: A grade step.
validation: Panel of six, January 2026.
rules:
  renewal: One observed job a year.
  suspension: After a safety incident, until it is reviewed.
  appeal: Within 30 days.
review_on: 2027-04-16
time:
  hours_per_week: 2.5
  weeks: 16
validity_months: 24
panel:
  size: 2
  job_functions: 2
adjudication:
  tolerance: 1
  near_cut_band: 0.1
attempts:
  most: 3
  cool_off_days: 14
requirements:
  title: Everything
  all:
    - task: lock-out
    - key: a-project
      title: One project
      at_least: 1
      of:
        - task: site-project
        - credential: safety-basics
tasks:
  - key: lock-out
    title: Lock-out simulation
    kind: simulation
    hours: 2
    formats: [text, mp4]
    brief: |
      Isolate the line.

      Say aloud what you do.
    prompts:
      - key: decided
        prompt: What did you decide?
    rubric:
      cut: 2.8
      cut_reason: Modified Angoff, six judges, January 2026.
      criteria:
        - key: isolation
          title: Isolation before work
          weight: 2
          minimum: 4
          critical: true
          evidence: simulation log
          indicators:
            - code: AQ-1
              framework: Alder & Quay skills
              framework_id: 5c0a2f0e-6d1a-4f0e-9a51-0d6f3f6c2a10
              id: 5c0a2f0e-6d1a-4f0e-9a51-0d6f3f6c2a11
              statement: Isolates every source.
          levels:
            - Starts work with one source not isolated.
            - Isolates every source without proving zero energy.
            - Proves zero energy with a tested meter.
            - name: exemplary
              text: Tests the meter before and after.
        - key: record
          title: The record
          weight: 0.5
          levels: [No record., One page., Every reading., Every reading with its time.]
  - key: site-project
    title: Site project
    kind: project
    brief: Commission one site.
    formats: [text, pdf, link]
    rubric:
      criteria:
        - key: judgement
          title: Commissioning judgement
          minimum: 3
          levels: [One., Two., Three., Four.]
translations:
  nl:
    title: Inbedrijfsteller
    tasks.lock-out.brief: Maak de lijn spanningsloos.
"""


COMPLETE = (
    SOUND.replace("        - credential: safety-basics\n", "        - task: talk\n")
    .replace(
        "    brief: Commission one site.\n",
        "    brief: Commission one site.\n    hours: 30\n    good_evidence: A log.\n",
    )
    .replace(
        "      Say aloud what you do.\n", "      Say aloud what you do.\n    good_evidence: A log with each point.\n"
    )
    .replace(
        "translations:\n",
        """\
  - key: talk
    title: Talk
    kind: case_presentation
    hours: 4
    brief: Present one case.
    good_evidence: Ten minutes with readings.
    formats: [mp4]
    rubric:
      cut: 2.5
      cut_reason: Borderline group, 2025.
      criteria:
        - key: case
          title: The case
          levels: [One., Two., Three., Four.]
translations:
""",
    )
    .replace(
        "      criteria:\n        - key: judgement",
        "      cut_reason: Borderline group, 2025.\n      criteria:\n        - key: judgement",
    )
)
TIED = """\
          indicators:
            - framework: Alder & Quay skills
              framework_id: 5c0a2f0e-6d1a-4f0e-9a51-0d6f3f6c2a10
              id: 5c0a2f0e-6d1a-4f0e-9a51-0d6f3f6c2a11
              statement: Isolates every source.
"""
for _title in ("The record", "Commissioning judgement", "The case"):
    COMPLETE = COMPLETE.replace(f"          title: {_title}\n", f"          title: {_title}\n{TIED}")


def changed(old: str, new: str, document: str = SOUND) -> str:
    """The document with one thing changed, which must be there to change."""
    assert document.count(old) >= 1, f"{old!r} is not in the document"
    return document.replace(old, new, 1)
