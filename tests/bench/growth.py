# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
"""How ours grows with the net, the size, the threads and the data set: growth.py BIN PICTURE OUT

PICTURE is a JPEG file, to which a data set of 100,000 names is linked. Writes OUT/growth.md, a table.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

bin_folder, picture, out = Path(sys.argv[1]), Path(sys.argv[2]).resolve(), Path(sys.argv[3])
environment = os.environ | {"OMP_NUM_THREADS": "2"}
lines = []


def say(line):
    lines.append(line)
    print(line, flush=True)


def run(*command):
    done = subprocess.run([bin_folder / command[0], *map(str, command[1:])], env=environment, capture_output=True, text=True, check=True)
    return done.stdout.split(), done.stderr.splitlines()


def step(size, img, batch, threads):
    """ms and GFLOPs of one picture forward"""
    all_runs = [run("step", "OneDnn", size, img, batch, 6, threads)[0] for _ in range(3)]
    return min(float(r[0]) for r in all_runs), float(all_runs[0][3])


def steps():
    """img/s times GFLOPs of a forward pass: the same for all nets when only multiplying costs."""
    peak = max(float(run("parts", "gemm", 2)[0][0]) for _ in range(5))  # a shared machine gives a third less at times
    say(f"| oneDNN's product of matrices, 2 threads, best of five | {peak:.0f} GFLOP/s | |")
    for size, img, batch, threads in [("n", 320, 16, 2), ("s", 320, 16, 2), ("m", 320, 8, 2), ("n", 320, 16, 1),
                                      ("n", 224, 16, 2), ("n", 416, 8, 2), ("n", 512, 8, 2), ("n", 640, 4, 2)]:
        ms, gflops = step(size, img, batch, threads)
        rate = batch / ms * 1e3
        done = rate * gflops
        share = f"{100 * 3 * done / peak:.0f} % of it" if threads == 2 else ""
        say(f"| train step, YoloV5{size}, {img} px, batch {batch}, {threads} thread{'s' * (threads > 1)} | {ms:.0f} ms, {rate:.1f} img/s | "
            f"{done:.1f} GFLOP/s forward; with the gradients {3 * done:.0f} GFLOP/s {share} |")


def data_sets():
    for count in (200, 5000, 100000):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            for kind in ("images", "labels"):
                (root / kind).mkdir()
            for i in range(count):
                os.symlink(picture, root / f"images/{i:06}.jpg")
                (root / f"labels/{i:06}.txt").write_text("0 .3 .4 .2 .2\n1 .7 .6 .1 .3\n")
            (root / "data.yaml").write_text("train: images\nval: images\nnc: 2\nnames: [a, b]\n")
            (bytes_each,), said = run("parts", "index", 2, root / "data.yaml")
            scan, read = (float(line.split()[0]) for line in said if line.endswith(("scan", "read")))
            say(f"| {count:,} pictures | {scan:.2f} s to scan, {read:.3f} s from the index | {1e6 * scan / count:.0f} and {1e6 * read / count:.1f} us, "
                f"{float(bytes_each):.0f} bytes a picture |")


say("| what | measured | that is |")
say("|---|---|---|")
steps()
data_sets()
out.mkdir(parents=True, exist_ok=True)
(out / "growth.md").write_text("\n".join(lines) + "\n")
