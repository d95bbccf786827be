# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
"""Records the first YOLOv5's own validation: validation_seed.py ORACLE_SEED OUT_FOLDER

The oracle is a checkout of YOLOv5; this script runs it and takes none of its code. See README.md beside it. The inputs of
ap_seed_* are those in OUT_FOLDER's ap_* (evaluation.py). Where results are there already, it prints by how much the new
ones differ.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from unittest import mock

import numpy as np
import torch

import golden
import loss
from evaluation import uniform

CLASSES = 6
# A batch each: height and width of the network input, labels and detections of its pictures.
BATCHES = [(160, 224, [(12, 60), (9, 40), (0, 8), (5, 0)]), (192, 160, [(14, 80), (0, 0), (1, 30)])]


def made_up(height, width, labelled, found, stream):
    """Labels with class and corners, and detections near them, some beyond the frame; the last classes apart."""
    corner = uniform((labelled, 2), stream) * [width - 24, height - 24]
    xyxy = np.concatenate((corner, corner + 16 + 40 * uniform((labelled, 2), stream + 1)), 1)
    xyxy = np.minimum(xyxy, [width, height, width, height])
    labels = np.concatenate((np.arange(labelled)[:, None] % 5, xyxy), 1)  # class 5 has no label
    around = labels if labelled else np.array([[1.0, 20, 30, 90, 100]])
    near = around[np.arange(found) * 5 % len(around)]
    sides = np.tile(near[:, 3:] - near[:, 1:3], 2)
    boxes = near[:, 1:] + (uniform((found, 4), stream + 2) - 0.5) * 0.25 * sides
    boxes[::5] += 30 * (uniform((len(boxes[::5]), 1), stream + 3) - 0.3)  # out at the lower right
    cls = np.where(uniform(found, stream + 4) < 0.15, 5, near[:, 0])
    cls[cls == 2] = 1  # class 2 is never found
    score = uniform(found, stream + 5) ** 2
    score[cls == 3] *= 0.09  # class 3 by low scores only
    detections = np.concatenate((boxes, score[:, None], cls[:, None]), 1).astype(np.float32)
    return labels, detections[np.argsort(-detections[:, 4])]


def by_hand():
    """In 256 x 256 pixels, where a label's corners survive being normalised: two pictures."""
    label = [0, 64, 64, 192, 192]
    # Overlaps of exactly one half and three quarters, which are not more than the threshold; just more.
    exact = [[64, 64, 192, 128, 0.71, 0], [64, 64, 192, 160, 0.72, 0], [64, 64, 192, 160.5, 0.73, 0]]
    # Two labels: the first detection takes one at a small overlap, the better one comes too late; no second choice.
    labels = [[1, 0, 0, 100, 100], [1, 0, 20, 100, 120], [4, 150, 150, 250, 250]]
    late = [[0, 0, 100, 62, 0.74, 1], [0, 0, 100, 99, 0.69, 1], [0, 5, 100, 105, 0.68, 1], [150, 150, 300, 300, 0.67, 4]]
    pictures = [([label], exact[k : k + 1]) for k in range(3)] + [(labels, late)]
    return [(np.array(l, float), np.array(d, np.float32)) for l, d in pictures]


class Net(torch.nn.Module):
    """Stands in for a net: its detections come from elsewhere."""

    def __init__(self):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.zeros(1))
        self.names = [str(c) for c in range(CLASSES)]

    def forward(self, x, augment=False):
        return None, []


def validation(test):
    """The oracle's whole test(), only that suppression hands out what was made up."""
    batches = [
        (h, w, [made_up(h, w, *counts, 300 + 40 * b + 6 * k) for k, counts in enumerate(pictures)])
        for b, (h, w, pictures) in enumerate(BATCHES)
    ] + [(256, 256, by_hand())]
    tensors, sizes, loader, suppressed = {}, [], [], []
    for h, w, pictures in batches:
        targets = []
        for image, (labels, detections) in enumerate(pictures):
            k = len(sizes)
            sizes.append([h, w])
            xyxy = labels[:, 1:] / [w, h, w, h] if len(labels) else np.zeros((0, 4))
            xywh = np.concatenate(((xyxy[:, :2] + xyxy[:, 2:]) / 2, xyxy[:, 2:] - xyxy[:, :2]), 1)
            tensors[f"labels.{k}"] = np.concatenate((labels[:, :1].reshape(-1, 1), xywh), 1).astype(np.float32)
            tensors[f"detections.{k}"] = detections.reshape(-1, 6)
            targets.append(np.insert(tensors[f"labels.{k}"], 0, image, 1))
        images = torch.zeros((len(pictures), 3, h, w), dtype=torch.uint8)
        loader.append((images, torch.from_numpy(np.concatenate(targets)), None, None))
        suppressed.append([torch.from_numpy(d.copy()) if len(d) else None for _, d in pictures])
    scores = np.concatenate([d[:, 4] for _, _, p in batches for _, d in p if len(d)])
    assert np.unique(scores).size == scores.size, "equal scores"

    seen, per_class = [], test.ap_per_class

    def spy(*stats):
        seen.append((stats, per_class(*stats)))
        return seen[-1][1]

    left = list(suppressed)
    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as data, mock.patch.multiple(
        test, ap_per_class=spy, non_max_suppression=lambda *a, **more: left.pop(0), compute_loss=lambda *a: (0, torch.zeros(4)),
        plot_images=lambda *a: None, output_to_target=lambda *a: None,
    ):
        data.write(f"nc: {CLASSES}\n")
        data.flush()
        results, _, _ = test.test(data.name, model=Net(), dataloader=loader)
    (tp, *_), (p, r, ap, _, classes) = seen[0]
    masks = (tp.astype(int) << np.arange(10)).sum(1).astype(np.int32)
    at = 0
    for k in range(len(sizes)):
        n = len(tensors[f"detections.{k}"])
        tensors[f"correct.{k}"] = masks[at : at + n]
        at += n
    assert at == len(masks)
    tensors |= {"sizes": np.array(sizes, np.int32), "classes": classes.astype(np.int32), "ap": ap}
    tensors |= {"precision": p[:, 0], "recall": r[:, 0], "mean": np.array(results[:4], np.float64)}
    return tensors, f"{np.count_nonzero(masks)} of {len(masks)} right, P R mAP " + " ".join(f"{x:.3f}" for x in results[:4])


def average_precision(test, case):
    tp = (case["correct"][:, None] >> np.arange(10) & 1).astype(bool)
    target = np.repeat(np.arange(len(case["labels"])), case["labels"])
    p, r, ap, _, classes = test.ap_per_class(tp, case["conf"].astype(np.float64), case["cls"], target)
    tensors = {"ap": ap, "precision": p[:, 0], "recall": r[:, 0], "classes": classes.astype(np.int32)}
    return tensors, f"mAP {ap[:, 0].mean():.3f} {ap.mean():.3f}"


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    torch.set_num_threads(1)
    np.seterr(over="ignore")
    folder, out = sys.argv[1], Path(sys.argv[2])
    if subprocess.run(["git", "-C", folder, "diff", "--quiet", "HEAD", "--", "test.py", "models"]).returncode:
        sys.exit(f"validation_seed.py: {folder}: test.py or models differ from the commit")
    commit, test = loss.load(folder, loss.COMMITS["seed"], "test")
    common = {
        "oracle": commit,
        "torch": torch.__version__,
        "numpy": np.__version__,
    }

    def record(name, result, settings={}):
        tensors, summary = result
        golden.record(out / f"{name}.safetensors", tensors, settings | common, summary)

    record("validation_seed", validation(test))
    for name in ("nc5", "nc1"):
        case = golden.read(out / f"ap_{name}.safetensors")
        record(f"ap_seed_{name}", average_precision(test, case), {"inputs": f"ap_{name}"})


if __name__ == "__main__":
    main()
