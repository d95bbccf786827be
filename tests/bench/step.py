# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
"""The step of step.cpp as YOLOv5 v7.0 makes it: step.py CHECKOUT SIZE IMG BATCH STEPS THREADS WAY...

Prints the median and the smallest in milliseconds, the largest memory of the process in MB, and MB of the distinct tensors
that the net's forward saves for its backward pass, parameters left out (0 with compile, which hides them).

WAY: channels_last; fused (PyTorch 2: the optimizer in one pass); compile (PyTorch 2: torch.compile); bf16 (torch.autocast); any of them.
"""

import resource
import sys
import time

folder, size, img, batch, steps, threads, *ways = sys.argv[1:]
img, batch, steps = int(img), int(batch), int(steps)
sys.path.insert(0, folder)

import torch  # noqa: E402
import yaml  # noqa: E402

torch.set_num_threads(int(threads))

from models.yolo import Model  # noqa: E402
from utils.loss import ComputeLoss  # noqa: E402
from utils.torch_utils import ModelEMA, smart_optimizer  # noqa: E402

torch.manual_seed(1)
model = Model(f"{folder}/models/yolov5{size}.yaml", ch=3, nc=3)
with open(f"{folder}/data/hyps/hyp.scratch-low.yaml") as f:
    model.hyp = hyp = yaml.safe_load(f)
hyp["cls"] *= 3 / 80
hyp["obj"] *= (img / 640) ** 2
model.nc = 3
if "channels_last" in ways:
    model = model.to(memory_format=torch.channels_last)
optimizer = smart_optimizer(model, "SGD", 0.001, 0.937, 5e-4)
if "fused" in ways:
    optimizer = torch.optim.SGD(optimizer.param_groups, lr=0.001, momentum=0.937, nesterov=True, fused=True)
ema = ModelEMA(model)
loss = ComputeLoss(model)
pictures = torch.randint(0, 256, (batch, 3, img, img), dtype=torch.uint8)
n = batch * 12
targets = torch.cat(((torch.arange(n) % batch)[:, None].float(), (torch.arange(n) % 3)[:, None].float(),
                     torch.rand(n, 2) * 0.8 + 0.1, torch.rand(n, 2) * 0.25 + 0.05), 1)
model.train()
net = torch.compile(model) if "compile" in ways else model
parameters, saved = {p.data_ptr() for p in model.parameters()}, {}


def forward(x):
    with torch.autocast("cpu", torch.bfloat16, enabled="bf16" in ways):
        raw = net(x)
    return [level.float() for level in raw]


def save(tensor):
    memory = tensor.untyped_storage() if hasattr(tensor, "untyped_storage") else tensor.storage()
    size = memory.nbytes() if callable(getattr(memory, "nbytes", None)) else len(memory) * tensor.element_size()
    if memory.data_ptr() not in parameters:
        saved[memory.data_ptr()] = size
    return tensor


seconds = []
for i in range(steps + 2):
    start = time.perf_counter()
    x = pictures.float() / 255
    if "channels_last" in ways:
        x = x.contiguous(memory_format=torch.channels_last)
    if i == 0 and "compile" not in ways:  # a step that no clock watches
        with torch.autograd.graph.saved_tensors_hooks(save, lambda tensor: tensor):
            raw = forward(x)
    else:
        raw = forward(x)
    total, _ = loss(raw, targets)
    total.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), max_norm=10.0)
    optimizer.step()
    optimizer.zero_grad()
    ema.update(model)
    if i >= 2:
        seconds.append(time.perf_counter() - start)
seconds.sort()
print(f"{seconds[len(seconds) // 2] * 1e3:.1f} {seconds[0] * 1e3:.1f} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} {sum(saved.values()) / 1e6:.1f}")
