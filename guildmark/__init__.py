"""Guildmark: a company's own certification programs, from what mastery is to a credential that anyone can verify."""
