"""Credentials: how a result becomes something anyone can verify.

It owns certification decision, docket, credential, standing, signing key.
"""
