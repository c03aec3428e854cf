"""What can be wrong with the journal itself."""


class JournalDamaged(Exception):
    """The journal is not as it was signed, so nothing more is signed on top of it; `fyr journal verify` says where."""
