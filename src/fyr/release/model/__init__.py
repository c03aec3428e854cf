"""What the noisy tables say together: a mixture that pools them, and rows drawn from it."""
