"""The updates and decisions of `updates.ts` in PyTorch, on one thread, for whoever has it.

Reads one request a line on standard input, answers one JSON line each, so that a driver can take turns:
    {"kind": "update" | "decision", "sizes": [4, 120, 84, 2], "batch": 128, "seconds": 0.3}
    -> {"secondsPerCall": 0.00055}
A line that is empty ends it. Run alone it prints a table: python3 pytorch.py
"""
import json
import sys
import time

import torch
import torch.nn.functional as functional

torch.set_num_threads(1)


def network(sizes):
    layers = []
    for inputs, outputs in zip(sizes, sizes[1:]):
        layers += [torch.nn.Linear(inputs, outputs), torch.nn.ReLU()]
    return torch.nn.Sequential(*layers[:-1])


def make_update(sizes, batch, capacity=10_000):
    """One update as CleanRL's dqn.py does it: sample, target, MSE, backward, Adam."""
    online, target = network(sizes), network(sizes)
    target.load_state_dict(online.state_dict())
    optimizer = torch.optim.Adam(online.parameters(), lr=2.5e-4)
    observations, following = torch.rand(capacity, sizes[0]), torch.rand(capacity, sizes[0])
    actions = torch.randint(sizes[-1], (capacity, 1))
    rewards, dones = torch.ones(capacity), torch.zeros(capacity)

    def update():
        rows = torch.randint(capacity, (batch,))
        with torch.no_grad():
            best, _ = target(following[rows]).max(dim=1)
            wanted = rewards[rows] + 0.99 * best * (1 - dones[rows])
        taken = online(observations[rows]).gather(1, actions[rows]).squeeze(1)
        loss = functional.mse_loss(wanted, taken)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()

    return update


def make_decision(sizes):
    online = network(sizes)
    observation = torch.rand(1, sizes[0])

    def decide():
        with torch.no_grad():
            return int(torch.argmax(online(observation), dim=1)[0])

    return decide


prepared = {}


def measure(kind, sizes, batch, seconds):
    key = (kind, tuple(sizes), batch)
    if key not in prepared:
        prepared[key] = make_update(sizes, batch) if kind == "update" else make_decision(sizes)
        for _ in range(20):
            prepared[key]()
    call, calls, start = prepared[key], 0, time.perf_counter()
    while time.perf_counter() - start < seconds:
        call()
        calls += 1
    return (time.perf_counter() - start) / calls


def main():
    if sys.stdin.isatty():
        for sizes, batch in [([4, 120, 84, 2], 128), ([4, 64, 64, 2], 64), ([4, 256, 256, 2], 64), ([60, 256, 256, 8], 256)]:
            print(sizes, batch, f"{1000 * measure('update', sizes, batch, 1):.3f} ms")
        print("decision", f"{1e6 * measure('decision', [4, 120, 84, 2], 1, 1):.1f} us")
        return
    print(json.dumps({"torch": torch.__version__, "threads": torch.get_num_threads()}), flush=True)
    for line in sys.stdin:
        if not line.strip():
            break
        request = json.loads(line)
        taken = measure(request["kind"], request["sizes"], request["batch"], request["seconds"])
        print(json.dumps({"secondsPerCall": taken}), flush=True)


main()
