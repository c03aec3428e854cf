"""What can go wrong when something sealed is opened."""


class VaultError(Exception):
    """Base of everything the vault refuses."""


class Locked(VaultError):
    """The value is sealed and no box that opens it is at hand."""


class Tampered(VaultError):
    """The ciphertext does not belong to this row and field, or was changed."""
