# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
"""Records YOLOv5's forward passes, gradients, optimizer steps and averages: forward.py ORACLE_V7 ORACLE_SEED OUT_FOLDER

The oracles are checkouts of YOLOv5; this script runs them and takes none of their code. See README.md beside it.
Where OUT_FOLDER holds results already, it prints by how much the new ones differ.
"""

import contextlib
import importlib
import io
import logging
import math
import subprocess
import sys
import warnings
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import torch

import golden
from loss import COMMITS, load

np.int = int  # numpy 1.24 dropped a name that the seed uses

CLASSES = 3
PICTURE = (2, 3, 64, 96)
V7_NETS = {f"v7_{size}": f"models/yolov5{size}.yaml" for size in "nsmlx"}
SEED_NETS = {f"seed_{size}": f"models/yolov5{size}.yaml" for size in "smlx"} | {"seed_fpn": "models/hub/yolov5-fpn.yaml"}
FIRST = 8  # elements kept of a large tensor
STEPS = 10
MOMENTUM = 0.937
DECAY = 0.0005
LATER = 3000  # updates made before: from then on an average keeps most of itself
KEPT = ("weight", "bias", "running_mean", "running_var")


# The made-up numbers. tests/unit/golden_numbers.hpp says the same in C++: both must stay equal to the last bit.

def stream(name):
    """FNV-1a of the name: where its numbers begin."""
    key = 0xCBF29CE484222325
    for byte in name.encode():
        key = (key ^ byte) * 0x100000001B3 % 2**64
    return key


def bits(name, count, start=0):
    return golden.splitmix64(np.arange(start, start + count, dtype=np.uint64) + np.uint64(stream(name)))


def numbers(name, shape, spread, centre=0.0):
    """f32 in centre +- spread. Each operation rounds once, so that every machine gets the same."""
    high = (bits(name, math.prod(shape)) >> np.uint64(40)).astype(np.float64)
    return ((high - (2.0**23 - 0.5)) * (spread * 2.0**-23)).astype(np.float32).reshape(shape) + np.float32(centre)


def entry(name, shape):
    """A tensor of a state_dict. Convolutions keep the size of maps about the same. Norms shift by 2.6 times
    their scale, up or down: then no number lies so near the kink of LeakyReLU that rounding decides, and f32 is close to f64."""
    if len(shape) == 4:
        return numbers(name, shape, 2.4 / math.sqrt(math.prod(shape[1:])))
    if name.endswith("running_var"):
        return numbers(name, shape, 0.25, 0.5)
    if name.endswith("weight"):
        return numbers(name, shape, 0.2, 0.5)
    near_0 = numbers(name, shape, 0.3)
    return near_0 + np.copysign(np.float32(1.3), near_0) if name.endswith("bias") else near_0


def picture():
    """u8: noise upon squares of 16 pixels."""
    n, c, h, w = PICTURE
    squares = (bits("squares", n * c * h * w // 256) >> np.uint64(57)).reshape(n, c, h // 16, w // 16)
    noise = (bits("noise", n * c * h * w) >> np.uint64(57)).reshape(PICTURE)
    return (noise + squares.repeat(16, 2).repeat(16, 3)).astype(np.uint8)


def summary(t):
    """[4 + 1 + FIRST]: projections on random directions, the largest size, the first elements."""
    flat = t.detach().double().numpy().ravel()
    sums = np.zeros(4)
    for start in range(0, flat.size, 1 << 22):
        part = flat[start : start + (1 << 22)]
        direction = bits("projection", part.size, start)
        for k in range(4):
            way = ((direction >> np.uint64(16 * k)) & np.uint64(0xFFFF)).astype(np.float64) - 32767.5
            sums[k] += (part * (way / 32768)).sum()
    first = np.pad(flat[:FIRST], (0, max(0, FIRST - flat.size)))
    return np.concatenate((sums / math.sqrt(flat.size), [np.abs(flat).max()], first)).astype(np.float32)


def fill(module, prefix=""):
    """Numbers of its parameters and statistics by their names. Returns the names."""
    state = {k: v for k, v in module.state_dict().items() if k.endswith(KEPT)}
    for name, t in state.items():
        t.copy_(torch.from_numpy(entry(prefix + name, tuple(t.shape))))
    return list(state)


def gradients_and_statistics(module, names):
    parameters, buffers = dict(module.named_parameters()), dict(module.named_buffers())
    return [parameters[k].grad if k in parameters else buffers[k] for k in names]


def groups(v7, model, names):
    """Where smart_optimizer puts each: 0 weight, 1 norm, 2 bias; 3: nowhere, a statistic."""
    made = v7.torch_utils.smart_optimizer(model, "SGD").param_groups  # bias, weight, norm
    place = {id(p): group for group, g in zip((2, 0, 1), made) for p in g["params"]}
    parameters = dict(model.named_parameters())
    return np.array([place[id(parameters[k])] if k in parameters else 3 for k in names], np.int32)


def net(oracle, path, kind):
    """heads.l.evaluation, heads.l.training [N,A*(5+nc),H,W]; a row a tensor of the state_dict: summaries of gradients, and of
    statistics after; its group, where the oracle has a function that says it."""
    with contextlib.redirect_stdout(io.StringIO()):
        model = oracle.yolo.Model(str(oracle.folder / path), ch=3, nc=CLASSES).to(kind)
    names = fill(model)
    x = (torch.from_numpy(picture()).float() / 255).to(kind)
    flat = lambda maps: [m.permute(0, 1, 4, 2, 3).flatten(1, 2) for m in maps]
    with torch.no_grad():
        seen = flat(model.eval()(x)[1])
    nearest = [math.inf]
    for m in [m for m in model.modules() if isinstance(m, torch.nn.LeakyReLU)]:
        m.register_forward_pre_hook(lambda _, inputs: nearest.append(inputs[0].detach().abs().min().item()))
    heads = flat(model.train()(x))
    loss = sum((m * torch.from_numpy(numbers(f"slope.{l}", tuple(m.shape), 1.0)).to(kind)).sum() for l, m in enumerate(heads))
    loss.backward()
    tensors = {f"heads.{l}.evaluation": m.float().numpy() for l, m in enumerate(seen)}
    tensors |= {f"heads.{l}.training": m.detach().float().numpy() for l, m in enumerate(heads)}
    tensors["state"] = np.stack([summary(t) for t in gradients_and_statistics(model, names)])
    if hasattr(oracle.torch_utils, "smart_optimizer"):
        tensors["groups"] = groups(oracle, model, names)
    return tensors, {"names": f"{stream(chr(10).join(names)):016x}", "classes": str(CLASSES), "nearest_kink": f"{min(nearest):.1e}"}


def largest(exact, rounded):
    """Of a net in f32 against f64: maps, gradients and statistics, each over the largest number of its tensor."""
    of_maps = [np.abs(a - rounded[k]).max() / np.abs(a).max() for k, a in exact.items() if k.startswith("heads")]
    of_state = np.abs(exact["state"] - rounded["state"]) / exact["state"][:, 4:5]
    sizes = [f"{np.abs(a).max():.1f}" for k, a in exact.items() if k.startswith("heads")]
    return f"f32 errs by {max(of_maps):.1e} in maps (to {', '.join(sizes)}), {of_state.max():.1e} in the state"


def steps(v7, seed, name):
    """Ten steps of an odd-sized conv, norm and output conv. start.g, and of each group g after 1 and 10 steps: g.1, g.10, and its
    averages, from the first update on, from a later one on, and the seed's from the first on. rates: bias, weight, norm, momentum."""
    model = torch.nn.Sequential(v7.common.Conv(3, 7, 3), torch.nn.Conv2d(7, 24, 1)).double()
    names = fill(model)
    rates = np.array([[0.1 - 0.005 * k, 0.001 * (k + 1), 0.0012 * (k + 1), MOMENTUM] for k in range(STEPS)])
    if name == "SGD":
        rates[:, 3] = np.linspace(0.8, MOMENTUM, STEPS)  # a warm-up; Adam's is left alone
    optimizer = v7.torch_utils.smart_optimizer(model, name, 0.01, MOMENTUM, DECAY)
    averages = {"average": v7.torch_utils.ModelEMA(model), "average_later": v7.torch_utils.ModelEMA(model)}
    averages["average_seed"] = seed.torch_utils.ModelEMA(model)
    averages["average_later"].updates = LATER
    place = groups(v7, model, names)
    state = model.state_dict()
    tensors = {"rates": rates}

    def keep(prefix, of):
        for g, group in enumerate(("weight", "norm", "bias", "buffer")):
            chosen = [of[k].numpy().ravel() for k, p in zip(names, place) if p == g]
            tensors[f"{prefix}.{group}"] = np.concatenate(chosen).astype(np.float32)

    keep("start", state)
    for k in range(STEPS):
        for group, rate in zip(optimizer.param_groups, rates[k]):
            group["lr"] = rate
            if name == "SGD":
                group["momentum"] = rates[k, 3]
        for key, p in model.named_parameters():
            p.grad = torch.from_numpy(numbers(f"gradient.{k}.{key}", tuple(p.shape), 0.5)).double()
        for key in names:
            if "running" in key:
                state[key].copy_(torch.from_numpy(entry(f"{k}.{key}", tuple(state[key].shape))))
        optimizer.step()
        for average in averages.values():
            average.update(model)
        if k + 1 in (1, STEPS):
            keep(f"after.{k + 1}", state)
            for which, average in averages.items():
                keep(f"{which}.{k + 1}", average.ema.state_dict())
    tensors["groups"] = place
    shapes = " ".join("x".join(map(str, state[k].shape)) for k in names)
    return tensors, {"decay": repr(DECAY), "later": str(LATER), "names": " ".join(names), "shapes": shapes}


def parts(folder, commit, names):
    """Modules of a checkout that has no changes. The other oracle's of the same names are forgotten."""
    if subprocess.run(["git", "-C", folder, "diff", "--quiet", "HEAD", "--", "models", "utils"]).returncode:
        sys.exit(f"forward.py: {folder}: models or utils differ from the commit")
    head, _ = load(folder, commit, names[0])
    for m in [m for m in sys.modules if m == "models" or m.startswith("models.")]:
        del sys.modules[m]
    sys.path.insert(0, folder)
    found = {name.split(".")[-1]: importlib.import_module(name) for name in names}
    sys.path.remove(folder)
    found["yolo"].Model._initialize_biases = lambda *_: None  # every number is replaced; today's torch refuses the seed's way
    return SimpleNamespace(folder=Path(folder), commit=head, **found)


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    np.seterr(over="ignore")
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    seed = parts(sys.argv[2], COMMITS["seed"], ["utils.torch_utils", "models.yolo"])
    v7 = parts(sys.argv[1], COMMITS["v7"], ["utils.torch_utils", "models.common", "models.yolo"])
    out = Path(sys.argv[3])
    out.mkdir(parents=True, exist_ok=True)

    def record(name, commit, result, note=""):
        tensors, settings = result
        common = {"oracle": commit, "torch": torch.__version__}
        golden.record(out / f"{name}.safetensors", tensors, settings | common, note)

    for name in ("SGD", "Adam", "AdamW"):
        record(f"steps_{name.lower()}", v7.commit, steps(v7, seed, name))
    for oracle, nets in ((v7, V7_NETS), (seed, SEED_NETS)):
        for name, path in nets.items():
            exact = net(oracle, path, torch.float64)
            note = f"nearest kink {exact[1]['nearest_kink']}, " + largest(exact[0], net(oracle, path, torch.float32)[0])
            record(f"net_{name}", oracle.commit, exact, note)


if __name__ == "__main__":
    main()
