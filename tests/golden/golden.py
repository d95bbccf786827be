# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
"""The files of golden results: the safetensors format, with elements F64, F32, I32 and U8."""

import json

import numpy as np

KINDS = {"F64": "<f8", "F32": "<f4", "I32": "<i4", "U8": "|u1"}


def write(path, tensors, metadata):
    """Larger elements should come first, so that each is aligned."""
    header, parts, at = {"__metadata__": metadata}, [], 0
    for name, t in tensors.items():
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
