"""Frameworks as plain values: what a package holds, how it is read from and written to each format, how two differ."""
