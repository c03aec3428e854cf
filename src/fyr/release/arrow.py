"""Arrow arrays of texts and of codes, made and read without pandas, which Arrow would load for a second wherever it is there."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pyarrow as pa


def texts(told: Iterable[str]) -> pa.StringArray:
    builder = pa.lib.StringBuilder()
    builder.append_values(list(told))
    return builder.finish()


def integers(codes: np.ndarray[Any, np.dtype[Any]]) -> pa.Array:
    """The same memory, for Arrow."""
    return pa.Array.from_buffers(
        pa.from_numpy_dtype(codes.dtype), len(codes), [None, pa.py_buffer(np.ascontiguousarray(codes))]
    )


def numbers(told: pa.Int32Array) -> np.ndarray[Any, np.dtype[Any]]:
    """The values of an array without nulls, as they lie in memory."""
    return np.frombuffer(told.buffers()[1], np.int32, len(told), told.offset * 4)
