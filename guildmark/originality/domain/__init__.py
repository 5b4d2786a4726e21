"""Texts compared, wordings drawn: plain calculation."""
