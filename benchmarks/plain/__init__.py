"""The measure: the same pages over plain columns, without keys and without a journal. Loaded by `make bench` alone."""
