"""The example node's returns: invented persons, told through the actions."""
