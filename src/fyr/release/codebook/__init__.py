"""What a table may hold, said in public before anybody looks at the table."""

from fyr.release.codebook.book import Absent, CodeBook, Column, Field, Impossible
from fyr.release.codebook.read import as_data, of, read, write

__all__ = ["Absent", "CodeBook", "Column", "Field", "Impossible", "as_data", "of", "read", "write"]
