# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
"""Records v7.0's test-time augmentation: augmented.py ORACLE_V7 WEIGHTS_PT FOLDER_OF_PICTURES OUT_FOLDER

WEIGHTS_PT is the official yolov5n.pt, the pictures are those of coco128 named below. The oracle is a checkout of YOLOv5;
this script runs it and takes none of its code. See README.md beside it.
"""

import hashlib
import importlib
import sys
from pathlib import Path

import cv2
import numpy as np
import torch

import golden
import loss
from evaluation import uniform

PICTURES = ("000000000009.jpg", "000000000036.jpg", "000000000061.jpg")
IMG_PX, LEAST = 320, 0.1


def main():
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    folder, weights, pictures, out = sys.argv[1], sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4])
    torch.set_num_threads(1)
    commit, _ = loss.load(folder, loss.COMMITS["v7"], "utils.general")
    sys.path.insert(0, folder)
    names = ("models.experimental", "utils.augmentations", "utils.torch_utils")
    experimental, augmentations, torch_utils = (importlib.import_module(name) for name in names)
    x = uniform((1, 3, 32, 64), 300).astype(np.float32)
    tensors = {"x": x}
    for name, scale, mirrored in (("second", 0.83, True), ("third", 0.67, False)):
        picture = torch.from_numpy(x)
        tensors[name] = torch_utils.scale_img(picture.flip(3) if mirrored else picture, scale, gs=32).numpy()
    model = experimental.attempt_load(weights, fuse=True)
    for k, name in enumerate(PICTURES):
        fitted = augmentations.letterbox(cv2.imread(str(pictures / name)), IMG_PX, stride=32, auto=True)[0]
        planes = np.ascontiguousarray(fitted[:, :, ::-1].transpose(2, 0, 1)).astype(np.float32) / 255
        with torch.no_grad():
            rows = model(torch.from_numpy(planes)[None], augment=True)[0][0].numpy()
        score, cls = (rows[:, 4:5] * rows[:, 5:]).max(1), rows[:, 5:].argmax(1)
        kept = (rows[:, 4] > LEAST) & (score > LEAST)
        box = np.concatenate((rows[:, :2] - rows[:, 2:4] / 2, rows[:, :2] + rows[:, 2:4] / 2), 1)
        # In the order of passes, levels, anchors and cells: x1, y1, x2, y2 in pixels of the first pass, score, class.
        tensors[f"rows.{k}"] = np.concatenate((box, score[:, None], cls[:, None]), 1)[kept].astype(np.float32)
    metadata = {f"picture.{k}": name for k, name in enumerate(PICTURES)} | {"img_px": str(IMG_PX), "conf": repr(LEAST)}
    metadata |= {"oracle": commit, "torch": torch.__version__, "weights_sha256": hashlib.sha256(Path(weights).read_bytes()).hexdigest()}
    boxes = {k: len(v) for k, v in tensors.items() if "rows" in k}
    golden.record(out / "augmented.safetensors", tensors, metadata, f"{boxes}")


if __name__ == "__main__":
    main()
