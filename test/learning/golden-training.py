"""Ten double-Q updates of a fixed 4-16-8-2 network in float64, written to golden-training.json beside this file.

python3 test/learning/golden-training.py    (made with Python 3.11.2, PyTorch 1.13.0a0 (Debian), numpy 1.24.2)

Inputs and first weights are rounded to float32, so that engines in float32 start from the very same numbers. Weights are
written [inputs, outputs], the transpose of PyTorch's. `gradients` holds those of every update, before Adam.
"""

import json
import pathlib

import torch

torch.manual_seed(20)
torch.set_default_dtype(torch.float64)
SIZES = [4, 16, 8, 2]
BATCH = 8
UPDATES = 10


def network():
    layers = []
    for inputs, outputs in zip(SIZES, SIZES[1:]):
        layers += [torch.nn.Linear(inputs, outputs), torch.nn.ReLU()]
    result = torch.nn.Sequential(*layers[:-1])
    for parameter in result.parameters():
        parameter.data = parameter.data.float().double()
    return result


def named(tensors):
    """In the order of parameters(): weight, bias, weight, bias, ..."""
    names = ["extractor/0", "extractor/1", "head/0"]
    keys = [f"{name}/{kind}" for name in names for kind in ("weight", "bias")]
    return {key: tensor.detach().t().flatten().tolist() for key, tensor in zip(keys, tensors)}


def values(*shape, scale=1.0):
    return (scale * torch.randn(*shape)).float().double()


online, target = network(), network()
states, next_states = values(BATCH, 4), values(BATCH, 4)
actions = torch.randint(0, 2, (BATCH,))
rewards = values(BATCH, scale=1.5)
discounts = torch.tensor([0.99, 0.99, 0.0, 0.99, 0.9801, 0.99, 0.0, 0.99]).float().double()
golden = {
    "states": states.flatten().tolist(),
    "nextStates": next_states.flatten().tolist(),
    "actions": actions.tolist(),
    "rewards": rewards.tolist(),
    "discounts": discounts.tolist(),
    "online": named(online.parameters()),
    "target": named(target.parameters()),
    "learningRate": 2.0**-7,
}

optimizer = torch.optim.Adam(online.parameters(), lr=golden["learningRate"], eps=1e-8)
losses, gradients, errors = [], [], []
for _ in range(UPDATES):
    with torch.no_grad():
        best = online(next_states).argmax(dim=1, keepdim=True)
        bootstrap = rewards + discounts * target(next_states).gather(1, best).squeeze(1)
    q = online(states).gather(1, actions.unsqueeze(1)).squeeze(1)
    loss = torch.nn.HuberLoss(delta=1.0)(q, bootstrap)
    optimizer.zero_grad()
    loss.backward()
    losses.append(loss.item())
    errors.append((q - bootstrap).tolist())
    gradients.append(named([parameter.grad for parameter in online.parameters()]))
    optimizer.step()

flat = [abs(error) for row in errors for error in row]
assert min(flat) < 1 < max(flat), "both branches of Huber's loss are taken"
golden |= {"losses": losses, "gradients": gradients, "trained": named(online.parameters())}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(golden) + "\n")
