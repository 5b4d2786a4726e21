"""Governance: keeping it fair, where everybody can see how.

It owns committee, term, meeting, motion, ballot, recusal, delegation and the register of decisions.
"""
