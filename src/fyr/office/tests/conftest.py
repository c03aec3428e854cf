import time

import pytest
import time_machine


@pytest.fixture
def still_clock():
    """A code of an app is good for half a minute; no test may straddle the end of one."""
    with time_machine.travel(time.time(), tick=False) as clock:
        yield clock
