"""One program for each peer. It runs in the peer's own environment, and so loads nothing but the standard library and the peer."""
