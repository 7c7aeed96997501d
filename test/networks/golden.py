"""Expected values of test/networks, written to golden.json beside this file; all in float64.

python3 test/networks/golden.py    (made with Python 3.11.2, PyTorch 1.13.0a0 (Debian), numpy 1.24.2)

Weights are written [inputs, outputs], the transpose of PyTorch's. Inputs and weights are rounded to float32.
"""

import json
import pathlib

import torch
from torch import nn

torch.manual_seed(11)
torch.set_default_dtype(torch.float64)
POINTS = [-30.0, -4.0, -1.5, -0.3, 0.0, 0.2, 1.0, 2.5, 6.0, 25.0]
BATCH = 3

ACTIVATIONS = {
    "identity": lambda x: x + 0,
    "relu": nn.functional.relu,
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "leakyRelu": nn.functional.leaky_relu,
    "elu": nn.functional.elu,
    "silu": nn.functional.silu,
    "gelu": lambda x: nn.functional.gelu(x, approximate="tanh"),
}


def flat(tensor):
    return tensor.detach().flatten().tolist()


def rounded(tensor):
    return tensor.float().double()


def activation(function):
    x = torch.tensor(POINTS, requires_grad=True)
    y = function(x)
    return {"value": flat(y), "gradient": flat(torch.autograd.grad(y.sum(), x)[0])}


def linear(inputs, outputs):
    layer = nn.Linear(inputs, outputs)
    for parameter in layer.parameters():
        parameter.data = rounded(parameter.data)
    return layer


def norm(size):
    layer = nn.LayerNorm(size)
    layer.weight.data = rounded(1 + 0.3 * torch.randn(size))
    layer.bias.data = rounded(0.3 * torch.randn(size))
    return layer


def named(layers, of=lambda parameter: parameter):
    """By Lepton's names."""
    result = {}
    for name, layer in layers.items():
        weight, bias = ("scale", "shift") if isinstance(layer, nn.LayerNorm) else ("weight", "bias")
        result[f"{name}/{weight}"] = flat(of(layer.weight).t() if layer.weight.dim() == 2 else of(layer.weight))
        result[f"{name}/{bias}"] = flat(of(layer.bias))
    return result


def described(layers, observations, q):
    """Q-values, and the gradients of sum(q * weights) for all parameters."""
    weights = rounded(torch.randn_like(q))
    (q * weights).sum().backward()
    return {
        "observations": {key: flat(value) for key, value in observations.items()},
        "parameters": named(layers),
        "q": flat(q),
        "weights": flat(weights),
        "gradients": named(layers, lambda parameter: parameter.grad),
    }


def layered():
    """Dense, normalisation, relu; dense, tanh; a plain head with a hidden layer."""
    layers = {"extractor/0": linear(4, 6), "extractor/1": norm(6), "extractor/2": linear(6, 5)}
    layers |= {"head/0": linear(5, 4), "head/1": linear(4, 3)}
    x = rounded(torch.randn(BATCH, 4))
    hidden = torch.relu(layers["extractor/1"](layers["extractor/0"](x)))
    hidden = torch.tanh(layers["extractor/2"](hidden))
    return described(layers, {"observation": x}, layers["head/1"](torch.relu(layers["head/0"](hidden))))


def dueling():
    """Two observations, one of them bytes with a branch of its own; a dueling head."""
    layers = {"extractor/inputs/picture/0": linear(6, 4), "extractor/0": linear(6, 5)}
    layers |= {"head/value/0": linear(5, 4), "head/value/1": linear(4, 1)}
    layers |= {"head/advantage/0": linear(5, 4), "head/advantage/1": linear(4, 3)}
    picture = torch.randint(0, 256, (BATCH, 2, 3)).double()
    account = rounded(torch.randn(BATCH, 2))
    seen = torch.relu(layers["extractor/inputs/picture/0"](picture.flatten(1) / 255))
    features = torch.relu(layers["extractor/0"](torch.cat([seen, account], dim=1)))
    value = layers["head/value/1"](torch.relu(layers["head/value/0"](features)))
    advantage = layers["head/advantage/1"](torch.relu(layers["head/advantage/0"](features)))
    q = value + (advantage - advantage.mean(dim=1, keepdim=True))
    return described(layers, {"picture": picture, "account": account}, q)


golden = {
    "points": POINTS,
    "activations": {name: activation(function) for name, function in ACTIVATIONS.items()},
    "networks": {"layered": layered(), "dueling": dueling()},
}
pathlib.Path(__file__).with_name("golden.json").write_text(json.dumps(golden, indent=1) + "\n")
