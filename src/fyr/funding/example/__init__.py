"""The example node's money: the two real decisions of March 2024, and invented grants that are marked so."""
