"""
DQN on CartPole with the Huber loss and with the squared error, in plain PyTorch: which Q-values they reach.

Not a part of Lepton: it shows that what docs/algorithms/dqn.md says of the two losses is not peculiar to it.
Made with PyTorch 1.13.0 and Python 3.11 (Debian 12: apt install python3-torch). About a minute for each line of output.
"""

import math
import random

import torch
from torch import nn
from torch.nn import functional

STEPS, STARTS, BATCH, TARGET_INTERVAL, DISCOUNT = 50_000, 1_000, 64, 100, 0.99


def step(state, action):
    """CartPole-v1 of Gymnasium: the next state, and whether the pole fell or the cart left the track."""
    x, x_dot, theta, theta_dot = state
    force, cosine, sine = (10.0 if action == 1 else -10.0), math.cos(theta), math.sin(theta)
    common = (force + 0.05 * theta_dot**2 * sine) / 1.1
    theta_acc = (9.8 * sine - cosine * common) / (0.5 * (4 / 3 - 0.1 * cosine**2 / 1.1))
    x_acc = common - 0.05 * theta_acc * cosine / 1.1
    state = (x + 0.02 * x_dot, x_dot + 0.02 * x_acc, theta + 0.02 * theta_dot, theta_dot + 0.02 * theta_acc)
    return state, abs(state[0]) > 2.4 or abs(state[2]) > 12 * 2 * math.pi / 360


def start():
    return tuple(random.uniform(-0.05, 0.05) for _ in range(4))


def network():
    return nn.Sequential(nn.Linear(4, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 2))


def greatest_mean_q(seed, loss):
    """The greatest mean, over 1 000 steps, of the Q-values of the taken actions."""
    random.seed(seed)
    torch.manual_seed(seed)
    online, target = network(), network()
    target.load_state_dict(online.state_dict())
    optimizer = torch.optim.Adam(online.parameters(), lr=1e-3)
    states, next_states = torch.zeros(STEPS, 4), torch.zeros(STEPS, 4)
    actions, discounts = torch.zeros(STEPS, dtype=torch.long), torch.zeros(STEPS)
    state, length, seen, greatest = start(), 0, [], -math.inf
    for done in range(STEPS):
        if random.random() < max(0.02, 1 - 0.98 * done / (0.2 * STEPS)):
            action = random.randrange(2)
        else:
            with torch.no_grad():
                action = int(online(torch.tensor(state)).argmax())
        next_state, terminated = step(state, action)
        states[done], next_states[done] = torch.tensor(state), torch.tensor(next_state)
        actions[done], discounts[done] = action, 0.0 if terminated else DISCOUNT
        state, length = next_state, length + 1
        if terminated or length == 500:
            state, length = start(), 0
        if done + 1 <= STARTS:
            continue
        rows = torch.randint(0, done + 1, (BATCH,))
        with torch.no_grad():
            wanted = 1 + discounts[rows] * target(next_states[rows]).max(1).values
        q = online(states[rows]).gather(1, actions[rows, None])[:, 0]
        optimizer.zero_grad()
        loss(q, wanted).backward()
        optimizer.step()
        seen.append(float(q.mean().detach()))
        if (done + 1) % TARGET_INTERVAL == 0:
            target.load_state_dict(online.state_dict())
        if (done + 1) % 1_000 == 0:
            greatest, seen = max(greatest, sum(seen) / len(seen)), []
    return greatest


if __name__ == "__main__":
    torch.set_num_threads(1)
    for seed in (1, 2, 3):
        for loss in (functional.smooth_l1_loss, functional.mse_loss):
            print(f"seed {seed}, {loss.__name__}: {greatest_mean_q(seed, loss):.1f}", flush=True)
