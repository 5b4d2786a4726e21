"""Pages: matches, wordings."""
