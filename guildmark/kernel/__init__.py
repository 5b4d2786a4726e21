"""The kernel: what every room stands on, without a word of the domain.

It owns permission, role, decision, lifecycle, fact, journal, outbox, port, blob, clock.
"""
