"""Pages: availability, sessions."""
