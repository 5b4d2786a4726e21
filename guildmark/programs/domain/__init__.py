"""What a program version is, in plain Python: its tree, rubrics, policies, document, lint and gate."""
