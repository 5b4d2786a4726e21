"""Assessment: how evidence becomes a result.

It owns submission, evidence, reflection, qualification, conflict, panel, seat, score sheet, adjudication, result.
"""
