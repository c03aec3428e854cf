"""`make bench-peers`: what other tools make of the same table, at the same epsilon and delta, beside what Fyr makes of it."""
