"""Calibration: how far assessors agree, and what is done so that they do.

It owns exemplar, reference, calibration set, reading, seed, drift, pause, reliability, and standard setting: study, judge,
round, answer, overall judgement.
"""
