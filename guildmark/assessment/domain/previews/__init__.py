"""What is in a file, to be read in the page: lines, tables, notebooks. Plain values out; whoever shows them escapes them.

Everything is bounded, and what is left out is said. A file that can't be read gives `None`.
"""

from guildmark.assessment.domain.previews.lines import Lines, lines_of
from guildmark.assessment.domain.previews.notebooks import Cell, Notebook, Output, notebook_of
from guildmark.assessment.domain.previews.tables import Table, csv_of, sheets_of

LARGEST = 20 * 1024 * 1024

__all__ = ["LARGEST", "Cell", "Lines", "Notebook", "Output", "Table", "csv_of", "lines_of", "notebook_of", "sheets_of"]
