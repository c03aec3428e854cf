"""Everything that changes a case. Each act is atomic, names who does it, and leaves its line in the journal."""
