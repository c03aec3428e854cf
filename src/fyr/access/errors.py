"""What an act refuses, with a text for the person who tried."""

from django.utils.functional import Promise


class Refused(Exception):
    """The act does not fit how things stand; the text says why and what to do."""

    def __init__(self, text: str | Promise, field: str = "") -> None:
        """`field` is the one of the form that the text is about, where it is about one."""
        super().__init__(str(text))
        self.text, self.field = text, field
