"""Thin views: the door, a form, an action, a page."""
