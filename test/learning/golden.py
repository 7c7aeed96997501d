"""Expected values of test/learning, written to golden.json beside this file; all in float64.

python3 test/learning/golden.py    (made with Python 3.11.2, PyTorch 1.13.0a0 (Debian), numpy 1.24.2)
"""

import json
import pathlib

import torch

torch.manual_seed(7)
torch.set_default_dtype(torch.float64)
LEARNING_RATES = [0.1, 0.1, 0.05, 0.05, 0.2, 0.01, 0.1, 0.1]
START = [1.0, -2.0, 0.5, 3.0, 0.0]
GRADIENTS = torch.randn(len(LEARNING_RATES), len(START))
GRADIENTS[:, 3] = 0.75  # always the same
GRADIENTS[2:, 4] = 0.0  # falls silent

OPTIMIZERS = {
    "adam": ("Adam", {}, "adam", {}),
    "adam, other settings": (
        "Adam",
        {"betas": (0.8, 0.95), "eps": 1.5e-4},
        "adam",
        {"beta1": 0.8, "beta2": 0.95, "epsilon": 1.5e-4},
    ),
    "adamw": ("AdamW", {}, "adamw", {}),
    "adamw, other settings": ("AdamW", {"weight_decay": 0.3}, "adamw", {"weightDecay": 0.3}),
    "sgd": ("SGD", {}, "sgd", {}),
    "sgd with momentum": ("SGD", {"momentum": 0.9}, "sgd", {"momentum": 0.9}),
    "sgd with nesterov": (
        "SGD",
        {"momentum": 0.8, "nesterov": True},
        "sgd",
        {"momentum": 0.8, "nesterov": True},
    ),
    "rmsprop": ("RMSprop", {}, "rmsprop", {}),
    "rmsprop, centred": (
        "RMSprop",
        {"centered": True, "alpha": 0.95, "eps": 0.01},
        "rmsprop",
        {"centered": True, "decay": 0.95, "epsilon": 0.01},
    ),
    "rmsprop, centred with momentum": (
        "RMSprop",
        {"centered": True, "alpha": 0.95, "eps": 0.01, "momentum": 0.9},
        "rmsprop",
        {"centered": True, "decay": 0.95, "epsilon": 0.01, "momentum": 0.9},
    ),
}


def descend(kind, arguments, name, settings):
    parameter = torch.nn.Parameter(torch.tensor(START))
    optimizer = getattr(torch.optim, kind)([parameter], lr=LEARNING_RATES[0], **arguments)
    path = []
    for rate, gradient in zip(LEARNING_RATES, GRADIENTS):
        optimizer.param_groups[0]["lr"] = rate
        parameter.grad = gradient.clone()
        optimizer.step()
        path.append(parameter.detach().tolist())
    return {"specification": {name: settings}, "path": path}


def losses():
    errors = torch.tensor([-3.0, -1.0, -0.5, 0.0, 0.25, 1.0, 1.5, 7.0], requires_grad=True)
    zeros = torch.zeros_like(errors)
    results = {
        "squaredError": torch.nn.MSELoss(reduction="none")(errors, zeros),
        "huber1": torch.nn.HuberLoss(reduction="none", delta=1.0)(errors, zeros),
        "huber2.5": torch.nn.HuberLoss(reduction="none", delta=2.5)(errors, zeros),
    }
    gradients = {name: torch.autograd.grad(loss.sum(), errors)[0] for name, loss in results.items()}
    return {
        "errors": errors.tolist(),
        **{name: {"loss": results[name].tolist(), "gradient": gradients[name].tolist()} for name in results},
    }


def cross_entropy():
    logits = (3 * torch.randn(3, 5)).requires_grad_()
    probabilities = torch.softmax(torch.randn(3, 5), dim=1)
    loss = torch.nn.CrossEntropyLoss(reduction="none")(logits, probabilities)
    gradient = torch.autograd.grad(loss.sum(), logits)[0]
    return {
        "logits": logits.flatten().tolist(),
        "probabilities": probabilities.flatten().tolist(),
        "loss": loss.tolist(),
        "gradient": gradient.flatten().tolist(),
    }


def clipping(maximum_norm):
    parameters = [torch.nn.Parameter(torch.zeros(3)), torch.nn.Parameter(torch.zeros(2, 2))]
    parameters[0].grad = torch.tensor([3.0, -1.0, 0.5])
    parameters[1].grad = torch.tensor([[2.0, 0.0], [-4.0, 0.125]])
    before = [parameter.grad.flatten().tolist() for parameter in parameters]
    norm = torch.nn.utils.clip_grad_norm_(parameters, maximum_norm)
    clipped = [parameter.grad.flatten().tolist() for parameter in parameters]
    return {"maximumNorm": maximum_norm, "gradients": before, "norm": norm.item(), "clipped": clipped}


golden = {
    "learningRates": LEARNING_RATES,
    "start": START,
    "gradients": GRADIENTS.tolist(),
    "optimizers": {name: descend(*case) for name, case in OPTIMIZERS.items()},
    "losses": losses(),
    "crossEntropy": cross_entropy(),
    "clipping": [clipping(1.0), clipping(100.0)],
}
pathlib.Path(__file__).with_name("golden.json").write_text(json.dumps(golden, indent=1) + "\n")
