"""Pure calculation: progress along a requirement tree."""
