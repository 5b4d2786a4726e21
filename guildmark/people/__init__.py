"""People: who works here, where, under whom and since when; which roles they hold, how far and how long.

It owns person, org unit, job function, site, employment, leave, role held.
"""
