# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
"""Opens files written for torch.load and compares them with the same weights in safetensors.  torch_reads.py <folder>

The classes of YOLOv5 are stood in for by empty ones: what is looked at is what torch.load makes of the file."""
import collections
import inspect
import json
import struct
import sys
import types

import torch
from torch import nn

CLASSES = {
    "models.common": ["Bottleneck", "BottleneckCSP", "C3", "Concat", "Conv", "Focus", "SPP", "SPPF"],
    "models.yolo": ["Detect", "DetectionModel", "Model"],
}


def make_classes():
    sys.modules["models"] = types.ModuleType("models")
    for module, names in CLASSES.items():
        made = sys.modules[module] = types.ModuleType(module)
        for name in names:
            setattr(made, name, type(name, (nn.Module,), {"__module__": module}))


def safetensors(path):
    types_of = {"F32": torch.float32, "F16": torch.float16, "I64": torch.int64}
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        data = file.read()
    tensors = {}
    for name, facts in header.items():
        if name != "__metadata__":
            first, last = facts["data_offsets"]
            tensor = torch.frombuffer(bytearray(data[first:last]), dtype=types_of[facts["dtype"]])
            tensors[name] = tensor.reshape(facts["shape"])
    return tensors


def load(path, **options):
    # Newer PyTorch must be told that a file of classes is wanted.
    known = inspect.signature(torch.load).parameters
    return torch.load(path, map_location="cpu", **{k: v for k, v in options.items() if k in known})


def same(found, expected, what):
    """anchor_grid is written for the first YOLOv5 beside what the checkpoint has."""
    extra = [k for k in found if k not in expected]
    assert all(k.endswith(".anchor_grid") for k in extra), f"{what}: unexpected {extra}"
    assert len(found) == len(expected) + len(extra), f"{what}: {len(found)} tensors of {len(expected)}"
    for name, tensor in expected.items():
        got = found[name]
        assert got.shape == tensor.shape and torch.equal(got, tensor.to(got.dtype)), f"{what}: {name} differs"


def check_attributes(model, path):
    assert model.names in ({0: "a b", 1: "\u00e4", 2: "c"}, ["a b", "\u00e4"]), f"{path}: names {model.names}"
    assert model.nc == len(model.names) and not model.training
    rows = list(model.model.children())
    for i, row in enumerate(rows):
        assert row.i == i and row.np == sum(p.numel() for p in row.parameters()), f"{path}: row {i}"
        first = row[0] if type(row) is nn.Sequential else row
        assert row.type == f"{type(first).__module__}.{type(first).__name__}", f"{path}: row {i} says {row.type}"
        assert row.f == -1 or row.f == -2 or isinstance(row.f, list), f"{path}: row {i} reads {row.f}"
    detect = rows[-1]
    assert detect.nl == 2 and detect.na == 2 and detect.no == model.nc + 5
    assert torch.equal(model.stride, detect.stride) and sorted(model.stride.tolist()) == [4.0, 8.0]
    assert set(model.save) == {r % i for i, row in enumerate(rows) if i for r in (row.f if isinstance(row.f, list) else [row.f]) if r != -1}


def check_layers(model, eps):
    """Layers of torch.nn must compute, and be what their own constructors make."""
    for name, layer in model.named_modules():
        if type(layer) is nn.Conv2d:
            fresh = nn.Conv2d(layer.in_channels, layer.out_channels, layer.kernel_size, layer.stride, layer.padding, bias=layer.bias is not None)
            x = torch.zeros(1, layer.in_channels, 8, 8)
        elif type(layer) is nn.BatchNorm2d:
            fresh = nn.BatchNorm2d(layer.num_features, eps, 0.03)
            x = torch.zeros(1, layer.num_features, 8, 8)
        elif type(layer) is nn.MaxPool2d:
            fresh = nn.MaxPool2d(layer.kernel_size, 1, layer.kernel_size // 2)
            x = torch.zeros(1, 4, 8, 8)
        elif type(layer) is nn.Upsample:
            fresh = nn.Upsample(None, 2, "nearest")
            x = torch.zeros(1, 4, 8, 8)
        elif type(layer) in (nn.SiLU, nn.LeakyReLU):
            fresh = nn.SiLU(inplace=True) if type(layer) is nn.SiLU else nn.LeakyReLU(0.1, inplace=True)
            x = torch.ones(1, 4, 8, 8)
        else:
            continue
        fresh.load_state_dict(layer.state_dict())
        fresh.eval()
        assert torch.equal(layer(x.clone()), fresh(x.clone())), f"{name} computes something else"
        for key, value in vars(fresh).items():
            if not key.startswith("_") and key != "training":
                assert getattr(layer, key) == value, f"{name}.{key} is {getattr(layer, key)}, not {value}"


def main(folder):
    make_classes()
    for net, eps in ("late", 1e-3), ("early", 1e-4):
        expected = safetensors(f"{folder}/{net}.safetensors")

        state = load(f"{folder}/{net}-state.pt", weights_only=True)
        assert type(state) is collections.OrderedDict
        same(state, expected, f"{net}-state.pt")

        whole = load(f"{folder}/{net}-model.pt", weights_only=False)
        assert whole["epoch"] == -1 and all(whole[k] is None for k in ("best_fitness", "ema", "updates", "optimizer"))
        model = whole["model"].float()
        assert list(model.state_dict()) == list(state), f"{net}-model.pt: another order of the tensors"
        same(model.state_dict(), expected, f"{net}-model.pt")
        assert not any(p.requires_grad for p in model.parameters())
        check_attributes(model, f"{net}-model.pt")
        check_layers(model, eps)

        half = load(f"{folder}/{net}-half.pt", weights_only=False)["model"]
        assert all(p.dtype == torch.float16 for p in half.parameters())
        same(half.state_dict(), expected, f"{net}-half.pt")
    print(f"PyTorch {torch.__version__} reads state dicts, models and halves")


main(sys.argv[1])
