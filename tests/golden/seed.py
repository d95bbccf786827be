# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
"""Records the first YOLOv5's own warp, rates and steps: seed.py ORACLE_SEED OUT_FOLDER

The oracle is a checkout of YOLOv5; this script runs it and takes none of its code. See README.md beside it.
Where OUT_FOLDER holds results already, it prints by how much the new ones differ.
"""

import ast
import math
import random
import subprocess
import sys
from pathlib import Path
from unittest import mock

import cv2
import numpy as np
import torch

import golden
import loss
import pixels

LIMITS = ["degrees", "translate", "scale", "shear"]
# Beside the boxes of pixels.py: aspects on both sides of 20 and of 100, areas on both sides of a fifth and of a tenth.
BOXES = pixels.BOXES + [
    [3, 1, 20, 95, 24.5], [3, 1, 20, 95, 25.5], [3, 0, 30, 80, 34], [3, 0, 40, 80, 43.875], [4, 2, 1, 5.5, 71],
    [4, 60, 50, 260, 150], [4, -60, -60, 40, 40], [4, -30, -30, 20, 20], [4, 70, 10, 140, 60],
]
EPOCHS, MIN_STEPS, NOMINAL_BATCH = 5, 1000, 64
HYP = {"lr0": 0.01, "lrf": 0.1, "momentum": 0.937, "warmup_epochs": 3.0, "warmup_momentum": 0.9, "warmup_bias_lr": 0.1}
# batches of an epoch: images of a batch
SCHEDULES = {13: 16, 240: 12, 334: 6, 336: 16}


def warp(oracle):
    """k.limits: degrees, translate, scale, shear; k.setup: seed, border; k.matrix and k.gain: the warp."""
    tensors = {"picture": pixels.picture(96, 72, 6), "labels": np.array(BOXES, np.float32)}
    cases = [
        (21, 0, [0, 0, 0.5, 0]), (22, 0, [10, 0.1, 0.1, 10]), (23, 0, [30, 0.4, 0.9, 5]), (24, 0, [0, 0.2, 0.3, 0]),
        (25, -18, [0, 0, 0.5, 0]), (26, -18, [20, 0.2, 0.5, 8]), (27, 0, [0, 0, 0, 0]), (28, -18, [0, 0, 0, 0]),
        (29, -18, [0, 0.1, 0.9, 4]), (30, 0, [0, 0, 0, 12]),
    ]
    dropped = 0
    for k, (seed, border, limits) in enumerate(cases):
        numbers = pixels.draws(seed, 6)
        left, used = list(numbers), {}

        def uniform(low, high):
            return low + (high - low) * left.pop(0)

        def spy_warp(im, m, **more):
            used["matrix"] = np.vstack([m, [0, 0, 1]])
            return plain_warp(im, m, **more)

        def spy_turn(angle, center, scale):
            used["gain"] = scale
            return plain_turn(angle=angle, center=center, scale=scale)

        plain_warp, plain_turn = cv2.warpAffine, cv2.getRotationMatrix2D
        with mock.patch.object(random, "uniform", uniform), mock.patch.object(
            oracle.cv2, "warpAffine", spy_warp
        ), mock.patch.object(oracle.cv2, "getRotationMatrix2D", spy_turn):
            got, labels = oracle.random_affine(
                tensors["picture"].copy(), tensors["labels"].copy(), border=(border, border), **dict(zip(LIMITS, limits))
            )
        assert not left
        dropped += len(BOXES) - len(labels)
        tensors[f"{k}.setup"] = np.array([seed, border], np.int32)
        tensors[f"{k}.limits"] = np.array(limits, np.float64)
        tensors[f"{k}.draws"] = np.array(numbers, np.float64)
        tensors[f"{k}.matrix"] = np.array(used.get("matrix", np.eye(3)), np.float64)
        tensors[f"{k}.gain"] = np.array([used["gain"]], np.float64)
        tensors[f"{k}.pixels"] = got
        tensors[f"{k}.labels"] = labels.astype(np.float32)
    return tensors, f"{dropped} of {len(cases) * len(BOXES)} boxes dropped"


def statements(path):
    """What the oracle's training script does for rates and steps, compiled: it is no function that could be called."""
    tree = ast.parse(path.read_text())

    def one(of_kind, text):
        found = [n for n in ast.walk(tree) if isinstance(n, of_kind) and ast.unparse(n).startswith(text)]
        assert len(found) == 1, (text, len(found))
        return found[0]

    def run(node):
        return compile(ast.Module([node], []), str(path), "exec")

    due = one(ast.If, "if ni % ").test
    return {
        "start": [run(one(ast.Assign, text)) for text in ("accumulate = max(round", "n_burn = ", "lf = ", "scheduler = ")],
        "back": run(one(ast.Assign, "scheduler.last_epoch = ")),
        "number": run(one(ast.Assign, "ni = ")),
        "burn": run(one(ast.If, "if ni <= n_burn")),
        "due": compile(ast.Expression(due), str(path), "eval"),
    }


def schedule(run, batches, size):
    """A row a batch: rates of bias, weight and norm, momentum; batches a step; whether the optimizer steps."""
    parameters = [[torch.zeros(1, requires_grad=True)] for _ in range(3)]  # norm, weight, bias: the oracle's order
    optimizer = torch.optim.SGD(parameters[0], lr=HYP["lr0"], momentum=HYP["momentum"], nesterov=True)
    for p in parameters[1:]:
        optimizer.add_param_group({"params": p})
    names = {
        "np": np, "math": math, "lr_scheduler": torch.optim.lr_scheduler, "optimizer": optimizer, "hyp": dict(HYP),
        "epochs": EPOCHS, "nb": batches, "nbs": NOMINAL_BATCH, "batch_size": size, "start_epoch": 0,
    }
    for code in run["start"] + [run["back"]]:
        exec(code, names)
    rates, gathered, steps = [], [], []
    for names["epoch"] in range(EPOCHS):
        for names["i"] in range(batches):
            exec(run["number"], names)
            exec(run["burn"], names)
            due = bool(eval(run["due"], names))
            if due:
                optimizer.step()
            norm, weight, bias = optimizer.param_groups
            rates.append([bias["lr"], weight["lr"], norm["lr"], norm["momentum"]])
            gathered.append(int(names["accumulate"]))
            steps.append(due)
        names["scheduler"].step()
    tensors = {"rates": np.array(rates), "accumulate": np.array(gathered, np.int32), "due": np.array(steps, np.int32)}
    return tensors, f"{sum(steps)} steps of {len(steps)}, {names['accumulate']:g} batches a step at the end"


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    torch.set_num_threads(1)
    np.seterr(over="ignore")
    folder, out = sys.argv[1], Path(sys.argv[2])
    commit, oracle = loss.load(folder, loss.COMMITS["seed"], "utils.datasets")
    if subprocess.run(["git", "-C", folder, "diff", "--quiet", "HEAD", "--", "train.py"]).returncode:
        sys.exit(f"seed.py: {folder}: train.py differs from the commit")
    out.mkdir(parents=True, exist_ok=True)
    common = {
        "oracle": commit,
        "opencv": cv2.__version__,
        "torch": torch.__version__,
        "numpy": np.__version__,
    }

    def record(name, result, settings={}):
        tensors, summary = result
        golden.record(out / f"{name}.safetensors", tensors, {k: repr(v) for k, v in settings.items()} | common, summary)

    record("pixels_warp_seed", warp(oracle))
    run = statements(Path(folder) / "train.py")
    for batches, size in SCHEDULES.items():
        settings = HYP | dict(warmup_min_steps=MIN_STEPS, epochs=EPOCHS, batches=batches, batch_size=size)
        record(f"schedule_seed_{batches}", schedule(run, batches, size), settings)


if __name__ == "__main__":
    main()
