"""The Python end of Lepton's bridge to Gymnasium: makes the worlds of one batch, and resets and steps them together.

Started as `python bridge.py SETTINGS`, SETTINGS being JSON. It answers requests on its standard input, one by one, until that
ends. Every message is a header, two 32-bit numbers for kind and length, and so many bytes, all little-endian:

  RESET   JSON: the rows to reset, a seed for each (or null), options (or null)
  STEP    the actions of all rows, one after the other: int32, or float32 for a Box
  DONE    the first one, unasked: JSON that describes the worlds; then what `Batch.reply` writes
  FAILED  JSON: why, in words, and the end of the traceback
"""

import contextlib
import faulthandler
import json
import math
import os
import select
import struct
import sys
import threading
import time
import traceback

RESET, STEP = 0, 1
DONE, FAILED = 0, 1
SECONDS_TO_FINISH = 10


class Unsupported(Exception):
    """A space that Lepton does not have."""


def take_pipes():
    """The two pipes. From here on what an environment prints goes to standard error, and it has nothing to read."""
    os.set_blocking(0, True)
    requests, replies = os.dup(0), os.dup(1)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    # A process that the environment forks must not hold them open when this one has died.
    os.register_at_fork(after_in_child=lambda: [os.close(requests), os.close(replies)])
    threading.Thread(target=leave_with_parent, args=[requests], daemon=True).start()
    return os.fdopen(requests, "rb"), replies


def leave_with_parent(requests):
    """Ends a process that hangs in a step after the other end is gone. One that does not hang has ended by then."""
    poll = select.poll()
    poll.register(requests, 0)  # only that nobody writes any more
    poll.poll()
    time.sleep(SECONDS_TO_FINISH)
    os._exit(1)


def send(replies, kind, *parts):
    message = memoryview(struct.pack("<II", kind, sum(map(len, parts))) + b"".join(parts))
    while message:
        message = message[os.write(replies, message) :]


def send_failure(replies, reason, error):
    trace = traceback.format_exception(type(error), error, error.__traceback__)
    lines = [line for line in "".join(trace).splitlines() if line.strip(" ^~")]
    failure = {"reason": reason, "type": type(error).__name__, "message": str(error), "trace": lines[-7:]}
    send(replies, FAILED, json.dumps(failure).encode())


# Spaces


def element_type(space):
    """The element type of Lepton that holds the elements of a Box."""
    if space.dtype.kind == "f":
        return "float32"
    if space.dtype == np.uint8:
        return "uint8"
    range32 = np.iinfo(np.int32)
    if space.dtype.kind in "iub" and space.low.min() >= range32.min and space.high.max() <= range32.max:
        return "int32"
    raise Unsupported(f"{space}, whose elements fit neither float32 nor int32")


def bound(values, element):
    """One number where all are equal, else a list. JSON has no infinity."""
    with np.errstate(over="ignore"):
        flat = values.astype(element).ravel().tolist()
    numbers = [x if math.isfinite(x) else ("Infinity" if x > 0 else "-Infinity") for x in flat]
    return numbers[0] if len(set(numbers)) == 1 else numbers


def describe(space):
    """A space as JSON, for `spaceOf` in spaces.ts."""
    if isinstance(space, spaces.Discrete):
        return {"kind": "discrete", "n": int(space.n), "start": int(space.start)}
    if isinstance(space, spaces.MultiDiscrete):
        start = np.broadcast_to(getattr(space, "start", 0), space.nvec.shape)
        return {"kind": "multi-discrete", "sizes": space.nvec.ravel().tolist(), "start": start.ravel().tolist()}
    if isinstance(space, spaces.MultiBinary):
        return {"kind": "multi-binary", "shape": list(space.shape)}
    if isinstance(space, spaces.Box):
        element = element_type(space)
        low, high = bound(space.low, element), bound(space.high, element)
        return {"kind": "box", "shape": list(space.shape) or [1], "type": element, "low": low, "high": high}
    if isinstance(space, spaces.Dict):
        return {"kind": "dict", "spaces": {key: describe(inner) for key, inner in space.spaces.items()}}
    if isinstance(space, spaces.Tuple):
        return {"kind": "tuple", "spaces": [describe(inner) for inner in space.spaces]}
    raise Unsupported(str(space))


class Part:
    """One array of a batched observation, `[B, ...shape]`, and how to get there in an observation."""

    def __init__(self, path, space, count):
        self.path = path
        self.shape = space.shape or ()
        if isinstance(space, spaces.MultiBinary):
            element = "int8"
        else:
            element = element_type(space) if isinstance(space, spaces.Box) else "int32"
        self.now = np.zeros((count, *self.shape), element)
        self.final = np.zeros_like(self.now)

    def write(self, into, row, observation):
        value = observation
        for key in self.path:
            value = value[key]
        value = np.asarray(value)
        if value.shape != self.shape:
            where = "/".join(map(str, self.path)) or "observation"
            raise ValueError(f"{where} has the shape {value.shape}, its space says {self.shape}")
        np.copyto(into[row : row + 1], value, casting="same_kind")


def parts_of(space, path, count):
    if isinstance(space, spaces.Dict):
        return [part for key, inner in space.spaces.items() for part in parts_of(inner, (*path, key), count)]
    if isinstance(space, spaces.Tuple):
        return [part for i, inner in enumerate(space.spaces) for part in parts_of(inner, (*path, i), count)]
    return [Part(path, space, count)]


# Worlds


class Batch:
    """The worlds, and what they said last."""

    def __init__(self, id, count, autoreset, limit, options):
        self.autoreset = autoreset
        self.worlds = [self.make(id, limit, options) for _ in range(count)]
        first = self.worlds[0]
        self.action_space = first.action_space
        self.spaces = describe(first.observation_space), describe(first.action_space)
        parts = parts_of(first.observation_space, (), count)
        # The wide ones first, so that each begins at a multiple of its element's size.
        self.parts = sorted(parts, key=lambda part: -part.now.itemsize)
        self.rewards = np.zeros(count)
        self.terminated = np.zeros(count, np.uint8)
        self.truncated = np.zeros(count, np.uint8)
        self.ended = np.zeros(count, bool)
        self.asks_for_masks = False
        self.masks = self.final_masks = np.zeros((count, 0), np.uint8)

    @staticmethod
    def make(id, limit, options):
        world = gymnasium.make(id, **options)
        return world if limit is None else gymnasium.wrappers.TimeLimit(world, limit)

    def look_for_masks(self):
        """Whether there are any is seen after a reset only. The first row is reset again before its first episode."""
        if not isinstance(self.action_space, spaces.Discrete):
            return
        _, info = self.worlds[0].reset(seed=0)
        self.asks_for_masks = "action_mask" not in info and hasattr(self.worlds[0].unwrapped, "action_masks")
        if "action_mask" in info or self.asks_for_masks:
            self.masks = np.zeros((len(self.worlds), self.action_space.n), np.uint8)
            self.final_masks = np.zeros_like(self.masks)

    def description(self):
        observation_space, action_space = self.spaces
        return {
            "observationSpace": observation_space,
            "actionSpace": action_space,
            "parts": [[str(key) for key in part.path] for part in self.parts],
            "masked": self.masks.shape[1] > 0,
        }

    def reset(self, rows, seeds, options):
        for index, row in enumerate(rows):
            self.start(row, seeds and seeds[index], options)
        return self.reply([])

    def start(self, row, seed=None, options=None):
        observation, info = self.worlds[row].reset(seed=seed, options=options)
        self.rewards[row] = self.terminated[row] = self.truncated[row] = 0
        self.ended[row] = False
        self.show(row, observation, info)

    def step(self, request):
        actions = self.actions_in(request)
        restarted = []
        for row, world in enumerate(self.worlds):
            if self.ended[row]:
                self.start(row)
                continue
            observation, reward, terminated, truncated, info = world.step(actions[row])
            self.show(row, observation, info)
            ended = terminated or truncated
            if ended and self.autoreset == "same-step":
                self.keep_final(row)
                restarted.append(row)
                self.start(row)
            self.rewards[row], self.terminated[row], self.truncated[row] = reward, terminated, truncated
            self.ended[row] = ended and self.autoreset == "next-step"
        return self.reply(restarted)

    def actions_in(self, request):
        """As `action_space.sample()` gives them, one for each world."""
        space = self.action_space
        is_box = isinstance(space, spaces.Box)
        actions = np.frombuffer(request, "<f4" if is_box else "<i4").astype(space.dtype)
        actions = actions.reshape(len(self.worlds), *(space.shape or ()))
        # A float64 bound may lie a little within its float32 neighbour.
        return np.clip(actions, space.low, space.high) if is_box and space.dtype == np.float64 else actions

    def show(self, row, observation, info):
        for part in self.parts:
            part.write(part.now, row, observation)
        if self.masks.shape[1] > 0:
            mask = self.worlds[row].unwrapped.action_masks() if self.asks_for_masks else info["action_mask"]
            self.masks[row] = np.asarray(mask) != 0

    def keep_final(self, row):
        for part in self.parts:
            part.final[row] = part.now[row]
        self.final_masks[row] = self.masks[row]

    def reply(self, restarted):
        """Of all rows: rewards (float64), observations, terminated, truncated, masks; zeros up to a multiple of 8 bytes; then, of
        the rows that started again in this very step, the last observations and masks of what ended."""
        shown = [self.rewards, *(part.now for part in self.parts), self.terminated, self.truncated, self.masks]
        parts = [array.tobytes() for array in shown]
        parts.append(bytes(-sum(map(len, parts)) % 8))
        if restarted:
            parts += [part.final[restarted].tobytes() for part in self.parts]
            parts.append(self.final_masks[restarted].tobytes())
        return parts

    def close(self):
        for world in self.worlds:
            world.close()


def make_batch(settings):
    """The worlds, or a reason and an error."""
    try:
        batch = Batch(**settings)
    except (gymnasium.error.UnregisteredEnv, gymnasium.error.DeprecatedEnv, ModuleNotFoundError) as error:
        return None, ("unknown-id", error)
    except gymnasium.error.DependencyNotInstalled as error:
        return None, ("missing-package", error)
    except Unsupported as error:
        return None, ("unsupported", error)
    except Exception as error:
        return None, ("make", error)
    try:
        batch.look_for_masks()
    except Exception as error:
        return None, ("reset", error)
    return batch, None


def serve(batch, requests, replies):
    while len(header := requests.read(8)) == 8:
        kind, length = struct.unpack("<II", header)
        request = requests.read(length)
        try:
            parts = batch.step(request) if kind == STEP else batch.reset(**json.loads(request))
        except Exception as error:
            send_failure(replies, "step" if kind == STEP else "reset", error)
        else:
            send(replies, DONE, *parts)


faulthandler.enable()  # says where it was when it crashes, or is aborted because it hangs
requests, replies = take_pipes()
sys.path[0] = os.getcwd()  # modules of the user's own lie there, not beside this file
try:
    import gymnasium
    import numpy as np
    from gymnasium import spaces
except ImportError as error:
    send_failure(replies, "missing-package", error)
else:
    batch, failure = make_batch(json.loads(sys.argv[1]))
    if failure is not None:
        send_failure(replies, *failure)
    else:
        with contextlib.suppress(BrokenPipeError):
            send(replies, DONE, json.dumps(batch.description()).encode())
            serve(batch, requests, replies)
        batch.close()
