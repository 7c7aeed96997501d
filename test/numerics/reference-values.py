"""Makes reference-values.json: what src/numerics must give, from mpmath with 1300 bits.

    python3 test/numerics/reference-values.py && npx prettier --write test/numerics/reference-values.json

A value is "argument[,exponent]:nearest double:rest", doubles as the hexadecimal digits of their bits, the rest being
(exact - nearest) in ulps of the nearest, so that an error can be measured to a thousandth of an ulp.
"""

import json
import math
import platform
import random
import struct
from pathlib import Path

import mpmath

mpmath.mp.prec = 1300
draw = random.Random(20240601)
INFINITY, NAN = math.inf, math.nan
TINY = [0.0, -0.0, 5e-324, -5e-324, 2.0**-1022, -(2.0**-1022), 2.0**-60, 2.0**-54, -(2.0**-54), 2.0**-28, 2.0**-27]
ENDS = [INFINITY, -INFINITY, NAN]


def uniform(low, high, count):
    return [draw.uniform(low, high) for _ in range(count)]


def scaled(lowest, highest, count, both_signs=True):
    """Magnitudes spread evenly over the exponents of two."""
    signs = [1, -1] if both_signs else [1]
    return [draw.choice(signs) * math.ldexp(draw.uniform(1, 2), draw.randint(lowest, highest)) for _ in range(count)]


def neighbours(x):
    return [math.nextafter(x, -INFINITY), x, math.nextafter(x, INFINITY)]


def angles():
    near_turns = [float(draw.randint(1, 63661) * mpmath.pi / 2) for _ in range(40)]
    nodes = [x for k in (1, 3, 50, 100) for x in neighbours((k + 0.5) / 128)]
    edges = [x for c in (math.pi / 4, math.pi / 2, math.pi, 2 * math.pi, 2.0**-16, 1e6) for x in neighbours(c)]
    # The last two: the double nearest to a multiple of pi/2 (Kahan; Muller), and the largest double.
    huge = [1e22, 2.0**53, 2.0**60, math.ldexp(6381956970095103, 797), 1.7976931348623157e308]
    return (
        TINY + ENDS + nodes + edges + huge + near_turns + uniform(-1, 1, 70) + uniform(-1e5, 1e5, 90)
        + uniform(-1e6, 1e6, 20) + scaled(-40, -1, 20) + scaled(20, 1022, 20)
    )


def growth():
    edges = [709.782712893384, 709.7827128933841, 708.0, -708.0, -708.3964185322641, -745.1332191019411, -745.1332191019412]
    return (
        TINY + ENDS + edges + [1.0, -1.0, 710.0, -746.0, 1e300, -1e300, math.log(2), 36.7, -37.5, 40.0, 60.0, -60.0]
        + uniform(-1, 1, 80) + uniform(-40, 40, 60) + uniform(-708, 709, 70) + uniform(-745, -708, 30) + scaled(-40, -1, 30)
    )


def positive():
    near_one = [1 + math.ldexp(draw.uniform(-1, 1), -draw.randint(1, 50)) for _ in range(80)]
    edges = [x for c in (1.0, 0.75, 1.5, 2.0, math.e, 1 + 2.0**-8, 1 - 2.0**-9) for x in neighbours(c)]
    return (
        [x for x in TINY if x >= 0] + [-0.0, -1.0, -5e-324] + ENDS + edges + near_one + uniform(0.5, 2, 60)
        + uniform(0, 100, 60) + scaled(-1074, 1022, 60, both_signs=False) + [1.7976931348623157e308]
    )


def above_minus_one():
    edges = [x for c in (-1.0, 2.0**-9, -(2.0**-9), 1.0) for x in neighbours(c)]
    return (
        TINY + ENDS + edges + [-2.0, 1.7976931348623157e308] + uniform(-1, 1, 90) + scaled(-58, -1, 90)
        + [x for x in scaled(0, 1022, 60, both_signs=False)]
    )


def steep():
    return TINY + ENDS + neighbours(19.5) + [19.0, 22.0, 1e300] + uniform(-1, 1, 100) + uniform(-20, 20, 90) + scaled(-40, 4, 70)


def powers():
    ordinary = [(draw.uniform(0, 10), draw.uniform(-20, 20)) for _ in range(90)]
    near_one = [(1 + draw.uniform(-0.01, 0.01), draw.uniform(-5e4, 5e4)) for _ in range(60)]
    whole = [(float(draw.randint(-9, 9) or 2), float(draw.randint(-12, 12))) for _ in range(40)]
    negative = [(-draw.uniform(0, 3), float(draw.randint(-30, 30))) for _ in range(20)]
    bases = scaled(-1000, 1000, 50, both_signs=False)
    wide = [(b, draw.uniform(-744, 709) / math.log(b)) for b in bases]
    small = [(b, draw.uniform(-745, -708) / math.log(b)) for b in bases[:30]]
    subnormal = [(math.ldexp(draw.random(), -1030), draw.random()) for _ in range(10)]
    return ordinary + near_one + whole + negative + wide + small + subnormal


def exact_power(base, exponent):
    sign = -1 if base < 0 and exponent % 2 == 1 else 1
    return sign * mpmath.power(abs(mpmath.mpf(base)), mpmath.mpf(exponent))


SPECIAL = {  # what the limits are; mpmath raises or answers otherwise
    "sin": lambda x: x if x == 0 else NAN,
    "cos": lambda x: 1.0 if x == 0 else NAN,
    "tan": lambda x: x if x == 0 else NAN,
    "exp": lambda x: {0: 1.0, INFINITY: INFINITY, -INFINITY: 0.0}.get(x, NAN),
    "expm1": lambda x: x if x == 0 else {INFINITY: INFINITY, -INFINITY: -1.0}.get(x, NAN),
    "log": lambda x: -INFINITY if x == 0 else INFINITY if x == INFINITY else NAN,
    "log1p": lambda x: x if x == 0 else -INFINITY if x == -1 else INFINITY if x == INFINITY else NAN,
    "tanh": lambda x: x if x == 0 else {INFINITY: 1.0, -INFINITY: -1.0}.get(x, NAN),
}


def is_special(name, x):
    return x == 0 or not math.isfinite(x) or (name == "log" and x < 0) or (name == "log1p" and x <= -1)


def bits(x):
    return "7ff8000000000000" if x != x else struct.pack(">d", x).hex()


def nearest_double(exact):
    """Rounds once, also to a subnormal, where float() of mpmath rounds twice."""
    if exact == 0:
        return 0.0
    magnitude = abs(exact)
    exponent = max(int(mpmath.floor(mpmath.log(magnitude, 2))) - 52, -1074)
    rounded = mpmath.nint(magnitude / mpmath.mpf(2) ** exponent) * mpmath.mpf(2) ** exponent
    return math.copysign(INFINITY if rounded >= mpmath.mpf(2) ** 1024 else float(rounded), -1 if exact < 0 else 1)


def entry(name, arguments, exact):
    value = nearest_double(exact)
    rest = 0 if math.isinf(value) else (exact - value) / math.ulp(value)
    return f"{','.join(map(bits, arguments))}:{bits(value)}:{float(rest):.4f}"


def table(name, function, arguments):
    return [
        f"{bits(x)}:{bits(SPECIAL[name](x))}:0" if is_special(name, x) else entry(name, [x], function(mpmath.mpf(x)))
        for x in arguments
    ]


functions = {
    "sin": table("sin", mpmath.sin, angles()),
    "cos": table("cos", mpmath.cos, angles()),
    "tan": table("tan", mpmath.tan, angles()),
    "exp": table("exp", mpmath.exp, growth()),
    "expm1": table("expm1", mpmath.expm1, growth()),
    "log": table("log", mpmath.log, positive()),
    "log1p": table("log1p", lambda x: mpmath.log(1 + x), above_minus_one()),
    "tanh": table("tanh", mpmath.tanh, steep()),
    "pow": [entry("pow", pair, exact_power(*pair)) for pair in powers()],
}
made_by = f"mpmath {mpmath.__version__}, Python {platform.python_version()}"
Path(__file__).with_suffix(".json").write_text(json.dumps({"madeBy": made_by, "functions": functions}, indent=0) + "\n")
print({name: len(values) for name, values in functions.items()})
