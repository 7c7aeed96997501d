"""Makes numpy-values.json: what numpy's SeedSequence and Generator(PCG64(seed)) draw.

    python3 test/random/numpy-values.py && npx prettier --write test/random/numpy-values.json
"""

import json
import platform
from pathlib import Path

import numpy as np

SEEDS = [0, 1, 42, 123, 2**31 - 1, 2**32, 2**53 + 1, 2**128 + 7, 2**200 + 12345]
SEQUENCES = [(0, ()), (5, ()), (2**64 + 3, ()), (2**300 + 1, ()), (5, (0,)), (5, (1, 2**33)), (2**200, (7, 8, 9))]


def generator(seed):
    return np.random.Generator(np.random.PCG64(seed))


def words(values):
    return [str(value) for value in values]


def fingerprint(doubles):
    """FNV-1a over the words of 32 bits, high one first."""
    bits = np.asarray(doubles, dtype=np.float64).view(np.uint64)
    value = 0x811C9DC5
    for word in np.stack([bits >> np.uint64(32), bits & np.uint64(0xFFFFFFFF)], axis=1).ravel().tolist():
        value = (value ^ word) * 0x01000193 & 0xFFFFFFFF
    return f"{value:08x}"


def mixture(seed):
    """Calls that share the word kept between draws of 32 bits, in an order that would show a wrong one."""
    g = generator(seed)
    return {
        "small": g.integers(0, 10, 7).tolist(),
        "double": float(g.random()),
        "one": int(g.integers(3, 4)),
        "bytes": g.integers(-3, 5, 11, dtype=np.int8).tolist(),
        "coins": g.integers(0, 2, 9, dtype=np.int8).tolist(),
        "word": int(g.integers(0, 2**32)),
        "wide": g.integers(-(2**40), 2**52, 3).tolist(),
        "odd": g.integers(0, 3_000_000_000, 5).tolist(),
        "uniform": g.uniform(-3, 2, 3).tolist(),
    }


values = {
    "madeBy": f"numpy {np.__version__}, Python {platform.python_version()}",
    "sequences": [
        {
            "entropy": str(entropy),
            "spawnKey": list(key),
            "state": words(np.random.SeedSequence(entropy, spawn_key=key).generate_state(5, np.uint64)),
        }
        for entropy, key in SEQUENCES
    ],
    "doubles": {str(seed): generator(seed).random(5).tolist() for seed in SEEDS},
    "mixtures": {str(seed): mixture(seed) for seed in SEEDS},
    "fingerprints": {
        "random": fingerprint(generator(2024).random(100_000)),
        "integers": fingerprint(generator(2024).integers(0, 3_000_000_000, 100_000).astype(np.float64)),
        "standardNormal": fingerprint(generator(2024).standard_normal(100_000).astype(np.float32)),
        "standardExponential": fingerprint(generator(2024).standard_exponential(100_000).astype(np.float32)),
    },
}
Path(__file__).with_suffix(".json").write_text(json.dumps(values, indent=1) + "\n")
