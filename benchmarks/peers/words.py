"""How figures are written."""


def seconds(value: float) -> str:
    return f"{value:.2f} s" if value < 10 else f"{value:.0f} s"


def share(value: float) -> str:
    return f"{value:.1%}" if value >= 0.01 or not value else f"{value:.2%}"


def shown(value: float) -> str:
    """A distance between 0 and 1."""
    return f"{value:.4f}"
