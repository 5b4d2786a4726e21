"""Consultation: whether the criteria fit the work, as those say who do it.

It owns validation round, rater, rating, content validity and reply.
"""
