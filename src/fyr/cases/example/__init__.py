"""The example node: a fixed cast of invented members and one coherent story of invented persons."""
