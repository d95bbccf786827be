# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
"""The parts of parts.cpp as YOLOv5 v7.0 does them: parts.py CHECKOUT PART THREADS [DATA.yaml]; prints one figure.

`onnx FILE` writes the net for inference.py instead.
"""

import sys
import time

folder, part, threads = sys.argv[1:4]
sys.path.insert(0, folder)

import torch  # noqa: E402
import yaml  # noqa: E402

torch.set_num_threads(int(threads))


def median_ms(times, f):
    all_s = []
    for i in range(times + 2):
        start = time.perf_counter()
        f()
        if i >= 2:
            all_s.append(time.perf_counter() - start)
    return sorted(all_s)[len(all_s) // 2] * 1e3


def loader():
    from pathlib import Path

    import cv2
    from utils.dataloaders import LoadImagesAndLabels

    cv2.setNumThreads(0)
    data = yaml.safe_load(Path(sys.argv[4]).read_text())
    hyp = yaml.safe_load(Path(f"{folder}/data/hyps/hyp.scratch-low.yaml").read_text())
    train = Path(data.get("path", Path(sys.argv[4]).parent)) / data["train"]
    dataset = LoadImagesAndLabels(str(train), 320, 16, augment=True, hyp=hyp, cache_images="ram" if part == "cached" else False)
    for i in range(len(dataset)):
        dataset[i]
    start = time.perf_counter()
    for _ in range(2):
        for i in range(len(dataset)):
            dataset[i]
    return 2 * len(dataset) / (time.perf_counter() - start)


def cached():
    return loader()


def optimizer():
    from models.yolo import Model
    from utils.torch_utils import ModelEMA, smart_optimizer

    model = Model(f"{folder}/models/yolov5n.yaml")
    sgd, ema = smart_optimizer(model, "SGD", 0.001, 0.937, 5e-4), ModelEMA(model)
    for p in model.parameters():
        p.grad = torch.zeros_like(p)

    def step():
        torch.nn.utils.clip_grad_norm_(model.parameters(), max_norm=10.0)
        sgd.step()
        ema.update(model)

    return median_ms(50, step)


def nms():
    from utils.general import non_max_suppression

    torch.manual_seed(7)
    grid = []
    for s in (8, 16, 32):
        n = (320 // s) ** 2 * 3
        xy, wh = torch.rand(32, n, 2) * 320, torch.rand(32, n, 2) * 4 * s
        grid.append(torch.cat((xy, wh, torch.sigmoid(torch.rand(32, n, 4) * 9 - 8)), 2))
    predictions = torch.cat(grid, 1)
    return median_ms(3, lambda: non_max_suppression(predictions.clone(), 0.001, 0.6, multi_label=True, max_det=300))


def onnx():
    from models.yolo import Model

    model = Model(f"{folder}/models/yolov5n.yaml").eval().fuse()
    torch.onnx.export(model, torch.zeros(1, 3, 640, 640), sys.argv[4], opset_version=12, input_names=["images"])
    return 0


def infer():
    from models.yolo import Model

    model = Model(f"{folder}/models/yolov5n.yaml").eval().fuse()
    x = torch.full((1, 3, 640, 640), 114 / 255)
    with torch.no_grad():
        return median_ms(20, lambda: model(x))


print(f"{globals()[part]():.4g}")
