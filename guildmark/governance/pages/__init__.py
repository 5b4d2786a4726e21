"""Pages: committees, motions, the register."""
