"""The demo company: Alder & Quay Instruments, which never existed, with a history that adds up.

It is played through the real verbs with real dates, from a seed: the same seed gives the same company. The product
never imports it.
"""
