"""Everything that changes: keyword-only, by= who is accountable, atomic, with the journal entry inside."""
