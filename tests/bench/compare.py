# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
"""Ours and its peers in turn, row by row: compare.py BIN CHECKOUT DATA.yaml PYTHON COCO_PYTHON OUT [ROW ...]

NEW_PYTHON in the environment names an interpreter with the newest PyTorch: more peers of the train step.
BIN holds step, parts and bench_yolo; PYTHON has torch, COCO_PYTHON has onnxruntime, openvino, pycocotools and
faster-coco-eval where they are wanted. Writes OUT/results.json and OUT/table.md.
"""

import json
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

bin_folder, checkout, data, python, coco_python, out = sys.argv[1:7]
here = Path(__file__).parent
newest = os.environ.get("NEW_PYTHON", "")
cores = "2"
environment = os.environ | {"OMP_NUM_THREADS": cores, "WANDB_MODE": "disabled"}  # threads wait as run.sh sets it: shortly
plain = {k: v for k, v in environment.items() if k not in ("OMP_WAIT_POLICY", "GOMP_SPINCOUNT", "KMP_BLOCKTIME")}  # as they do by default
python_environment = plain | {"YOLOv5_AUTOINSTALL": "false", "MPLBACKEND": "agg"}  # as its users have it, no pip at every start
work = Path(tempfile.mkdtemp())


def output(command, env=environment, **more):
    done = subprocess.run([str(c) for c in command], env=env, capture_output=True, text=True, check=False, **more)
    if done.returncode:
        raise RuntimeError(done.stderr[-400:])
    return done.stdout.split()


def ours(*command, setting=environment):
    return output([Path(bin_folder) / command[0], *command[1:]], setting)


def theirs(*command):
    return output([python, here / command[0], *command[1:]], python_environment)


def other(*command):
    return output([coco_python, here / command[0], *command[1:]], python_environment)


def whole(command, env, cwd=None):
    """Seconds and the largest sum of PSS of a program and its children, in MB."""
    most, running = [0], subprocess.Popen([str(c) for c in command], env=env, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def family(pid):
        try:
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        except OSError:
            return []
        return [pid] + [p for c in children for p in family(int(c))]

    def watch():
        while running.poll() is None:
            sum_kb = 0
            for pid in family(running.pid):
                try:
                    sum_kb += next(int(line.split()[1]) for line in open(f"/proc/{pid}/smaps_rollup") if line.startswith("Pss:"))
                except (OSError, StopIteration):
                    pass
            most[0] = max(most[0], sum_kb / 1024)
            time.sleep(0.5)

    start = time.perf_counter()
    watcher = threading.Thread(target=watch)
    watcher.start()
    if running.wait():
        raise RuntimeError(f"{command[0]} failed")
    seconds = time.perf_counter() - start
    watcher.join()
    return seconds, most[0]


runs = iter(range(10**6))


def train_ours(epochs, *more):
    program = Path(bin_folder) / "bench_yolo"
    return whole([program, "train", "--data", data, "--img", 320, "--batch", 16, "--epochs", epochs, "--project", work / f"o{next(runs)}", *more], environment)


def their_training(epochs, *more):
    return [python, "train.py", "--data", data, "--weights", "", "--cfg", "models/yolov5n.yaml", "--img", 320, "--batch", 16, "--epochs", epochs,
            "--workers", 1, "--project", work / f"p{next(runs)}", *more]


def train_theirs(epochs, *more):
    return whole(their_training(epochs, *more), python_environment, checkout)


def epoch(train):
    return (train(3, "--noval")[0] - train(1, "--noval")[0]) / 2


def until(command, env, sign, cwd=None):
    """Seconds from a program's start until it prints a sign; the program is stopped there."""
    start, seen = time.perf_counter(), ""
    running = subprocess.Popen([str(c) for c in command], env=env, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
    while not re.search(sign, seen):
        more = os.read(running.stdout.fileno(), 65536)
        if not more:
            raise RuntimeError(f"{command[0]}: {seen[-300:]}")
        seen += more.decode(errors="replace")
    seconds = time.perf_counter() - start
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    return seconds


def changed_policy():
    """Seconds from a changed policy to the first training step, by way of the compiler."""
    folder, no_cache = Path(out).resolve() / "first_step", environment | {"CCACHE_DISABLE": "1"}
    policy = folder / "policy.hpp"

    def build(schedule):
        policy.write_text(f"#pragma once\nusing ThisSchedule = ctyolo::{schedule};\n")
        output(["cmake", "--build", folder, "--target", "first_step"], no_cache)

    folder.mkdir(parents=True, exist_ok=True)
    output(["cmake", "-S", here / "first_step", "-B", folder, "-DCMAKE_BUILD_TYPE=Release", f"-DCTYOLO_SOURCE={here.parents[1]}"], no_cache)
    build("WarmupCosine")
    start = time.perf_counter()
    build("WarmupLinear")
    built = time.perf_counter() - start
    return built + until([folder / "first_step", data, work / f"o{next(runs)}"], environment, "step done")


def start_theirs():
    return until(their_training(1), python_environment, r"(?s)Starting training.*\b1/\d+ ", checkout)


def net_file():
    path = work / "n.onnx"
    if not path.exists():
        theirs("parts.py", checkout, "onnx", cores, path)
    return path


def detections():
    path = work / "ap.txt"
    if not path.exists():
        output([coco_python, here / "ap.py", "write", path])
    return path


def step(size, img, batch, threads=cores, backend="OneDnn", more=()):
    def peer(interpreter, steps, *ways):
        command = [interpreter, here / "step.py", checkout, size, img, batch, steps, threads, *ways, *more]
        return lambda: float(output(command, python_environment)[-4])

    peers = {"PyTorch NCHW": peer(python, 4), "PyTorch channels_last": peer(python, 4, "channels_last")}
    if newest:
        name = "PyTorch " + output([newest, "-c", "import torch; print(torch.__version__.split('+')[0])"])[0]
        peers |= {f"{name} NCHW, fused SGD": peer(newest, 4, "fused"), f"{name} channels_last, fused SGD": peer(newest, 4, "channels_last", "fused"),
                  f"{name} compiled, fused SGD": peer(newest, 8, "channels_last", "fused", "compile")}
    return lambda: float(ours("step", backend, size, img, batch, 8, threads)[0]), peers


def saved(backend, size, img, batch):
    def peer(*ways):
        return lambda: float(output([python, here / "step.py", checkout, size, img, batch, 1, cores, *ways], python_environment)[-1])

    return lambda: float(ours("step", backend, size, img, batch, 1, cores)[4]), {"PyTorch NCHW": peer(), "PyTorch channels_last": peer("channels_last")}


def part(name, *more):
    return lambda: float(ours("parts", name, *more)[0]), {"YOLOv5": lambda: float(theirs("parts.py", checkout, name, *more)[-1])}


# row: (unit, times, ours, {peer: its measurement}); more is better only for images a second
ROWS = {
    "train step, YoloV5n 320 px, batch 16": ("ms", 5, *step("n", 320, 16)),
    "train step, one thread": ("ms", 3, *step("n", 320, 16, "1")),
    "train step, YoloV5s 320 px, batch 16": ("ms", 3, *step("s", 320, 16)),
    "train step, YoloV5n 640 px, batch 4": ("ms", 3, *step("n", 640, 4)),
    "train step with OneDnnLean, YoloV5n 320 px, batch 16": ("ms", 5, *step("n", 320, 16, backend="OneDnnLean")),
    "train step in BF16, YoloV5n 320 px, batch 16": ("ms", 5, *step("n", 320, 16, backend="OneDnnBF16", more=("bf16",))),
    "bytes of saved activations, YoloV5n 320 px, batch 16": ("MB", 1, *saved("OneDnn", "n", 320, 16)),
    "bytes of saved activations with OneDnnLean, YoloV5n 320 px, batch 16": ("MB", 1, *saved("OneDnnLean", "n", 320, 16)),
    "epoch of BCCD from disk (205 pictures, 320 px)": ("s", 3, lambda: epoch(train_ours), {"train.py": lambda: epoch(train_theirs)}),
    "whole program, 3 epochs with validations": ("s", 3, lambda: train_ours(3)[0], {"train.py": lambda: train_theirs(3, "--noplots")[0]}),
    "peak memory of that (PSS)": ("MB", 2, lambda: train_ours(3)[1], {"train.py": lambda: train_theirs(3, "--noplots")[1]}),
    "one policy changed, until the first training step": ("s", 3, changed_policy, {"train.py, nothing to compile": start_theirs}),
    "loader, one thread, each by default (ours keeps small data sets in memory)": ("img/s", 3, *part("loader", 1, data)),
    "loader, one thread, both from memory": ("img/s", 3, lambda: float(ours("parts", "loader", 1, data)[0]), {"YOLOv5 --cache": part("cached", 1, data)[1]["YOLOv5"]}),
    "loader, one thread, both decoding": ("img/s", 3, lambda: float(ours("parts", "decode", 1, data)[0]), part("loader", 1, data)[1]),
    "loader, one thread, decoding, against OpenCV's bare calls": ("img/s", 3, lambda: float(ours("parts", "decode", 1, data)[0]),
                                                                 {"OpenCV's calls alone": lambda: float(ours("parts", "opencv", 1, data)[0])}),
    "optimizer and average": ("ms", 5, *part("optimizer", cores)),
    "NMS of 32 pictures": ("ms", 5, *part("nms", cores)),
    "AP of 5,000 images": ("ms", 3, lambda: float(ours("parts", "ap", cores, detections())[0]),
                           {"pycocotools": lambda: float(other("ap.py", "pycocotools", detections())[-1]), "faster-coco-eval": lambda: float(other("ap.py", "faster", detections())[-1]),
                            "hotcoco": lambda: float(other("ap.py", "hotcoco", detections())[-1])}),
    "inference, YoloV5n 640 px, batch 1": ("ms", 5, lambda: float(ours("parts", "infer", cores, setting=plain)[0]),  # as its peers: no loader wants the cores
                                           {"onnxruntime": lambda: float(other("inference.py", "onnxruntime", cores, net_file())[-1]),
                                            "OpenVINO": lambda: float(other("inference.py", "openvino", cores, net_file())[-1]),
                                            "PyTorch fused": lambda: float(theirs("parts.py", checkout, "infer", cores)[-1])}),
}


def main():
    wanted = sys.argv[7:]
    out_folder = Path(out)
    out_folder.mkdir(parents=True, exist_ok=True)
    file = out_folder / "results.json"
    results = {r["row"]: r for r in json.loads(file.read_text())} if file.exists() else {}
    versions = " ".join(output([python, "-c", "import torch, cv2; print('torch', torch.__version__, 'OpenCV', cv2.__version__)"]))
    for row, (unit, times, mine, peers) in ROWS.items():
        times = int(os.environ.get("TIMES", times))
        if wanted and not any(w in row for w in wanted):
            continue
        measured = {"ours": []} | {name: [] for name in peers}
        for _ in range(times):
            for name, measure in ({"ours": mine} | peers).items():
                try:
                    measured[name].append(measure())
                except RuntimeError as problem:  # a peer that is not installed
                    print(f"{row}: {name}: {problem}".replace("\n", " ")[-200:], file=sys.stderr)
        medians = {name: statistics.median(v) for name, v in measured.items() if v}
        ours_is = medians.pop("ours", None)
        if ours_is is None or not medians:
            continue  # said above; the other rows go on
        rate = unit == "img/s"
        best = (max if rate else min)(medians, key=medians.get)
        pairs = [a / b if rate else b / a for a, b in zip(measured["ours"], measured[best])]
        results[row] = {"row": row, "ours": ours_is, "peer": medians[best], "peer_name": best, "unit": unit, "ratio": statistics.median(pairs),
                        "spread": [min(pairs), max(pairs)], "peers": medians, "versions": versions}
        print(f"{row}: {ours_is:.4g} {unit}, {best} {medians[best]:.4g}, ratio {statistics.median(pairs):.2f} ({min(pairs):.2f} to {max(pairs):.2f})", flush=True)
        file.write_text(json.dumps(list(results.values()), indent=1))
    lines = ["| row | ours | best peer | ratio |", "|---|---|---|---|"]
    for r in results.values():
        lines.append(f"| {r['row']} | {r['ours']:.3g} {r['unit']} | {r['peer']:.3g} {r['unit']} ({r['peer_name']}) | {r['ratio']:.2f} |")
    (out_folder / "table.md").write_text("\n".join(lines) + "\n")


main()
