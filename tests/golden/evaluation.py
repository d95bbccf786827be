# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
"""Records YOLOv5 v7.0's suppression, matching, average precision and schedules: evaluation.py ORACLE_V7 OUT_FOLDER

The oracle is a checkout of YOLOv5; this script runs it and takes none of its code. See README.md beside it.
Where OUT_FOLDER holds results already, it prints by how much the new ones differ.
"""

import subprocess
import sys
from pathlib import Path

import numpy as np
import torch

import golden
from loss import COMMITS, load

VAL = dict(conf=0.001, iou=0.6, multi_label=1, agnostic=0, max_detections=300)
DETECT = dict(conf=0.25, iou=0.45, multi_label=0, agnostic=0, max_detections=300)
NMS_CASES = {
    "nc3_val": dict(VAL, nc=3),
    "nc3_detect": dict(DETECT, nc=3),
    "nc3_agnostic": dict(VAL, nc=3, agnostic=1),
    "nc3_few": dict(VAL, nc=3, max_detections=17),
    "nc1_val": dict(VAL, nc=1),  # several labels are no choice with one class
    "nc1_detect": dict(DETECT, nc=1),
}
HYP = dict(lr0=0.01, lrf=0.01, momentum=0.937, warmup_epochs=3.0, warmup_momentum=0.8, warmup_bias_lr=0.1)
MIN_STEPS, NOMINAL_BATCH = 100, 64
SCHEDULE_CASES = {
    "linear_13": dict(batches=13),  # the warm-up of 100 steps is longer than the training
    "cosine_13": dict(batches=13),
    "linear_60": dict(batches=60),  # it ends at the first batch of an epoch,
    "cosine_60": dict(batches=60),
    "linear_41": dict(batches=41, batch_size=12, hyp=dict(warmup_epochs=2.5, lrf=0.1)),  # within one (102.5: to even)
    "cosine_41": dict(batches=41, batch_size=6, hyp=dict(warmup_epochs=2.5, lrf=0.2)),
}
EMA_UPDATES = [*range(1, 11), 100, 2000, 100000]


def uniform(shape, stream):
    return golden.uniform(shape, stream + 1000)


def grid(x, per_px):
    return np.round(x * per_px) / per_px


def nms(oracle, case):
    """Boxes on a grid of 1/64 pixel, so that the oracle's 7680 pixels a class round nothing away."""
    n, nc = 400, case["nc"]
    centre = 60 + 520 * uniform((14, 2), 0)
    size = 30 + 150 * uniform((14, 2), 1)
    place = (np.arange(n) * 5) % 14
    rows = np.empty((n, 5 + nc))
    rows[:, :2] = grid(centre[place] + (uniform((n, 2), 2) - 0.5) * size[place] * 0.6, 64)
    rows[:, 2:4] = grid(size[place] * (0.6 + 0.8 * uniform((n, 2), 3)), 32)
    rows[:, 4] = uniform(n, 4) ** 3
    rows[:, 5:] = uniform((n, nc), 5 + nc) ** 2
    rows[::9, 5:] *= 0.01
    rows = rows.astype(np.float32)
    scores = (rows[:, 4:5] * rows[:, 5:]).ravel()
    assert np.unique(scores).size == scores.size, "equal scores"
    kept = sys.modules["utils.general"].non_max_suppression(
        torch.from_numpy(rows.copy())[None],
        case["conf"],
        case["iou"],
        agnostic=bool(case["agnostic"]),
        multi_label=bool(case["multi_label"]),
        max_det=case["max_detections"],
    )[0]
    return {"rows": rows, "kept": kept.numpy()}, f"kept {len(kept)}"


def boxes(n, stream, spread_px):
    corner = spread_px * uniform((n, 2), stream)
    return np.concatenate((corner, corner + 20 + 50 * uniform((n, 2), stream + 1)), 1)


def matching(oracle):
    pictures = []
    for k, (found, labelled, spread_px, near) in enumerate([(60, 20, 60, 0.15), (120, 15, 200, 0.3), (40, 1, 10, 0.5)]):
        labels = np.concatenate((np.arange(labelled)[:, None] % 3, boxes(labelled, 100 + 10 * k, spread_px)), 1)
        which = (np.arange(found) * 7) % labelled
        sides = np.tile(labels[which, 3:] - labels[which, 1:3], 2)
        xyxy = labels[which, 1:] + (uniform((found, 4), 102 + 10 * k) - 0.5) * near * sides
        cls = (labels[which, 0] + (uniform(found, 103 + 10 * k) < 0.2)) % 3
        pictures.append((np.concatenate((xyxy, np.linspace(0.99, 0.01, found)[:, None], cls[:, None]), 1), labels))
    # Overlaps of 0.45, 0.46 ... 1 exactly, one label each: ten of them are thresholds.
    part = np.arange(45, 101)
    zero, one = np.zeros_like(part), np.ones_like(part)
    at = part * 200
    score = np.linspace(0.99, 0.01, len(part))
    found, labels = (at, zero, at + 100, part, score, one), (one, at, zero, at + 100, 100 * one)
    pictures.append((np.stack(found, 1), np.stack(labels, 1)))
    # Two labels; the second detection prefers the first one, which is taken; it has no second choice.
    pictures.append((np.array([[0, 0, 100, 100, 0.9, 0], [0, 5, 100, 105, 0.8, 0], [0, 0, 100, 62, 0.7, 0]]),
                     np.array([[0, 0, 0, 100, 100], [0, 0, 20, 100, 120]])))
    tensors, right = {}, []
    for k, (found, labels) in enumerate(pictures):
        found, labels = found.astype(np.float32), labels.astype(np.float32)
        correct = oracle.process_batch(torch.from_numpy(found), torch.from_numpy(labels), torch.linspace(0.5, 0.95, 10))
        mask = (correct.numpy() << np.arange(10)).sum(1).astype(np.int32)
        tensors |= {f"detections.{k}": found, f"labels.{k}": labels, f"correct.{k}": mask}
        right.append(np.count_nonzero(mask))
    return tensors, f"right {right}"


def average_precision(oracle, found, labelled):
    """@param found, labelled: detections and labels of each class"""
    metrics = sys.modules["utils.metrics"]
    cls = np.repeat(np.arange(len(found)), found)
    order = np.argsort(uniform(len(cls), 200 + len(cls)))
    cls = cls[order]
    conf = uniform(len(cls), 201).astype(np.float32)
    conf[cls == 3] *= np.float32(0.125)  # a class of low scores only
    assert np.unique(conf).size == conf.size, "equal scores"
    levels = np.floor(14 * uniform(len(cls), 202) * (0.4 + 0.6 * conf)).astype(int)  # thresholds it is right at
    tp = np.arange(10) < np.minimum(levels, 10)[:, None]
    for c, labels in enumerate(labelled):  # no more right ones than labels
        mine = np.flatnonzero(cls == c)
        mine = mine[np.argsort(-conf[mine])]
        tp[mine] &= np.cumsum(tp[mine], 0) <= labels
    target = np.repeat(np.arange(len(labelled)), labelled)

    smooth, seen = metrics.smooth, []
    metrics.smooth = lambda *a: seen.append(smooth(*a)) or seen[-1]
    _, _, p, r, _, ap, classes = metrics.ap_per_class(tp, conf.astype(np.float64), cls, target, names={})
    metrics.smooth = smooth
    best = np.sort(seen[0])
    assert best[-1] - best[-2] > 1e-10, "no single confidence is best"
    tensors = {"ap": ap, "precision": p, "recall": r, "conf": conf, "cls": cls.astype(np.int32)}
    tensors |= {"correct": (tp << np.arange(10)).sum(1).astype(np.int32), "labels": np.array(labelled, np.int32)}
    tensors |= {"classes": classes.astype(np.int32)}
    return tensors, f"mAP {ap[:, 0].mean():.3f} {ap.mean():.3f}"


def schedule(name, case, hyp):
    """Spec 3.3, batch by batch: numpy's interp in the warm-up, torch's own scheduler set back by one epoch after it."""
    epochs, batches, size = 5, case["batches"], case.get("batch_size", 16)
    if name.startswith("cosine"):
        factor = sys.modules["utils.general"].one_cycle(1, hyp["lrf"], epochs)
    else:
        factor = lambda e: hyp["lrf"] + (1 - hyp["lrf"]) * (1 - e / epochs)
    groups = [{"params": [torch.zeros(1, requires_grad=True)]} for _ in ("bias", "weight", "norm")]
    optimizer = torch.optim.SGD(groups, lr=hyp["lr0"], momentum=hyp["momentum"], nesterov=True)
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, factor)
    scheduler.last_epoch = -1
    warm = max(round(hyp["warmup_epochs"] * batches), MIN_STEPS)
    gather = max(1, round(NOMINAL_BATCH / size))
    rates, gathered, steps, last = [], [], [], -1
    for step in range(epochs * batches):
        epoch = step // batches
        if step <= warm:
            line = lambda a, b: float(np.interp(step, [0, warm], [a, b]))
            gather = max(1, int(np.round(line(1, NOMINAL_BATCH / size))))
            for k, g in enumerate(optimizer.param_groups):
                g["lr"] = line(0.0 if k else hyp["warmup_bias_lr"], hyp["lr0"] * factor(epoch))
                g["momentum"] = line(hyp["warmup_momentum"], hyp["momentum"])
        due = step - last >= gather
        if due:
            optimizer.step()
            last = step
        rates.append([g["lr"] for g in optimizer.param_groups] + [optimizer.param_groups[0]["momentum"]])
        gathered.append(gather)
        steps.append(due)
        if (step + 1) % batches == 0:
            scheduler.step()
    tensors = {"rates": np.array(rates), "accumulate": np.array(gathered, np.int32), "due": np.array(steps, np.int32)}
    return tensors, f"{sum(steps)} steps of {len(steps)}"


def ema():
    model = torch.nn.Linear(1, 1)
    average = sys.modules["utils.torch_utils"].ModelEMA(model)
    decay = []
    for updates in EMA_UPDATES:
        average.updates = updates - 1
        average.update(model)
        decay.append(average.decay(average.updates))
    return {"decay": np.array(decay), "updates": np.array(EMA_UPDATES, np.int32)}, f"{decay[0]:.3g} to {decay[-1]:.6g}"


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    torch.set_num_threads(1)
    np.seterr(over="ignore")
    folder, out = sys.argv[1], Path(sys.argv[2])
    if subprocess.run(["git", "-C", folder, "diff", "--quiet", "HEAD", "--", "val.py", "models"]).returncode:
        sys.exit(f"evaluation.py: {folder}: val.py or models differ from the commit")
    commit, oracle = load(folder, COMMITS["v7"], "val")
    out.mkdir(parents=True, exist_ok=True)
    common = {
        "oracle": commit,
        "torch": torch.__version__,
        "numpy": np.__version__,
    }

    def record(name, result, settings={}):
        tensors, summary = result
        golden.record(out / f"{name}.safetensors", tensors, {k: repr(v) for k, v in settings.items()} | common, summary)

    for name, case in NMS_CASES.items():
        record(f"nms_{name}", nms(oracle, case), case)
    record("matching", matching(oracle))
    # Class 2 is never found, class 4 is found and has no label.
    record("ap_nc5", average_precision(oracle, found=[150, 80, 0, 12, 30], labelled=[70, 60, 9, 3, 0]))
    record("ap_nc1", average_precision(oracle, found=[200], labelled=[90]))
    for name, case in SCHEDULE_CASES.items():
        hyp = HYP | case.get("hyp", {})
        settings = hyp | dict(warmup_min_steps=MIN_STEPS, epochs=5, batches=case["batches"])
        record(f"schedule_{name}", schedule(name, case, hyp), settings | dict(batch_size=case.get("batch_size", 16)))
    record("ema", ema())


if __name__ == "__main__":
    main()
