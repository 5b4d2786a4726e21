"""Candidacy: who is on the way, under which version, and how far they have come.

It owns candidate, candidacy, period, fulfilment, learning plan.
"""
