# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
"""Records YOLOv5's blocks one by one, its decoded boxes and rectangular batches: blocks.py ORACLE_V7 ORACLE_SEED OUT_FOLDER

The oracles are checkouts of YOLOv5; this script runs them and takes none of their code. See README.md beside it.
Where OUT_FOLDER holds results already, it prints by how much the new ones differ.
"""

import logging
import math
import sys
import tempfile
import warnings
from pathlib import Path

import numpy as np
import torch

import golden
from forward import fill, gradients_and_statistics, numbers, parts, stream, summary
from loss import ANCHORS_PX, COMMITS, STRIDES_PX, logits

CHANNELS = 16  # of the maps before and behind a block
PICTURE = (2, 3, 4, 8)
STEM_BIAS = "model.0.bias"  # its gradient is 0 wherever a norm follows: it says nothing


def blocks_v7(v7):
    """Where a block is said to have a picture, it reads that; else 16 channels made of it by a convolution of 1 x 1."""
    c, n = v7.common, CHANNELS
    return {
        "conv": c.Conv(n, n, 3),
        "conv_halving": c.Conv(n, n, 6, 2, 2),
        "conv_frelu": c.Conv(n, n, 3, act=v7.activations.FReLU(n)),
        "bottleneck": c.Bottleneck(n, n),
        "bottleneck_plain": c.Bottleneck(n, n, False),
        "c3": c.C3(n, n, 2),
        "c3_plain": c.C3(n, n, 1, False),
        "csp": c.BottleneckCSP(n, n, 2),
        "spp": c.SPP(n, n),
        "sppf": c.SPPF(n, n),
        "focus": c.Focus(3, n, 3),
    }


def blocks_seed(seed):
    c, n = seed.common, CHANNELS
    return {
        "conv": c.Conv(n, n, 3),
        "conv_halving": c.Conv(n, n, 3, 2),
        "bottleneck": c.Bottleneck(n, n),
        "bottleneck_plain": c.Bottleneck(n, n, False),
        "csp": c.BottleneckCSP(n, n),
        "csp_plain": c.BottleneckCSP(n, n, 1, False),
        "spp": c.SPP(n, n),
        "focus": c.Focus(3, n, 3),
    }


def block(oracle, name, module, kind):
    """y.evaluation, y.training [N,C,H,W]; gradient of a weighted sum of the latter with respect to the block's input; a row
    a tensor of the state_dict, as forward.py's."""
    stem = name != "focus"
    model = torch.nn.Sequential(*([torch.nn.Conv2d(3, CHANNELS, 1)] if stem else []), module)
    oracle.torch_utils.initialize_weights(model)  # the constants of the norms
    model.to(kind)
    with torch.no_grad():
        names = fill(model, "model.")
    picture = torch.from_numpy(numbers("picture", PICTURE, 1.0)).to(kind)
    x = model[0](picture).detach() if stem else picture
    model.eval()
    with torch.no_grad():
        seen = module(x.clone())
    nearest = [math.inf]  # a number beside a kink, where rounding decides
    for m in module.modules():
        if isinstance(m, torch.nn.LeakyReLU):
            m.register_forward_pre_hook(lambda _, i: nearest.append(i[0].detach().abs().min().item()))
        elif type(m).__name__ == "FReLU":
            m.bn.register_forward_hook(lambda _, i, y: nearest.append((there[0] - y.detach()).abs().min().item()))
            there = []
            m.register_forward_pre_hook(lambda _, i: there.append(i[0].detach()))
    model.train()
    x = model[0](picture) if stem else picture.requires_grad_()
    if stem:
        x.retain_grad()
    y = module(x)
    (y * torch.from_numpy(numbers("slope", tuple(y.shape), 1.0)).to(kind)).sum().backward()
    kept = [k for k in names if "model." + k != STEM_BIAS]
    tensors = {"y.evaluation": seen, "y.training": y.detach(), "gradient": x.grad}
    tensors = {k: t.float().numpy() for k, t in tensors.items()}
    tensors["state"] = np.stack([summary(t) for t in gradients_and_statistics(model, kept)])
    assert tensors["state"][:, 4].min() > 0.02, "a gradient cancels: it says nothing"
    fingerprint = f"{stream(chr(10).join('model.' + k for k in kept)):016x}"
    return tensors, {"names": fingerprint, "nearest_kink": f"{min(nearest):.1e}"}


def apart(exact, rounded):
    """Of a block in f32 against f64: over the largest number of the map; of the tensor that a row sums up."""
    maps = [np.abs(a - rounded[k]).max() / np.abs(a).max() for k, a in exact.items() if k != "state"]
    state = np.abs(exact["state"] - rounded["state"]) / exact["state"][:, 4:5]
    return f"f32 errs by {max(maps):.1e} in maps, {state.max():.1e} in the state"


def decoded(detect, strides, nc):
    """raw.l [N,A,H,W,5+nc] logits; decoded [N,boxes,5+nc] x, y, w, h in px, objectness, classes."""
    images, high, wide = 2, 64, 96
    detect.m = torch.nn.ModuleList(torch.nn.Identity() for _ in strides)  # the maps are given (the seed has none in it)
    detect.stride = torch.tensor(strides).float()
    detect.anchors /= detect.stride.view(-1, 1, 1)
    raw = [logits((images, 3, high // s, wide // s, 5 + nc), 20 + l) for l, s in enumerate(strides)]
    maps = [torch.from_numpy(r).permute(0, 1, 4, 2, 3).flatten(1, 2).contiguous() for r in raw]
    with torch.no_grad():
        rows = detect.eval()(maps)[0]
    tensors = {f"raw.{l}": r for l, r in enumerate(raw)} | {"anchors": detect.anchors.numpy(), "decoded": rows.numpy()}
    return tensors | {"strides": np.array(strides, np.int32)}, {"classes": str(nc)}


def sizes():
    """Width and height of made-up pictures: crowds of one aspect ratio, squares, near squares, extremes."""
    made = [(640, 480), (480, 640), (500, 375), (320, 240), (333, 500), (1920, 1080), (1080, 1920), (512, 512)] * 6
    made += [(64, 64), (1, 1), (1, 900), (900, 1), (4000, 3), (3, 4000), (1000, 999), (999, 1000), (640, 639), (31, 33)]
    random = numbers("sizes", (42, 2), 300.0, 340.0).astype(np.int32)
    mixed = np.argsort(numbers("order", (len(made) + len(random),), 1.0), kind="stable")
    return np.concatenate((np.array(made, np.int32), random))[mixed]


def rect_batches(v7):
    """k.setup: pictures (the first ones), batch, longest side and stride in px; k.pad: strides; k.shapes: height, width."""
    known = sizes()

    class Listed(v7.dataloaders.LoadImagesAndLabels):
        def cache_labels(self, path=None, prefix=""):
            found = {f: [np.zeros((0, 5), np.float32), tuple(map(int, s)), []] for f, s in zip(self.im_files, known)}
            return found | {"results": (len(found), 0, 0, 0, len(found)), "hash": "", "version": 0, "msgs": []}

    tensors = {}
    cases = [(100, 16, 640, 32), (100, 1, 640, 32), (100, 7, 333, 32), (40, 100, 416, 64), (5, 2, 1280, 64), (16, 3, 96, 32)]
    cases += [(17, 4, 608, 32)]
    with tempfile.TemporaryDirectory() as folder:
        for k, (count, batch, img_px, stride_px) in enumerate([c for c in cases for _ in range(2)]):
            listed = Path(folder) / "pictures.txt"
            names = [f"{i:03d}.jpg" for i in range(count)]
            listed.write_text("\n".join(names))
            pad = 0.5 * (k % 2)
            data = Listed(str(listed), img_px, batch, rect=True, stride=stride_px, pad=pad)
            tensors[f"{k}.setup"] = np.array([count, batch, img_px, stride_px], np.int32)
            tensors[f"{k}.pad"] = np.array([pad])
            tensors[f"{k}.order"] = np.array([names.index(f) for f in data.im_files], np.int32)
            tensors[f"{k}.shapes"] = data.batch_shapes.astype(np.int32)
    tensors["sizes"] = known
    return tensors, {}


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    torch.set_num_threads(1)
    np.seterr(over="ignore")
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    seed = parts(sys.argv[2], COMMITS["seed"], ["utils.torch_utils", "models.common", "models.yolo"])
    names = ["utils.torch_utils", "utils.activations", "utils.dataloaders", "models.common", "models.yolo"]
    v7 = parts(sys.argv[1], COMMITS["v7"], names)
    out = Path(sys.argv[3])
    out.mkdir(parents=True, exist_ok=True)

    def record(name, commit, result, note=""):
        tensors, settings = result
        common = {"oracle": commit, "torch": torch.__version__, "numpy": np.__version__}
        golden.record(out / f"{name}.safetensors", tensors, settings | common, note)

    flat = [[side for size in level for side in size] for level in ANCHORS_PX]
    record("decoded_v7", v7.commit, decoded(v7.yolo.Detect(3, flat, (1, 1, 1)), STRIDES_PX, 3))
    record("decoded_seed", seed.commit, decoded(seed.yolo.Detect(2, flat[::-1]), STRIDES_PX[::-1], 2))
    record("rect_batches", v7.commit, rect_batches(v7))
    for which, oracle, made in (("v7", v7, blocks_v7), ("seed", seed, blocks_seed)):
        in_f32 = made(oracle)
        for name, module in made(oracle).items():
            exact = block(oracle, name, module, torch.float64)
            rounded = block(oracle, name, in_f32[name], torch.float32)
            note = f"nearest kink {exact[1]['nearest_kink']}, {apart(exact[0], rounded[0])}"
            record(f"block_{which}_{name}", oracle.commit, exact, note)


if __name__ == "__main__":
    main()
