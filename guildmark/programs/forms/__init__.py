"""What people type into this room."""

from guildmark.programs.forms.documents import DocumentUpload, NewProgram, NextVersion

__all__ = ["DocumentUpload", "NewProgram", "NextVersion"]
