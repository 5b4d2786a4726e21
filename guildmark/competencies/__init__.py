"""Competencies: what mastery looks like.

It owns framework, competency, performance indicator, association, strategic priority, job task.
"""
