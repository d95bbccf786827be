# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
"""Records what YOLOv5's smaller parts answer: policies.py ORACLE_V7 ORACLE_SEED OUT_FOLDER

The oracles are checkouts of YOLOv5; this script runs them and takes none of their code. See README.md beside it.
Where OUT_FOLDER holds results already, it prints by how much the new ones differ.
"""

import ast
import importlib
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import torch
import yaml

import golden
import loss
from evaluation import grid, uniform

np.int = int  # numpy 1.24 dropped a name that the seed uses


def between(shape, stream, low, high):
    return (low + (high - low) * uniform(shape, stream)).astype(np.float32)


def activations(v7):
    """x, the weights w of a sum over y, and of each function y and d(sum)/dx."""
    x, w = between((2, 3, 6, 7), 200, -6, 6), between((2, 3, 6, 7), 201, -1, 1)
    tensors = {"x": x, "w": w}
    for name in ("SiLU", "Hardswish", "Mish"):
        leaf = torch.from_numpy(x).requires_grad_()
        y = getattr(v7.activations, name)()(leaf)
        (slope,) = torch.autograd.grad((y * torch.from_numpy(w)).sum(), leaf)
        tensors |= {f"{name}.y": y.detach().numpy(), f"{name}.gradient": slope.numpy()}
    return tensors, {}


def frelu(v7):
    """A Conv with FReLU while it trains: its state before, y, the gradients, the state after; then y of an evaluation."""
    conv = v7.common.Conv(3, 8, 3, 1, act=v7.activations.FReLU(8))
    torch_utils = importlib.import_module("utils.torch_utils")
    torch_utils.initialize_weights(conv)  # the constants of the norms
    with torch.no_grad():
        for k, p in enumerate(conv.parameters()):
            p.copy_(torch.from_numpy(between(p.shape, 210 + k, -0.5, 0.5) + (p.dim() == 1)))
    x, w = between((2, 3, 6, 7), 220, -2, 2), between((2, 8, 6, 7), 221, -1, 1)
    names = [k for k in conv.state_dict() if not k.endswith("num_batches_tracked")]
    tensors = {"x": x, "w": w} | {f"before.{k}": conv.state_dict()[k].numpy().copy() for k in names}
    leaf = torch.from_numpy(x).requires_grad_()
    y = conv.train()(leaf)
    (y * torch.from_numpy(w)).sum().backward()
    tensors |= {"y": y.detach().numpy(), "gradient": leaf.grad.numpy()}
    tensors |= {f"gradient.{k}": p.grad.numpy() for k, p in conv.named_parameters()}
    tensors |= {f"after.{k}": conv.state_dict()[k].numpy() for k in names if "running" in k}
    tensors["y.evaluation"] = conv.eval()(torch.from_numpy(x)).detach().numpy()
    return tensors, {"names": " ".join(names)}


def weights(v7, seed):
    """labels: image and class of each; class 3 has none, image 4 has none. maps: as after a validation."""
    nc = 5
    count = [3, 1, 4, 2, 0, 6, 1, 2, 9, 1, 2, 5]
    image = np.repeat(np.arange(len(count)), count)
    cls = np.array([0, 1, 2, 4])[(uniform(len(image), 230) ** 2 * 4).astype(int)]
    cls[image == 9] = 4
    labels = [np.pad(cls[image == i][:, None].astype(np.float32), ((0, 0), (0, 4))) for i in range(len(count))]
    maps = uniform(nc, 231)
    tensors = {"maps": maps}
    class_weights = v7.general.labels_to_class_weights(labels, nc).numpy()
    tensors["class_weights_seed"] = seed.labels_to_class_weights(labels, nc).numpy()
    for name, m in (("start", np.zeros(nc)), ("later", maps)):
        of_class = class_weights.astype(np.float64) * (1 - m) ** 2
        tensors[f"image_weights_{name}"] = v7.general.labels_to_image_weights(labels, nc, of_class)
        of_class = tensors["class_weights_seed"] * (1 - m) ** 2
        tensors[f"image_weights_seed_{name}"] = seed.labels_to_image_weights(labels, nc, of_class)
    tensors |= {"class_weights": class_weights, "labels": np.stack((image, cls), 1).astype(np.int32)}
    return tensors, {"images": str(len(count)), "classes": str(nc)}


def priors(v7, seed_model):
    """Biases of three heads before and after, each by the default rule and by the frequency of classes."""
    nc, anchors = 4, 3
    counts = np.array([120, 7, 0, 33])
    frequency = torch.from_numpy(counts) + 1.0
    before = between((3, anchors * (5 + nc)), 240, -0.1, 0.1)
    tensors = {"before": before, "counts": counts.astype(np.int32), "strides": np.array(loss.STRIDES_PX, np.int32)}
    for generation, cf in (("v7", None), ("v7", frequency), ("seed", None), ("seed", frequency)):
        heads = [torch.nn.Conv2d(1, anchors * (5 + nc), 1) for _ in before]
        detect = SimpleNamespace(na=anchors, nc=nc, stride=torch.tensor(loss.STRIDES_PX).float(), m=heads)
        detect.f, detect.i = [0, 1, 2], 3
        with torch.no_grad():
            for head, b in zip(heads, before):
                head.bias.copy_(torch.from_numpy(b))
            if generation == "v7":
                v7.yolo.DetectionModel._initialize_biases(SimpleNamespace(model=[detect]), cf)
            else:
                seed_model.Model._initialize_biases(SimpleNamespace(model=[*heads, detect]), cf)
        after = torch.stack([head.bias.detach() for head in heads]).numpy()
        tensors[f"{generation}.{'default' if cf is None else 'frequency'}"] = after
    return tensors, {"classes": str(nc)}


def merge(seed, agnostic, iou, conf, nc=3, n=300):
    """Boxes on a grid of 1/64 pixel, so that the oracle's 4096 pixels a class round nothing away."""
    rows = np.empty((n, 5 + nc))
    centre, size = 60 + 520 * uniform((20, 2), 250), 30 + 150 * uniform((20, 2), 251)
    place = (np.arange(n) * 7) % 20
    rows[:, :2] = grid(centre[place] + (uniform((n, 2), 252) - 0.5) * size[place] * 0.3, 64)
    rows[:, 2:4] = grid(size[place] * (0.8 + 0.4 * uniform((n, 2), 253)), 32)
    rows[:, 4] = uniform(n, 254) ** 2
    rows[:, 5:] = uniform((n, nc), 255) ** 2
    rows = rows.astype(np.float32)
    kept = seed.non_max_suppression(torch.from_numpy(rows.copy())[None], conf, iou, merge=True, agnostic=agnostic)[0]
    settings = dict(nc=nc, conf=conf, iou=iou, multi_label=1, agnostic=int(agnostic), max_detections=300)
    return {"rows": rows, "kept": kept.numpy()}, {k: repr(v) for k, v in settings.items()}


def fitness(v7, seed):
    """rows: precision, recall, mAP50, mAP."""
    rows = uniform((40, 4), 260)
    return {"rows": rows, "fitness": v7.metrics.fitness(rows), "fitness_seed": seed.fitness(rows)}, {}


def lines_of(path, pattern):
    """Statements of the oracle's training script, to be run: its scaling of hyp is no function that could be called."""
    found = [line.strip() for line in path.read_text().splitlines() if re.match(pattern, line.strip())]
    return found


def scaling(folders):
    """A row a case: levels, classes, image size, batch; then box, obj, cls gains and the weight decay of both."""
    cases = [(3, 80, 640, 16), (3, 3, 320, 16), (3, 1, 608, 8), (4, 20, 1280, 12), (3, 7, 416, 48), (2, 80, 96, 100)]
    decay = r"accumulate = max\(round|hyp\['weight_decay'\] \*="
    run = {
        "v7": lines_of(folders["v7"] / "train.py", decay + r"|hyp\['(box|cls|obj)'\] \*="),
        "seed": lines_of(folders["seed"] / "train.py", decay + r"|hyp\['cls'\] \*="),
    }
    assert [len(lines) for lines in run.values()] == [5, 3], run
    tensors = {}
    for oracle, statements in run.items():
        got = []
        for levels, classes, img_px, batch in cases:
            hyp = {"box": 0.05, "giou": 0.05, "obj": 1.0, "cls": 0.5, "weight_decay": 0.0005}
            names = {"hyp": hyp, "nl": levels, "nc": classes, "imgsz": img_px, "batch_size": batch, "nbs": 64}
            for statement in statements:
                exec(statement, names)
            got.append([hyp["box"], hyp["obj"], hyp["cls"], hyp["weight_decay"]])
        tensors[oracle] = np.array(got)
    return tensors | {"cases": np.array(cases, np.int32)}, {}


def candidates(v7):
    """before and after: x1, y1, x2, y2; survives: 0 or 1."""
    n = 400
    corner = 200 * uniform((n, 2), 270)
    before = np.concatenate((corner, corner + 100 * uniform((n, 2), 271) ** 2), 1)
    after = np.concatenate((corner, corner + (before[:, 2:] - corner) * uniform((n, 2), 272)), 1)
    after[::7, 2] = after[::7, 0] + 2.0  # exactly 2 px is too thin
    after[::11, 3] = after[::11, 1] + 2.5
    long = [[0, 0, 300, 3], [0, 0, 299, 3], [0, 0, 3, 300], [0, 0, 301, 3]]
    before, after = np.concatenate((before, long)), np.concatenate((after, long))
    edge = [[0, 0, 100, 10, 0, 0, 25, 4], [0, 0, 100, 10, 0, 0, 25, 4.0625]]  # a tenth of the area; a little more
    before = np.concatenate((before, [e[:4] for e in edge])).astype(np.float32)
    after = np.concatenate((after, [e[4:] for e in edge])).astype(np.float32)
    survives = v7.augmentations.box_candidates(before.T.astype(np.float64), after.T.astype(np.float64))
    return {"before": before, "after": after, "survives": survives.astype(np.int32)}, {}


def hyps(folders):
    """Metadata: every number of v7.0's scratch-low file and of the seed's table, prefixed by the oracle."""
    values = {f"v7.{k}": v for k, v in yaml.safe_load((folders["v7"] / "data/hyps/hyp.scratch-low.yaml").read_text()).items()}
    tree = ast.parse((folders["seed"] / "train.py").read_text())
    table = next(s.value for s in tree.body if isinstance(s, ast.Assign) and s.targets[0].id == "hyp")
    values |= {f"seed.{k}": v for k, v in ast.literal_eval(table).items()}
    return {"nothing": np.zeros(1, np.float32)}, {k: repr(float(v)) for k, v in values.items()}


def assigned(tree, names):
    """What a script assigns to a name, or to "several, names", somewhere; of a call its first argument."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]).strip("()") == names:
            return ast.literal_eval(node.value.args[0] if isinstance(node.value, ast.Call) else node.value)
    raise KeyError(names)


def genes(folders):
    """Metadata: how each number evolves in both train.py, "KEY": gain, "KEY.low", "KEY.high" where it has limits."""
    values = {}
    trees = {key: ast.parse((folder / "train.py").read_text()) for key, folder in folders.items()}
    for key, (gain, low, high) in assigned(trees["v7"], "meta").items():
        values |= {f"v7.{key}": gain, f"v7.{key}.low": low, f"v7.{key}.high": high}
    for key, gain in zip(assigned(trees["seed"], "hyp"), assigned(trees["seed"], "g"), strict=True):
        values[f"seed.{key}"] = gain
    for key, (low, high) in zip(assigned(trees["seed"], "keys"), assigned(trees["seed"], "limits"), strict=True):
        values |= {f"seed.{key}.low": low, f"seed.{key}.high": high}
    for oracle, tree in trees.items():
        values |= zip((f"{oracle}-chance", f"{oracle}-sigma"), assigned(tree, "mp, s"))
    return {"nothing": np.zeros(1, np.float32)}, {k: repr(float(v)) for k, v in values.items()}


def ratio(seed, gr):
    """The seed's loss with objectness blamed for (1 - gr) + gr * overlap, as its commented-out ramp would have it."""

    def compute_loss(raw, labels, model):
        model.gr = gr
        return seed.compute_loss(raw, labels, model)

    oracle = SimpleNamespace(compute_loss=compute_loss, build_targets=seed.build_targets)
    hyp, tensors = loss.answer(loss.CASES["seed_nc3"], oracle)
    settings = {"classes": "3", "img_px": str(loss.GAINS_IMG_PX), "iou_ratio": repr(gr)}
    return tensors, {k: repr(v) for k, v in hyp.items()} | settings


def clean(folder, *parts):
    if subprocess.run(["git", "-C", folder, "diff", "--quiet", "HEAD", "--", *parts]).returncode:
        sys.exit(f"policies.py: {folder}: {', '.join(parts)} differ from the commit")


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    torch.set_num_threads(1)
    np.seterr(over="ignore")
    folders = {"v7": Path(sys.argv[1]), "seed": Path(sys.argv[2])}
    clean(sys.argv[1], "models", "train.py", "data/hyps")
    clean(sys.argv[2], "models", "train.py")
    out = Path(sys.argv[3])
    out.mkdir(parents=True, exist_ok=True)

    def parts(key, folder, names):
        commit, _ = loss.load(folder, loss.COMMITS[key], names[0])
        for m in [m for m in sys.modules if m == "models" or m.startswith("models.")]:
            del sys.modules[m]
        sys.path.insert(0, folder)
        found = {name.split(".")[-1]: importlib.import_module(name) for name in names}
        sys.path.remove(folder)
        return commit, SimpleNamespace(**found)

    def record(name, commit, result):
        tensors, settings = result
        common = {"oracle": commit, "torch": torch.__version__, "numpy": np.__version__}
        golden.record(out / f"{name}.safetensors", tensors, settings | common)

    commit_seed, loaded = parts("seed", sys.argv[2], ["utils.utils", "models.yolo"])
    seed, seed_model = loaded.utils, loaded.yolo
    names = ["general", "activations", "metrics", "augmentations"]
    commit, v7 = parts("v7", sys.argv[1], [f"utils.{name}" for name in names] + ["models.common", "models.yolo"])
    record("policies_activations", commit, activations(v7))
    record("policies_frelu", commit, frelu(v7))
    record("policies_weights", commit, weights(v7, seed))
    record("policies_priors", commit, priors(v7, seed_model))
    record("policies_merge_val", commit_seed, merge(seed, False, 0.6, 0.001))
    record("policies_merge_detect", commit_seed, merge(seed, False, 0.45, 0.3))
    record("policies_merge_agnostic", commit_seed, merge(seed, True, 0.6, 0.1))
    record("policies_fitness", commit, fitness(v7, seed))
    record("policies_scaling", commit, scaling(folders))
    record("policies_candidates", commit, candidates(v7))
    record("policies_hyps", commit, hyps(folders))
    record("policies_genes", commit, genes(folders))
    record("loss_seed_ratio", commit_seed, ratio(seed, 0.3))


if __name__ == "__main__":
    main()
