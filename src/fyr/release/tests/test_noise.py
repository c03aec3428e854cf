"""Noise is drawn exactly, on integers: as wide as asked for, around the count, and never twice the same."""

import numpy as np

from fyr.release.noise import exact

COUNTS = np.full((40, 50), 100, np.int64)


def test_noise_is_whole_numbers_around_the_count_as_wide_as_asked():
    """Bounds that 2,000 honest draws miss once in a million runs."""
    noise = exact(COUNTS, 8.0) - COUNTS
    assert noise.dtype == np.int64 and noise.shape == COUNTS.shape
    assert abs(noise.mean()) < 5 * 8 / 2000**0.5
    assert abs(noise.std() / 8 - 1) < 5 / 4000**0.5
    # Kurtosis: a Gaussian, and not a Laplace of the same width (6).
    assert 2.4 < ((noise / noise.std()) ** 4).mean() < 3.9


def test_two_draws_differ():
    assert (exact(COUNTS, 8.0) != exact(COUNTS, 8.0)).any()
