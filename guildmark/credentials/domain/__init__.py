"""What a credential says and what it is worth: plain Python, without Django, clock or network."""
