"""Expected values of the distributions, written to distributions.json beside this file.

python3 test/statistics/finance/distributions.py    (made with Python 3.11.7, mpmath 1.3.0; 40 digits)
"""

import json
import pathlib

from mpmath import erfc, erfinv, mp, mpf, quad, sqrt

mp.dps = 40

XS = [-37.0, -30.5, -20.0, -10.0, -8.25, -5.0, -3.0001, -3.0, -2.9, -1.96, -1.0001, -1.0, -0.5, -1e-9, 0.0]
XS += [1e-300, 0.3, 1.0, 1.7, 2.5, 3.0, 3.5, 6.0, 9.0]
PROBABILITIES = [1e-300, 1e-100, 1e-20, 1e-9, 1e-5, 0.001, 0.01, 0.02425, 0.05, 0.1, 0.25, 0.4, 0.49999, 0.5]
PROBABILITIES += [0.5001, 0.6, 0.75, 0.9, 0.975, 0.99, 0.999999]
TS = [-40.0, -12.7, -3.2, -1.0, -0.624, -0.01, 0.0, 0.5, 1.96, 2.5, 7.0, 100.0]
DEGREES = [1, 2, 3, 5, 9.5, 29, 100, 1000, 100000, 10000000]


def normal_cdf(x):
    return erfc(-mpf(x) / sqrt(2)) / 2


def normal_quantile(p):
    # Newton's method from erfinv where that one is known to be good, else from a far start.
    p = mpf(p)
    x = sqrt(2) * erfinv(2 * p - 1) if p > mpf("1e-12") else -sqrt(-2 * mp.log(p))
    for _ in range(200):
        x -= (normal_cdf(x) - p) / mp.npdf(x)
    return x


def student_cdf(t, v):
    v = mpf(v)
    scale = mp.exp(mp.loggamma((v + 1) / 2) - mp.loggamma(v / 2)) / sqrt(v * mp.pi)
    ends = [mpf(e) for e in (0, 0.5, 1, 2, 4, 8, 16, 32, 64) if e < abs(t)] + [abs(mpf(t))]
    inside = scale * quad(lambda x: (1 + x * x / v) ** (-(v + 1) / 2), ends) if t != 0 else mpf(0)
    return mpf(1) / 2 + mp.sign(t) * inside


golden = {
    "normalCdf": [[x, float(normal_cdf(x))] for x in XS],
    "normalQuantile": [[p, float(normal_quantile(p))] for p in PROBABILITIES],
    "studentCdf": [[t, v, float(student_cdf(t, v))] for t in TS for v in DEGREES],
}
pathlib.Path(__file__).with_name("distributions.json").write_text(json.dumps(golden, indent=1) + "\n")
