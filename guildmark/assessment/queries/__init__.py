"""What a person may see of submissions, panels and results."""
