# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
"""Records YOLOv5's checkpoints in the middle of a training, and how it goes on: resume.py ORACLE_V7 ORACLE_SEED OUT_FOLDER

The oracles are checkouts of YOLOv5; this script runs them and takes none of their code. See README.md beside it.
Where OUT_FOLDER holds results already, it prints by how much the new ones differ.
"""

import argparse
import ast
import contextlib
import copy
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
from forward import entry, fill, numbers, parts
from loss import COMMITS

CLASSES, EPOCHS, SAVED, RESUMED = 2, 5, 2, 12  # classes; epochs in all, before the checkpoint; batches after it
BATCH_SIZE, NOMINAL_BATCH = 16, 64
FITNESS = 0.4375
RESULTS = "".join(f"       {e}/4        0G" + "    0.0625" * 13 + "\n" for e in range(SAVED))  # columns of results.txt
ANCHORS = [[10, 13, 16, 30], [33, 23, 62, 45]]

# Nets of our own, as the oracles' yaml files describe theirs.
NETS = {
    "v7": {
        "nc": CLASSES, "depth_multiple": 1.0, "width_multiple": 1.0, "anchors": ANCHORS,
        "backbone": [
            [-1, 1, "Conv", [8, 3, 2]], [-1, 1, "Conv", [8, 3, 2]], [-1, 1, "C3", [8]], [-1, 1, "Conv", [16, 3, 2]],
            [-1, 1, "SPPF", [16, 5]],
        ],
        "head": [[[2, 4], 1, "Detect", ["nc", "anchors"]]],
    },
    "seed": {
        "nc": CLASSES, "depth_multiple": 1.0, "width_multiple": 1.0, "anchors": ANCHORS[::-1],
        "backbone": [[-1, 1, "Focus", [8, 3]], [-1, 1, "Conv", [8, 3, 2]], [-1, 1, "BottleneckCSP", [8]]],
        "head": [
            [-1, 1, "nn.Conv2d", ["na * (nc + 5)", 1, 1]], [-2, 1, "Conv", [16, 3, 2]],
            [-1, 1, "nn.Conv2d", ["na * (nc + 5)", 1, 1]], [[5, 3], 1, "Detect", ["nc", "anchors"]],
        ],
    },
}  # fmt: skip
HYP = {
    "v7": dict(lr0=0.01, lrf=0.01, momentum=0.937, weight_decay=0.0005)
    | dict(warmup_epochs=3.0, warmup_momentum=0.8, warmup_bias_lr=0.1),
    "seed": dict(lr0=0.01, momentum=0.937, weight_decay=0.0005),
}
BATCHES = {"v7": 30, "seed": 334}  # of an epoch: three batches a step where it is resumed

# What train.py does, by the kinds and beginnings of its statements.
COMMON = {
    "decay": (ast.AugAssign, "hyp['weight_decay'] *= "),
    "accumulate": (ast.Assign, "accumulate = max(round"),
    "scheduler": (ast.Assign, "scheduler = "),
    "back": (ast.Assign, "scheduler.last_epoch = "),
    "number": (ast.Assign, "ni = "),
    "save": (ast.Assign, "ckpt = {"),
}
TRAIN = {
    "v7": COMMON | {
        "warmup": (ast.Assign, "nw = max(round"),
        "factor": (ast.Assign, "lf = lambda x: (1 - x"),
        "burn": (ast.If, "if ni <= nw"),
        "due": (ast.If, "if ni - last_opt_step"),
    },
    "seed": COMMON | {
        "warmup": (ast.Assign, "n_burn = "),
        "factor": (ast.Assign, "lf = "),
        "burn": (ast.If, "if ni <= n_burn"),
        "due": (ast.If, "if ni % "),
        "lists": (ast.Assign, "pg0, pg1, pg2 = "),
        "groups": (ast.For, "for k, v in model.named_parameters()"),
        "optimizer": (ast.Assign, "optimizer = optim.Adam"),
        "weights": (ast.Expr, "optimizer.add_param_group({'params': pg1"),
        "biases": (ast.Expr, "optimizer.add_param_group({'params': pg2"),
        "load": (ast.Try, "try:\n    ckpt['model'] = "),
        "load_optimizer": (ast.If, "if ckpt['optimizer'] is not None"),
        "start": (ast.Assign, "start_epoch = ckpt['epoch'] + 1"),
    },
}  # fmt: skip


def statements(path, wanted):
    """Of the oracle's training script, compiled: it is no function that could be called. "due" is a condition."""
    tree = ast.parse(path.read_text())
    run = {}
    for name, (kind, text) in wanted.items():
        found = [n for n in ast.walk(tree) if isinstance(n, kind) and ast.unparse(n).startswith(text)]
        assert len(found) == 1, (text, len(found))
        node = ast.Expression(found[0].test) if name == "due" else ast.Module([found[0]], [])
        run[name] = compile(node, str(path), "eval" if name == "due" else "exec")
    return run


class Training:
    """One of an oracle, with made-up gradients and running statistics in place of pictures."""

    def __init__(self, which, oracle, optimizer):
        self.which, self.oracle, self.optimizer = which, oracle, optimizer
        self.run = statements(oracle.folder / "train.py", TRAIN[which])
        with contextlib.redirect_stdout(io.StringIO()):
            model = oracle.yolo.Model(copy.deepcopy(NETS[which]), ch=3, nc=CLASSES)
        model.names = ["red", "blue"]
        self.names = fill(model)
        opt = argparse.Namespace(optimizer=optimizer, adam=optimizer == "Adam", project=Path("runs/train"), epochs=EPOCHS)
        self.space = {
            "np": np, "math": math, "optim": torch.optim, "lr_scheduler": torch.optim.lr_scheduler, "deepcopy": copy.deepcopy,
            "model": model, "hyp": dict(HYP[which]), "epochs": EPOCHS, "nb": BATCHES[which], "nbs": NOMINAL_BATCH,
            "batch_size": BATCH_SIZE, "opt": opt, "start_epoch": 0, "last_opt_step": -1, "GIT_INFO": {}, "final_epoch": False,
            "best_fitness": np.array([FITNESS]), "f": io.StringIO(RESULTS), "de_parallel": lambda m: m,
            "datetime": SimpleNamespace(now=lambda: SimpleNamespace(isoformat=lambda: "2026-01-31T12:00:00")),
        }  # fmt: skip
        s = self.space
        self.exec("accumulate", "decay")
        if which == "v7":
            s["optimizer"] = oracle.torch_utils.smart_optimizer(
                model, optimizer, s["hyp"]["lr0"], s["hyp"]["momentum"], s["hyp"]["weight_decay"]
            )
        else:
            self.exec("lists", "groups", "optimizer", "weights", "biases")

    def exec(self, *names):
        for name in names:
            exec(self.run[name], self.space)

    def begin(self, checkpoint=None):
        """The schedule is made before a checkpoint is read in v7.0, after it in the seed."""
        s, tools = self.space, self.oracle.torch_utils
        if self.which == "v7":
            self.exec("factor", "scheduler")
            if checkpoint:
                s["model"].load_state_dict(checkpoint["model"].float().state_dict())
            s["ema"] = tools.ModelEMA(s["model"])
            if checkpoint:
                resumed = tools.smart_resume(checkpoint, s["optimizer"], s["ema"], "last.pt", s["epochs"], True)
                s["best_fitness"], s["start_epoch"], s["epochs"] = resumed
        else:
            if checkpoint:
                s["ckpt"] = checkpoint
                self.exec("load", "load_optimizer", "start")
            self.exec("factor", "scheduler")
            s["ema"] = tools.ModelEMA(s["model"])
        self.exec("warmup", "back")

    def batches(self, epoch, count):
        """A row a batch: rates of bias, weight and norm, momentum; whether the optimizer steps."""
        s = self.space
        s["epoch"] = epoch
        model, optimizer = s["model"], s["optimizer"]
        rates, steps = [], []
        for s["i"] in range(count):
            self.exec("number", "burn")
            for name, p in model.named_parameters():
                gradient = torch.from_numpy(numbers(f"{s['ni']}.{name}", tuple(p.shape), 0.5))
                p.grad = gradient if p.grad is None else p.grad + gradient
            for name, t in model.named_buffers():
                if "running" in name:
                    t.copy_(torch.from_numpy(entry(f"{s['ni']}.{name}", tuple(t.shape))))
            due = bool(eval(self.run["due"], s))
            if due:
                if self.which == "v7":
                    torch.nn.utils.clip_grad_norm_(model.parameters(), max_norm=10.0)
                optimizer.step()
                optimizer.zero_grad()
                s["ema"].update(model)
                s["last_opt_step"] = s["ni"]
            groups = optimizer.param_groups
            bias, weight, norm = groups if self.which == "v7" else groups[::-1]
            rates.append([bias["lr"], weight["lr"], norm["lr"], bias["momentum"] if "momentum" in bias else bias["betas"][0]])
            steps.append(due)
        if count == s["nb"]:
            s["scheduler"].step()
        return np.array(rates), np.array(steps, np.int32)

    def numbers(self):
        """Of each group, one tensor after another: weights, averages, arrays of the optimizer."""
        model, optimizer = self.space["model"], self.space["optimizer"]
        groups = [g["params"] for g in optimizer.param_groups]
        bias, weight, norm = groups if self.which == "v7" else groups[::-1]
        place = {id(p): k for k, group in enumerate((weight, norm, bias)) for p in group}
        parameters, tensors = dict(model.named_parameters()), {}
        arrays = ["momentum_buffer"] if self.optimizer == "SGD" else ["exp_avg", "exp_avg_sq"]
        for k, group in enumerate(("weight", "norm", "bias", "buffer")):
            mine = [n for n in self.names if (place[id(parameters[n])] if n in parameters else 3) == k]

            def joined(of):
                return np.concatenate([of(n).detach().numpy().ravel() for n in mine])

            state, average = model.state_dict(), self.space["ema"].ema.state_dict()
            tensors[f"weights.{group}"] = joined(lambda n: state[n])
            tensors[f"average.{group}"] = joined(lambda n: average[n])
            for a, array in enumerate(arrays if k < 3 else []):
                tensors[f"array.{a}.{group}"] = joined(lambda n: optimizer.state[parameters[n]][array])
        return tensors


def train(which, oracle, optimizer, path):
    """Some epochs, a checkpoint, and from it on some batches more."""
    first = Training(which, oracle, optimizer)
    first.begin()
    for epoch in range(SAVED):
        first.space["optimizer"].zero_grad()
        first.batches(epoch, BATCHES[which])
    first.exec("save")
    bytes_before = path.read_bytes() if path.exists() else None
    torch.save(first.space["ckpt"], path)
    second = Training(which, oracle, optimizer)
    second.begin(torch.load(path))
    start = second.space["start_epoch"]
    rates, steps = second.batches(start, RESUMED)
    tensors = {"rates": rates} | second.numbers() | {"due": steps}
    settings = second.space["hyp"] | {
        "start_epoch": start, "epochs": second.space["epochs"], "batches": BATCHES[which], "batch_size": BATCH_SIZE,
        "best_fitness": float(second.space["best_fitness"]), "updates": second.space["ema"].updates,
    }  # fmt: skip
    news = "new" if bytes_before is None else "equal" if bytes_before == path.read_bytes() else "other bytes"
    return tensors, settings, f"{path.name}: {path.stat().st_size} bytes, {news}; {sum(steps)} of {len(steps)} batches step"


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    torch.set_num_threads(1)
    np.seterr(over="ignore")
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    out = Path(sys.argv[3]) / "resume"
    out.mkdir(parents=True, exist_ok=True)
    # One oracle after the other: a checkpoint names classes of modules of which there is one at a time.
    for which, folder in (("seed", sys.argv[2]), ("v7", sys.argv[1])):
        if subprocess.run(["git", "-C", folder, "diff", "--quiet", "HEAD", "--", "train.py"]).returncode:
            sys.exit(f"resume.py: {folder}: train.py differs from the commit")
        oracle = parts(folder, COMMITS[which], ["utils.torch_utils", "models.common", "models.yolo"])
        for optimizer in ("SGD", "Adam"):
            path = out / f"{which}_{optimizer.lower()}.safetensors"
            tensors, settings, note = train(which, oracle, optimizer, path.with_suffix(".pt"))
            common = {"oracle": oracle.commit, "torch": torch.__version__, "numpy": np.__version__}
            golden.record(path, tensors, {k: repr(v) for k, v in settings.items()} | common, note)


if __name__ == "__main__":
    main()
