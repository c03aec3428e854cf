"""The codes of the case slice, with their names, by what they are about. Where HTCDS has a code, it is used (see htcds/)."""
