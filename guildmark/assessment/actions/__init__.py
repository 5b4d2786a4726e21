"""The verbs of submitting and of judging."""
