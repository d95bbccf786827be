# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
"""Made-up detections of 5,000 images and what COCO's evaluators need for them.

ap.py write FILE              writes FILE for parts.cpp
ap.py pycocotools|faster|hotcoco FILE  prints the ms that one evaluation takes, and its mAP to stderr
"""

import contextlib
import io
import sys
import time

import numpy as np

what, path = sys.argv[1:]
IMAGES, CLASSES = 5000, 80
if what == "write":
    rng = np.random.default_rng(3)
    with open(path, "w") as f:
        for image in range(IMAGES):
            n = rng.integers(1, 13)
            cls = rng.integers(0, CLASSES, n)
            corner, size = rng.uniform(0, 500, (n, 2)), rng.uniform(10, 140, (n, 2))
            rows = [(image, c, -1, *p, *(p + s)) for c, p, s in zip(cls, corner, size)]
            found = []
            for c, p, s in zip(cls, corner, size):
                for _ in range(rng.integers(0, 6)):
                    q, t = p + rng.normal(0, 0.12, 2) * s, s * rng.uniform(0.75, 1.3, 2)
                    found.append((image, c if rng.random() < 0.9 else rng.integers(0, CLASSES), rng.random(), *q, *(q + t)))
            for _ in range(rng.integers(0, 40)):
                q, t = rng.uniform(0, 500, 2), rng.uniform(10, 140, 2)
                found.append((image, rng.integers(0, CLASSES), rng.random() ** 3, *q, *(q + t)))
            for r in rows + sorted(found, key=lambda r: -r[2]):
                f.write("%d %d %.6f %.3f %.3f %.3f %.3f\n" % r)
    sys.exit()

labels, found = [], []
for line in open(path):
    image, cls, score, x1, y1, x2, y2 = (float(v) for v in line.split())
    box = {"image_id": int(image), "category_id": int(cls), "bbox": [x1, y1, x2 - x1, y2 - y1]}
    if score < 0:
        labels.append(box | {"id": len(labels) + 1, "area": (x2 - x1) * (y2 - y1), "iscrowd": 0})
    else:
        found.append(box | {"score": score})
truth = {"images": [{"id": i} for i in range(IMAGES)], "categories": [{"id": c} for c in range(CLASSES)], "annotations": labels}
if what == "pycocotools":
    from pycocotools.coco import COCO
    from pycocotools.cocoeval import COCOeval as Evaluation
elif what == "hotcoco":
    from hotcoco import COCO
    from hotcoco import COCOeval as Evaluation
else:
    from faster_coco_eval import COCO
    from faster_coco_eval import COCOeval_faster as Evaluation
with contextlib.redirect_stdout(io.StringIO()):
    coco = COCO()
    coco.dataset = truth
    coco.createIndex()
    results = coco.loadRes(found)
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        evaluation = Evaluation(coco, results, "bbox")
        evaluation.params.areaRng, evaluation.params.areaRngLbl = [[0, 1e10]], ["all"]
        evaluation.params.maxDets = [1, 10, 300]
        evaluation.evaluate()
        evaluation.accumulate()
        seconds.append(time.perf_counter() - start)
precision = evaluation.eval["precision"]
precision = precision[..., 0, -1]
print(f"mAP@.5:.95 {precision[precision > -1].mean():.6f}", file=sys.stderr)
print(f"{min(seconds) * 1e3:.4g}")
