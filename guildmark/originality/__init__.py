"""Originality: whether handed-in work was handed in before, for people to look at.

It owns statement, fingerprint, match, review, exposure and retirement of variants.
"""
