"""The pages of the office, one file for each thing they are about."""
