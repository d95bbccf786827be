# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
"""Records pycocotools' average precision of made-up detections: coco.py OUT_FOLDER      (pip install pycocotools)

Where OUT_FOLDER holds results already, it prints by how much the new ones differ.
"""

import contextlib
import importlib.metadata
import io
import sys
from pathlib import Path

import numpy as np
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

import golden
from golden import uniform

PICTURES, CLASSES = 24, 4


def picture(k):
    """Labels [L,5] class, xyxy and detections [D,6] xyxy, score, class; coordinates on a grid of 1/64 px, exact in f32.
    Crowded, so that detections compete for labels; one picture has 130 detections of a class, one has no labels."""
    labels_n, per_label = (12, 11) if k == 3 else (0, 0) if k == 7 else (9, 4)
    corner = 120 * uniform((labels_n, 2), 10 * k + 1)
    labels = np.concatenate((np.arange(labels_n)[:, None] % CLASSES, corner, corner + 20 + 60 * uniform((labels_n, 2), 10 * k + 2)), 1)
    if k == 3:
        labels[:, 0] = 1
    which = np.repeat(np.arange(labels_n), per_label)
    sides = np.tile(labels[which, 3:] - labels[which, 1:3], 2)
    boxes = labels[which, 1:] + (uniform((len(which), 4), 10 * k + 3) - 0.5) * 0.4 * sides
    cls = (labels[which, 0] + (uniform(len(which), 10 * k + 4) < 0.15)) % CLASSES
    if k == 3:
        cls[:] = 1
    if k == 7:
        boxes, cls = np.array([[10, 10, 50, 60.0], [20, 20, 40, 40]]), np.array([0, 2])
    score = np.floor(uniform(len(cls), 10 * k + 5) * 64) / 64 if k % 5 == 0 else uniform(len(cls), 10 * k + 5)  # some are equal
    order = np.argsort(-score, kind="stable")
    grid = lambda x: np.round(x * 64) / 64
    found = np.concatenate((grid(boxes), score[:, None], cls[:, None]), 1)[order]
    labels[:, 1:] = grid(labels[:, 1:])
    return labels.astype(np.float32), found.astype(np.float32)


def xywh(box):
    return [float(box[0]), float(box[1]), float(box[2]) - float(box[0]), float(box[3]) - float(box[1])]


def main(out):
    tensors, annotations, results = {}, [], []
    pictures = [picture(k) for k in range(PICTURES)]
    for k, (labels, found) in enumerate(pictures):
        for cls, *box in labels:
            annotations.append(dict(id=len(annotations) + 1, image_id=k + 1, category_id=int(cls) + 1, bbox=xywh(box), iscrowd=0))
            annotations[-1]["area"] = annotations[-1]["bbox"][2] * annotations[-1]["bbox"][3]
        results += [dict(image_id=k + 1, category_id=int(d[5]) + 1, bbox=xywh(d), score=float(d[4])) for d in found]
    with contextlib.redirect_stdout(io.StringIO()):
        truth = COCO()
        truth.dataset = dict(images=[dict(id=k + 1) for k in range(PICTURES)], annotations=annotations,
                             categories=[dict(id=c + 1) for c in range(CLASSES)])
        truth.createIndex()
        judge = COCOeval(truth, truth.loadRes(results), "bbox")
        judge.evaluate()
        judge.accumulate()
        judge.summarize()
    precision = judge.eval["precision"][:, :, :, 0, 2]  # [10,101,classes]: all areas, 100 boxes
    tensors["ap"] = precision.mean(1).T.copy()  # [classes,10] f64
    tensors["mean"] = judge.stats[:2].copy()  # mAP@.5:.95, mAP@.5
    for k, (labels, found) in enumerate(pictures):
        tensors |= {f"labels.{k}": labels, f"detections.{k}": found}
    metadata = {"oracle": "pycocotools " + importlib.metadata.version("pycocotools"), "pictures": str(PICTURES)}
    said = "mAP@.5:.95 {:.6f}, mAP@.5 {:.6f}, {} detections".format(*judge.stats[:2], len(results))
    golden.record(out / "coco.safetensors", tensors, metadata, said)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
