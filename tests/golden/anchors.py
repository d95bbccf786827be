# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
"""Records YOLOv5's fit of anchors and the anchors it finds: anchors.py ORACLE_V7 ORACLE_SEED OUT_FOLDER

The oracles are checkouts of YOLOv5; this script runs them and takes none of their code. See README.md beside it.
Where OUT_FOLDER holds results already, it prints by how much the new ones differ.
"""

import contextlib
import io
import random
import sys
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import numpy as np
import scipy
import torch

import golden
from loss import ANCHORS_PX, COMMITS, STRIDES_PX, load

ANCHOR_T = 4.0
SEEDS = 5  # k-means and evolution are random
SQUARE_PX = 1024  # sizes in a picture of this size lose nothing as fractions of it
EDGES_PX = [[40, 13], [40, 52], [40.001, 52], [2.5, 3.25], [2.501, 3.251], [1492, 1304], [1491, 1303]]
EDGES_PX += [[1, 1], [0.5, 600]]


def uniform(shape, stream):
    return golden.uniform(shape, stream + 3000)


def data_set(sizes_px, img_px, stream):
    """Labels of these sizes in pictures of different forms: the oracle's attributes `shapes` and `labels`."""
    images = max(1, len(sizes_px) // 7)
    shapes = np.full((images, 2), float(SQUARE_PX))
    if img_px != SQUARE_PX:
        shapes = np.floor(200 + 800 * uniform((images, 2), stream))
    labels, place = [], np.sort((np.arange(len(sizes_px)) * 5) % images)
    for i in range(images):
        wh = sizes_px[place == i] / (img_px * shapes[i] / shapes[i].max())
        labels.append(np.concatenate((np.zeros((len(wh), 1)), np.full((len(wh), 2), 0.5), wh), 1).astype(np.float32))
    return SimpleNamespace(shapes=shapes, labels=labels)


def clusters(n, stream):
    """Nine clouds, elongated and of unequal weight."""
    which = np.floor(9 * uniform(n, stream) ** 1.5).astype(int)
    centres = np.array([[9, 7], [14, 40], [30, 22], [60, 20], [45, 90], [110, 70], [90, 190], [220, 150], [380, 400]])
    noise = np.sqrt(-2 * np.log(uniform((n, 2), stream + 1))) * np.cos(2 * np.pi * uniform((n, 2), stream + 2))
    return np.maximum(centres[which] * np.exp(0.15 * noise), 2.5)


def cloud(n, stream):
    """One wide cloud without any centres."""
    noise = np.sqrt(-2 * np.log(uniform((n, 2), stream))) * np.cos(2 * np.pi * uniform((n, 2), stream + 1))
    return np.clip(60 * np.exp(0.9 * noise[:, :1] + 0.4 * (noise[:, 1:] * [[1, -1]])), 2.5, 630)


CHECKS = {
    "fits": dict(sizes=clusters(300, 0), img_px=640),
    "poor": dict(sizes=cloud(250, 10) * [[0.1, 1.6]], img_px=640),
    "edge": dict(sizes=np.array(EDGES_PX), img_px=SQUARE_PX),
}
SEARCHES = {
    "clusters": dict(sizes=clusters(600, 20), img_px=640),
    "cloud": dict(sizes=cloud(500, 30), img_px=640),
}


def means_of(call):
    """The scalar means that torch takes while `call` runs, and what it returns. Nothing is printed."""
    means, mean = [], torch.Tensor.mean

    def spy(self, *a, **k):
        result = mean(self, *a, **k)
        if result.dim() == 0:
            means.append(result.item())
        return result

    silence = io.StringIO()
    with contextlib.redirect_stdout(silence), contextlib.redirect_stderr(silence):
        with mock.patch.object(torch.Tensor, "mean", spy):
            answer = call()
    return means, answer


def flat(data):
    """The data set as ctyolo's test reads it."""
    image = np.repeat(np.arange(len(data.labels)), [len(one) for one in data.labels])
    return {
        "shapes": data.shapes.astype(np.int32),
        "image": image.astype(np.int32),
        "sizes": np.concatenate(data.labels)[:, 3:5],
    }


def check(v7, seed, case):
    """Both oracles' check of the default anchors, without the random scale of pictures and without a search."""
    data, anchors = data_set(case["sizes"], case["img_px"], 90), torch.tensor(ANCHORS_PX).float()
    stride = torch.tensor(STRIDES_PX).float()
    grid = anchors.view(3, 1, 3, 1, 1, 2)
    head = SimpleNamespace(anchors=anchors / stride.view(-1, 1, 1), anchor_grid=grid, stride=stride)
    model = SimpleNamespace(model=[head])
    no_scale = mock.patch.object(np.random, "uniform", lambda *a, size: np.ones(size))
    found = anchors.view(-1, 2)  # no better ones
    with no_scale, mock.patch.object(v7, "kmean_anchors", lambda *a, **k: found):
        new, _ = means_of(lambda: v7.check_anchors(data, model, ANCHOR_T, case["img_px"]))
    with no_scale, mock.patch.object(seed, "kmean_anchors", lambda *a, **k: found):
        old, _ = means_of(lambda: seed.check_anchors(data, model, ANCHOR_T, case["img_px"]))
    per_target, recall = new[:2]
    tensors = flat(data) | {"anchors": found.numpy()}
    tensors |= {"per_target": np.float32([per_target]), "recall": np.float32([recall])}
    tensors |= {"recall_seed": np.float32([old[0]])}
    return tensors, f"{per_target:.3f} anchors a target, recall {recall:.4f}, seed {old[0]:.4f}"


def search(v7, case):
    """v7.0's k-means alone, then with its evolution. The sixth mean is the fitness of the anchors it starts from."""
    data = data_set(case["sizes"], case["img_px"], 90)
    unit = points_unit(data, case)
    kmeans, distances = scipy.cluster.vq.kmeans, []

    def find(generations, seed, clusters):
        np.random.seed(seed)
        random.seed(seed)
        with mock.patch.object(scipy.cluster.vq, "kmeans", clusters):
            means, anchors = means_of(
                lambda: v7.kmean_anchors(data, 9, case["img_px"], ANCHOR_T, generations, verbose=False)
            )
        return anchors, means[5]

    def watched(*a, **k):
        centres, distance = kmeans(*a, **k)
        distances.append(distance)
        return centres, distance

    anchors, fitness = [], []
    for seed in range(SEEDS):
        start, before = find(0, seed, watched)
        evolved, _ = find(1000, seed, kmeans)
        _, after = find(0, seed, lambda points, n, iter: (evolved / unit, 0))
        anchors.append((start, evolved))
        fitness.append((before, after))
    tensors = flat(data) | {"start": anchors[0][0], "evolved": anchors[0][1], "distance": np.float32(distances)}
    tensors |= {"fitness": np.float32(fitness)}
    start, evolved = np.mean(fitness, 0)
    return tensors, f"mean distance {np.mean(distances):.5f}, fitness {start:.4f}, evolved {evolved:.4f}"


def points_unit(data, case):
    """What the labels are divided by before k-means: the standard deviations of their sides."""
    scale = case["img_px"] * data.shapes / data.shapes.max(1, keepdims=True)
    return np.concatenate([one[:, 3:5] * s for s, one in zip(scale, data.labels)]).astype(np.float32).std(0)


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    torch.set_num_threads(1)
    np.seterr(over="ignore")
    out = Path(sys.argv[3])
    out.mkdir(parents=True, exist_ok=True)
    seed_commit, seed = load(sys.argv[2], COMMITS["seed"], "utils.utils")
    commit, v7 = load(sys.argv[1], COMMITS["v7"], "utils.autoanchor")
    v7.LOGGER.disabled = True
    common = {
        "oracle": commit,
        "oracle_seed": seed_commit,
        "torch": torch.__version__,
        "numpy": np.__version__,
        "scipy": scipy.__version__,
        "anchor_t": repr(ANCHOR_T),
    }

    def record(name, case, result):
        tensors, summary = result
        golden.record(out / f"anchors_{name}.safetensors", tensors, common | {"img_px": str(case["img_px"])}, summary)

    for name, case in CHECKS.items():
        record(f"check_{name}", case, check(v7, seed, case))
    for name, case in SEARCHES.items():
        record(f"search_{name}", case, search(v7, case))


if __name__ == "__main__":
    main()
