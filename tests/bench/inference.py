# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
"""ms of one picture of 640 px, f32: inference.py onnxruntime|openvino THREADS NET.onnx"""

import sys
import time

import numpy as np

which, threads, path = sys.argv[1:]
x = np.full((1, 3, 640, 640), 114 / 255, np.float32)
if which == "onnxruntime":
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = int(threads), 1
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    run = lambda: session.run(None, {"images": x})  # noqa: E731
else:
    import openvino

    settings = {"INFERENCE_NUM_THREADS": threads, "PERFORMANCE_HINT": "LATENCY", "INFERENCE_PRECISION_HINT": "f32"}
    request = openvino.Core().compile_model(path, "CPU", settings).create_infer_request()
    run = lambda: request.infer([x])  # noqa: E731
seconds = []
for i in range(25):
    start = time.perf_counter()
    run()
    if i >= 5:
        seconds.append(time.perf_counter() - start)
print(f"{sorted(seconds)[len(seconds) // 2] * 1e3:.4g}")
