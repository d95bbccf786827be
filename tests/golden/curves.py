# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
"""Records the curves and the confusion matrix of YOLOv5 v7.0's pictures: curves.py ORACLE_V7 OUT_FOLDER

The oracle is a checkout of YOLOv5; this script runs it and takes none of its code. See README.md beside it. The inputs
are those in OUT_FOLDER's matching and ap_nc5 (evaluation.py). Where results are there already, it prints by how much
the new ones differ.
"""

import sys
from pathlib import Path

import numpy as np
import torch

import golden
from loss import COMMITS, load

EVERY = 9  # of 1000 points, the last one included


def curves(metrics, case):
    """What ap_per_class hands to its plots."""
    seen = {}
    metrics.plot_pr_curve = lambda x, y, *rest: seen.update(precision_at_recall=np.stack(y))
    metrics.plot_mc_curve = lambda x, y, *rest, ylabel: seen.update({ylabel.lower(): y})
    tp = (case["correct"][:, None] >> np.arange(10) & 1).astype(bool)
    target = np.repeat(np.arange(len(case["labels"])), case["labels"])
    metrics.ap_per_class(tp, case["conf"].astype(np.float64), case["cls"], target, plot=True, names={})
    seen["mean_f1"] = metrics.smooth(seen["f1"].mean(0), 0.05)[None]
    return {name: y[:, ::EVERY] for name, y in seen.items()}


def confusion(metrics, case, pictures):
    """Rows: what was found; columns: what was labelled; the last of each is the background."""
    tensors = {}
    for k in range(pictures):
        matrix = metrics.ConfusionMatrix(nc=3)
        matrix.process_batch(torch.from_numpy(case[f"detections.{k}"].copy()), torch.from_numpy(case[f"labels.{k}"].copy()))
        tensors[f"matrix.{k}"] = matrix.matrix.astype(np.int32)
    return tensors


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    out = Path(sys.argv[2])
    commit, metrics = load(sys.argv[1], COMMITS["v7"], "utils.metrics")
    common = {"oracle": commit, "torch": torch.__version__, "numpy": np.__version__}
    results = {
        "curves": curves(metrics, golden.read(out / "ap_nc5.safetensors")),
        "confusion": confusion(metrics, golden.read(out / "matching.safetensors"), 5),
    }
    for name, tensors in results.items():
        golden.record(out / f"{name}.safetensors", tensors, common)


if __name__ == "__main__":
    main()
