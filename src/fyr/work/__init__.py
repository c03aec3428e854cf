"""Work that waits: the outbox, the clock, mail, and acts that must happen once."""
