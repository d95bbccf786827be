# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
"""Records what YOLOv5's own code makes of small made-up pictures: pixels.py ORACLE_V7 OUT_FOLDER

The oracle is a checkout of YOLOv5; this script runs it and takes none of its code. See README.md beside it.
Where OUT_FOLDER holds results already, it prints by how much the new ones differ.
"""

import random
import sys
import tempfile
from pathlib import Path
from unittest import mock

import cv2
import numpy as np

import golden
import loss

MASK = 2**64 - 1
AFFINE = 5  # the number of Purpose::affine in ctyolo


def picture(width_px, height_px, number):
    """Waves and noise, the same on every machine."""
    n = width_px * height_px * 3
    bits = golden.splitmix64(np.arange(1, n + 1, dtype=np.uint64) + np.uint64((number + 1) << 32))
    noise = (bits >> np.uint64(58)).astype(np.int64).reshape(height_px, width_px, 3)
    y, x, c = np.mgrid[0:height_px, 0:width_px, 0:3]
    wave = np.abs((x * (3 + c) + y * (5 - c) + 37 * number) % 382 - 191)
    return np.clip(wave + noise, 0, 255).astype(np.uint8)


def mix(z):
    z = (z + 0x9E3779B97F4A7C15) & MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def draws(seed, n):
    """The first n numbers of ctyolo's Random{{.seed = seed, .purpose = Purpose::affine}}, in [0, 1)."""
    state = mix((mix(mix(mix(seed))) + AFFINE) & MASK)
    numbers = []
    for _ in range(n):
        state = (state + 0x9E3779B97F4A7C15) & MASK
        numbers.append((mix(state) >> 11) * 2.0**-53)
    return numbers


def letterbox(oracle, _):
    """k.frame: width, height, scale_up, auto (then the width is the longest side); k.fit: gain, pads x and y."""
    tensors = {"wide": picture(97, 73, 1), "tall": picture(41, 57, 2)}
    # picture, frame width and height, scale_up, auto
    cases = [
        ("wide", 64, 64, 1, 0), ("wide", 96, 64, 0, 0), ("wide", 97, 73, 0, 0), ("wide", 64, 96, 1, 0),
        ("tall", 64, 64, 0, 0), ("tall", 64, 64, 1, 0), ("tall", 32, 64, 1, 0), ("tall", 96, 64, 0, 0),
        ("wide", 96, 96, 1, 1), ("wide", 64, 64, 1, 1), ("tall", 96, 96, 1, 1), ("tall", 64, 64, 1, 1),
    ]
    for k, (name, width, height, up, auto) in enumerate(cases):
        got, ratio, pad = oracle.letterbox(
            tensors[name].copy(), (height, width), auto=bool(auto), scaleup=bool(up), stride=32
        )
        assert ratio[0] == ratio[1]
        tensors[f"{k}.frame"] = np.array([width, height, up, auto, name == "tall"], np.int32)
        tensors[f"{k}.fit"] = np.array([ratio[0], *pad], np.float64)
        tensors[f"{k}.pixels"] = got
    return tensors


def resize(_, loaders):
    """k.case: longest side, augmenting, tall."""
    tensors = {"wide": picture(97, 73, 3), "tall": picture(33, 47, 4)}
    cases = [
        ("wide", 64, 1), ("wide", 64, 0), ("wide", 48, 0), ("wide", 97, 1), ("wide", 41, 1), ("wide", 32, 0),
        ("tall", 64, 1), ("tall", 64, 0), ("tall", 93, 0), ("tall", 46, 0), ("tall", 46, 1),
    ]
    with tempfile.TemporaryDirectory() as folder:
        for name in ("wide", "tall"):
            np.save(Path(folder) / f"{name}.npy", tensors[name])
        for k, (name, img_px, augment) in enumerate(cases):
            data = loaders.LoadImagesAndLabels.__new__(loaders.LoadImagesAndLabels)
            data.ims, data.im_files, data.npy_files = [None], [""], [Path(folder) / f"{name}.npy"]
            data.img_size, data.augment = img_px, bool(augment)
            tensors[f"{k}.case"] = np.array([img_px, augment, name == "tall"], np.int32)
            tensors[f"{k}.pixels"] = data.load_image(0)[0]
    return tensors


def hsv(oracle, _):
    """k.gains: of hue, saturation and value, as applied."""
    tensors = {"picture": picture(61, 47, 5)}
    limits = [0.015, 0.7, 0.4]
    for k, unit in enumerate([[0.8, -0.6, 0.5], [-1.0, 0.93, -0.99], [0.37, 0.11, 0.97], [60.0, 1.4, 2.0]]):
        pixels = tensors["picture"].copy()
        with mock.patch.object(np.random, "uniform", lambda *_: np.array(unit)):
            oracle.augment_hsv(pixels, *limits)
        tensors[f"{k}.gains"] = np.array(unit) * limits + 1
        tensors[f"{k}.pixels"] = pixels
    return tensors


BOXES = [
    [0, 10, 12, 40, 33], [1, 0, 0, 96, 72], [2, 50.5, 40.25, 61.75, 70.5], [0, 90, 2, 95, 30], [1, 3, 60, 9, 71],
    [2, 30, 30, 33, 32.5], [0, 5.5, 5.5, 25, 8], [1, 70, 50, 94, 71], [2, 48, 36, 49, 60],
]


def warp(oracle, _):
    """k.limits: degrees, translate, scale, shear, perspective; k.setup: seed, border; k.matrix and k.gain: the warp."""
    tensors = {"picture": picture(96, 72, 6), "labels": np.array(BOXES, np.float32)}
    cases = [
        (11, 0, [0, 0.1, 0.5, 0, 0]), (12, 0, [10, 0.1, 0.1, 10, 0]), (13, 0, [30, 0.4, 0.9, 5, 0]),
        (14, 0, [5, 0.1, 0.5, 3, 0.001]), (15, 0, [0, 0.2, 0.3, 0, 0.004]), (16, -18, [0, 0.1, 0.5, 0, 0]),
        (17, -18, [20, 0.2, 0.5, 8, 0]), (18, -18, [8, 0.1, 0.4, 4, 0.002]), (19, 0, [0, 0, 0, 0, 0]),
    ]
    for k, (seed, border, limits) in enumerate(cases):
        numbers = draws(seed, 8)
        left, used = list(numbers), {}

        def uniform(low, high):
            return low + (high - low) * left.pop(0)

        def spy(name, function):
            def call(im, m, **more):
                used["matrix"] = np.vstack([m, [0, 0, 1]]) if m.shape[0] == 2 else m
                return function(im, m, **more)

            return mock.patch.object(oracle.cv2, name, call)

        def spy_turn(function):
            def call(angle, center, scale):
                used["gain"] = scale
                return function(angle=angle, center=center, scale=scale)

            return mock.patch.object(oracle.cv2, "getRotationMatrix2D", call)

        with mock.patch.object(random, "uniform", uniform), spy("warpAffine", cv2.warpAffine), spy(
            "warpPerspective", cv2.warpPerspective
        ), spy_turn(cv2.getRotationMatrix2D):
            names = ["degrees", "translate", "scale", "shear", "perspective"]
            got, labels = oracle.random_perspective(
                tensors["picture"].copy(), tensors["labels"].copy(), border=(border, border), **dict(zip(names, limits))
            )
        assert not left
        tensors[f"{k}.setup"] = np.array([seed, border], np.int32)
        tensors[f"{k}.limits"] = np.array(limits, np.float64)
        tensors[f"{k}.draws"] = np.array(numbers, np.float64)
        tensors[f"{k}.matrix"] = np.array(used.get("matrix", np.eye(3)), np.float64)
        tensors[f"{k}.gain"] = np.array([used["gain"]], np.float64)
        tensors[f"{k}.pixels"] = got
        tensors[f"{k}.labels"] = labels.astype(np.float32)
    return tensors


def mosaic(_, loaders):
    """k.plan: centre x and y, then the four pictures; the canvas before the warp."""
    s = 48
    sizes = [(48, 31), (48, 48), (29, 48), (48, 40)]
    pictures = [picture(w, h, 7 + i) for i, (w, h) in enumerate(sizes)]
    labels = [
        np.array([[i, 0.5, 0.5, 0.4, 0.6], [i + 1, 0.2, 0.3, 0.3, 0.25], [0, 0.9, 0.85, 0.2, 0.3]], np.float32)
        for i in range(3)
    ] + [np.zeros((0, 5), np.float32)]
    tensors = {f"picture.{i}": p for i, p in enumerate(pictures)} | {f"labels.{i}": x for i, x in enumerate(labels)}
    cases = [(48.9, 48.2, [0, 1, 2, 3]), (24.3, 71.6, [1, 3, 0, 2]), (70.2, 30.5, [2, 2, 1, 0])]
    for k, (x, y, order) in enumerate(cases):
        data = loaders.LoadImagesAndLabels.__new__(loaders.LoadImagesAndLabels)
        data.img_size, data.mosaic_border, data.indices = s, [-s // 2, -s // 2], range(4)
        data.ims, data.im_hw0, data.im_hw = pictures, [p.shape[:2] for p in pictures], [p.shape[:2] for p in pictures]
        data.im_files, data.npy_files = [""] * 4, [None] * 4
        data.labels, data.segments = labels, [[] for _ in labels]
        names = ["degrees", "translate", "scale", "shear", "perspective", "copy_paste"]
        data.hyp = dict.fromkeys(names, 0.0)
        centre = [y, x]
        patches = [
            mock.patch.object(random, "uniform", lambda *_: centre.pop(0)),
            mock.patch.object(random, "choices", lambda *_, **__: order[1:]),
            mock.patch.object(random, "shuffle", lambda _: None),
            mock.patch.object(loaders, "random_perspective", lambda im, targets, *_, **__: (im, targets)),
        ]
        for p in patches:
            p.start()
        canvas, found = data.load_mosaic(order[0])
        for p in patches:
            p.stop()
        tensors[f"{k}.plan"] = np.array([int(x), int(y), *order], np.int32)
        tensors[f"{k}.pixels"] = canvas
        tensors[f"{k}.labels"] = found.astype(np.float32)
    return tensors


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    np.seterr(over="ignore")
    commit, oracle = loss.load(sys.argv[1], loss.COMMITS["v7"], "utils.augmentations")
    sys.path.insert(0, sys.argv[1])
    import utils.dataloaders as loaders  # the same package as `oracle`

    out = Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    for case in (letterbox, resize, hsv, warp, mosaic):
        path = out / f"pixels_{case.__name__}.safetensors"
        golden.record(path, case(oracle, loaders), {"oracle": commit, "opencv": cv2.__version__})


if __name__ == "__main__":
    main()
