"""Expected values of test/statistics, written to golden.json beside this file.

python3 test/statistics/golden.py    (made with Python 3.11.7, numpy 2.4.6, scipy 1.17.1)
"""

import json
import pathlib

import numpy
import scipy.stats

SAMPLES = {
    "one": [3.5],
    "two": [-1.0, 4.0],
    "ten": [500.0, 493.2, 500.0, 121.7, 488.9, 500.0, 476.4, 499.1, 500.0, 310.0],
    "eleven": [-0.5, 0.25, 17.0, 1e-3, -8.125, 3.0, 3.0, 2.5, -1e4, 40.75, 6.0],
    "far": [1e9 + 1, 1e9 + 2, 1e9 + 4, 1e9 + 8],
}
PROBABILITIES = [0.0, 0.025, 0.25, 0.31, 0.5, 0.75, 0.975, 1.0]


class Generator:
    """A linear congruential generator that the test repeats in TypeScript."""

    state = 1

    def integer(self, n):
        self.state = (1103515245 * self.state + 12345) % 2**31
        return (self.state >> 16) % n


def bootstrap(values, statistic, resamples, confidence):
    generator = Generator()
    n = len(values)
    draws = [[generator.integer(n) for _ in range(n)] for _ in range(resamples)]
    results = [statistic(numpy.array(values)[draw]) for draw in draws]
    tail = (1 - confidence) / 2
    return {
        "estimate": statistic(numpy.array(values)),
        "low": numpy.quantile(results, tail),
        "high": numpy.quantile(results, 1 - tail),
    }


def interquartile_mean(values):
    return scipy.stats.trim_mean(values, 0.25)


def moving_average(values, window):
    return [float(numpy.mean(values[max(0, i + 1 - window) : i + 1])) for i in range(len(values))]


golden = {
    name: {
        "values": values,
        "mean": numpy.mean(values),
        "std": numpy.std(values),
        "sampleStd": numpy.std(values, ddof=1) if len(values) > 1 else None,
        "quantiles": [[p, numpy.quantile(values, p)] for p in PROBABILITIES],
        "interquartileMean": interquartile_mean(values),
        "movingAverage3": moving_average(values, 3),
        "bootstrapMean": bootstrap(values, numpy.mean, 500, 0.95),
        "bootstrapInterquartileMean": bootstrap(values, interquartile_mean, 300, 0.8),
    }
    for name, values in SAMPLES.items()
}
target = pathlib.Path(__file__).with_name("golden.json")
target.write_text(json.dumps(golden, indent=1, default=float) + "\n")
