"""Every test here backs the promise that its file is named after, and says so with a marker."""

from pathlib import Path

import pytest

from fyr.office.tests.conftest import still_clock

__all__ = ["still_clock"]
HERE = Path(__file__).parent


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent != HERE:
            continue
        number, marker = int(item.path.name[5:7]), item.get_closest_marker("promise")
        if marker is None or marker.args != (number,):
            raise pytest.UsageError(f"{item.nodeid} must carry pytest.mark.promise({number}).")
