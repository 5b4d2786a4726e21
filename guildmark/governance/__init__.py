"""Governance: keeping it fair, where everybody can see how.

It owns committee, term, meeting, motion, ballot, recusal, delegation, the register of decisions, appeal, complaint and hearer.
"""
