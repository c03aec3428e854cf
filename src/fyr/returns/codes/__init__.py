"""The words of the slice: states, what is told and assessed, what is given."""
