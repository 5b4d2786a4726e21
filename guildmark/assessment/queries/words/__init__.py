"""Sentences for what the domain finds: conflicts, panels that can't be filled, disagreement, outcomes."""

from guildmark.assessment.queries.words.conflicts import conflict_sentence
from guildmark.assessment.queries.words.panels import Said, all_said, said
from guildmark.assessment.queries.words.results import disagreement_sentences, total_sentence
from guildmark.assessment.queries.words.rules import adjudication_words, pass_rule_words

__all__ = [
    "Said",
    "adjudication_words",
    "all_said",
    "conflict_sentence",
    "disagreement_sentences",
    "pass_rule_words",
    "said",
    "total_sentence",
]
