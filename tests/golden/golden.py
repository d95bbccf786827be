# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
"""What the scripts share: files of golden results (safetensors, with elements F64, F32, I32 and U8), and made-up numbers."""

import hashlib
import json
import sys
from pathlib import Path

import numpy as np

KINDS = {"F64": "<f8", "F32": "<f4", "I32": "<i4", "U8": "|u1"}


def write(path, tensors, metadata):
    """Larger elements come first, so that each is aligned."""
    header, parts, at = {"__metadata__": metadata}, [], 0
    for name, t in sorted(tensors.items(), key=lambda item: -item[1].itemsize):
        kind = next(k for k, form in KINDS.items() if np.dtype(form) == t.dtype.newbyteorder("<"))
        parts.append(np.ascontiguousarray(t, KINDS[kind]).tobytes())
        header[name] = {"dtype": kind, "shape": list(t.shape), "data_offsets": [at, at + len(parts[-1])]}
        at += len(parts[-1])
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(len(text).to_bytes(8, "little") + text + b"".join(parts))


def read(path):
    content = path.read_bytes()
    start = 8 + int.from_bytes(content[:8], "little")
    header = json.loads(content[8:start])
    header.pop("__metadata__")
    return {
        name: np.frombuffer(content[start:][slice(*t["data_offsets"])], KINDS[t["dtype"]]).reshape(t["shape"])
        for name, t in header.items()
    }


def difference(old, new):
    """Largest difference of any tensor, relative to its largest element; inf where names or forms differ."""
    if old.keys() != new.keys() or any(old[k].shape != new[k].shape for k in old):
        return float("inf")
    wide = {k: old[k].astype(np.float64) for k in old if old[k].size}  # differences of U8 would wrap
    return max(float(np.abs(t - new[k]).max() / (np.abs(t).max() or 1)) for k, t in wide.items())


def record(path, tensors, metadata, said=""):
    """Writes a file with the hash of the script that runs; prints what is said of it, and how it differs from the one before."""
    news = f"differs by {difference(read(path), tensors):.2g}" if path.exists() else "new"
    script = hashlib.sha256(Path(sys.modules["__main__"].__file__).read_bytes()).hexdigest()
    write(path, tensors, metadata | {"script_sha256": script})
    print(f"{path.name}: {path.stat().st_size} bytes", *filter(None, [said, news]), sep=", ", flush=True)


def splitmix64(index):
    z = index * np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def uniform(shape, stream):
    """Numbers in 0..1, never 0 or 1: the same on every machine."""
    bits = splitmix64(np.arange(1, int(np.prod(shape)) + 1, dtype=np.uint64) + np.uint64(stream << 32))
    return (((bits >> np.uint64(40)).astype(np.float64) + 0.5) * 2.0**-24).reshape(shape)
