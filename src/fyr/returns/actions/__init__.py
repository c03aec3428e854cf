"""Everything that changes a return: one file for each part of the way. All are keyword-only, with `by=`, and atomic."""
