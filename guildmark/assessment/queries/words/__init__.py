"""Sentences for what the domain finds: conflicts, panels that can't be filled, disagreement, outcomes."""

from guildmark.assessment.queries.words.conflicts import conflict_sentence
from guildmark.assessment.queries.words.panels import Said, said
from guildmark.assessment.queries.words.results import disagreement_sentences, total_sentence

__all__ = ["Said", "conflict_sentence", "disagreement_sentences", "said", "total_sentence"]
