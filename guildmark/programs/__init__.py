"""Programs: how mastery is shown.

It owns program, program version, requirement, task, reflection prompt, rubric, criterion, level, threshold, policy.
"""
