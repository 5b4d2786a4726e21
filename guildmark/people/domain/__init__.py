"""Pure calculation about people: reporting lines, stretches of time, and files of people to import."""
