"""Scheduling: how a candidate and a panel find one moment.

It owns availability, exception, slot, session, booking, invitation and the waiting list.
"""
