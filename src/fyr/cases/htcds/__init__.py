"""HTCDS 2.0, IOM's standard for case data: fields, files and forms. Nothing here touches the database."""
