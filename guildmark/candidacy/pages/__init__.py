"""Pages of candidacy."""
