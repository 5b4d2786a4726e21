"""The journal, the outbox and blobs: the tables that every room writes through the kernel."""

import json
from typing import Any

from django.db import models


class JournalEntry(models.Model):
    """One thing that happened. Written by `announce`; the database refuses to change or delete it.

    `canonical` holds the entry's canonical JSON (RFC 8785), the bytes that a seal will cover; `digest` is its SHA-256.
    """

    fact = models.CharField(max_length=80, db_index=True)
    actor_kind = models.CharField(max_length=12)
    actor_id = models.BigIntegerField(null=True)
    at = models.DateTimeField(db_index=True)
    canonical = models.TextField()
    digest = models.CharField(max_length=64)

    @property
    def body(self) -> dict[str, Any]:
        return json.loads(self.canonical)["body"]

    def __str__(self) -> str:
        return f"{self.fact} at {self.at:%Y-%m-%d %H:%M}"


class JournalMention(models.Model):
    """That an entry is about a certain thing: makes any object's history one indexed query."""

    entry = models.ForeignKey(JournalEntry, models.PROTECT, related_name="mentions")
    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["kind", "object_id", "entry"], name="mention_of")]
        constraints = [models.UniqueConstraint(fields=["entry", "kind", "object_id"], name="mentioned_once")]


class JournalLeaf(models.Model):
    """Where an entry stands in the sealed journal, counted from 0, and its leaf hash (RFC 9162, section 2.1.1)."""

    position = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(JournalEntry, models.PROTECT, related_name="leaf")
    hash = models.CharField(max_length=64)


class JournalTile(models.Model):
    """The hash over 256 leaves, or over 256 tiles of the level below: spares proofs from hashing everything again."""

    level = models.PositiveSmallIntegerField()
    index = models.BigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "index"], name="tile_once")]


class JournalSeal(models.Model):
    """A signed tree head over the first `size` entries. `note` is its text as exported (C2SP tlog-checkpoint)."""

    size = models.BigIntegerField(primary_key=True)
    root = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()
    note = models.TextField()


class OutboxMessage(models.Model):
    """Something slow or outside, to be done after commit: at least once, under an idempotency key."""

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200, unique=True)
    payload = models.JSONField()
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(delivered_at=None), name="outbox_waiting"),
        ]


class Blob(models.Model):
    """Content, by digest. Whose it is and who may see it is said where it is used."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100)
    created_at = models.DateTimeField()

    @property
    def path(self) -> str:
        return f"{self.sha256[:2]}/{self.sha256[2:4]}/{self.sha256}"


class JobRun(models.Model):
    """That a job was begun in one of its periods, and what it reported. One row a job and period."""

    job = models.CharField(max_length=80)
    period = models.DateTimeField()
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    report = models.TextField(blank=True)
    error = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "period"], name="job_once_a_period")]
