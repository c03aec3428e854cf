"""What is counted, how much noise it gets, and what that costs."""
