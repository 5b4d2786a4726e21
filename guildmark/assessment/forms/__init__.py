"""What people fill in here: candidates in the workspace, those who judge, those who seat panels."""
