"""Pages of the workspace and of judging."""
