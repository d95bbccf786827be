# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
"""What compiling costs, against an empty file that includes torch/torch.h: budgets.py ROOT FLAGS_FILE OUT COMPILER ROUNDS

Called by run.sh beside it. Rounds alternate between the rows; the table has medians of user time. Exit code 1: over a limit.
"""

import os
import statistics
import subprocess
import sys
from pathlib import Path

root, flags, out, compiler, rounds = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), sys.argv[4], int(sys.argv[5])
out.mkdir(parents=True, exist_ok=True)
os.environ["CCACHE_DISABLE"] = "1"


def write(name, text):
    (out / name).write_text(text)
    return str(out / name)


def run(*arguments):
    """User seconds and peak memory in MB of one compile."""
    child = subprocess.Popen([compiler, *arguments], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = status
    if status != 0:
        sys.exit(f"did not compile: {' '.join(arguments)}")
    return used.ru_utime, used.ru_maxrss / 1024


def chain(rows):
    middle = "".join(f"Row<From<-1>, 1, Conv<{32 + 8 * i}, 3>>,\n" for i in range(1, rows - 1))
    return write(f"chain_{rows}.cpp", "#include <ctyolo/graph.hpp>\nusing namespace ctyolo;\n"
                 f"struct Chain : Graph<Row<From<-1>, 1, Conv<32, 3, 2>>,\n{middle}Row<From<{rows - 2}>, 1, Detect>> {{}};\n"
                 "struct N : Net<N, Chain, Scale{}, Anchors<Level<10, 13>>> {};\nstatic_assert(ValidNet<N> && N::parameters() > 0);\n")


everything, spec = ["@" + flags], ["-std=c++20", f"-I{root}/include"]
train = str(root / "examples/train.cpp")
# Another policy: what a rebuild after one change compiles.
changed = write("changed.cpp", Path(train).read_text().replace("WarmupCosine", "WarmupLinear"))
header = write("all.hpp", "#include <ctyolo/ctyolo.hpp>\n")
object_file = ["-c", "-o", str(out / "object.o")]
precompiled = ["-include", header] if "clang" not in compiler else ["-include-pch", header + ".pch"]
compiled = ["-DCTYOLO_HEADER_ONLY=0"]
first = "#include <ATen/core/ivalue.h>\n" if "clang" in compiler else ""  # without it clang 19 cannot compile torch.h of 1.13
rows = {
    "an empty file with torch/torch.h": [*everything, "-O2", write("torch.cpp", first + "#include <torch/torch.h>\n"), *object_file],
    "the one-file trainer": [*everything, "-O2", train, *object_file],
    "the same on ctyolo::compiled": [*everything, *compiled, "-O2", train, *object_file],
    "one policy changed, ctyolo::compiled, precompiled": [*everything, *compiled, "-O2", *precompiled, changed, *object_file],
    "graph.hpp alone": [*spec, "-O2", write("graph.cpp", "#include <ctyolo/graph.hpp>\n"), *object_file],
    "a net of 25 rows": [*spec, chain(25), *object_file],
    "a net of 200 rows": [*spec, chain(200), *object_file],
}
run(*everything, *compiled, "-O2", "-x", "c++-header", header, "-o", header + (".pch" if "clang" in compiler else ".gch"))

seconds, megabytes = {r: [] for r in rows}, {r: [] for r in rows}
for _ in range(rounds):
    for row, arguments in rows.items():
        s, m = run(*arguments)
        seconds[row].append(s)
        megabytes[row].append(m)
median = {r: statistics.median(v) for r, v in seconds.items()}
memory = {r: statistics.median(v) for r, v in megabytes.items()}

run(*everything, "-O2", train, *object_file)
symbols = subprocess.run(["nm", str(out / "object.o")], capture_output=True, text=True, check=True).stdout.split()
torch, one, fast, again, graph, short, long_ = rows
over = 0


def line(what, value, limit, unit):
    global over
    over += value > limit
    print(f"| {what} | {value:.2f}{unit} | {limit:g}{unit} | {'yes' if value <= limit else 'NO'} |")


print(f"{subprocess.run([compiler, '--version'], capture_output=True, text=True).stdout.splitlines()[0]}, {rounds} rounds\n")
print("| file | user time | memory |\n|---|---|---|")
for r in rows:
    print(f"| {r} | {median[r]:.1f} s | {memory[r]:.0f} MB |")
print("\n| budget | is | at most | kept |\n|---|---|---|---|")
line("one-file trainer, time over torch/torch.h", median[one] / median[torch], 1.5, "x")
line("one-file trainer, memory over torch/torch.h", memory[one] / memory[torch], 1.1, "x")
line("on ctyolo::compiled, time over header-only", median[fast] / median[one], 0.6, "x")
line("on ctyolo::compiled, time over torch/torch.h", median[fast] / median[torch], 0.6, "x")
line("one policy changed, precompiled, over header-only", median[again] / median[one], 0.4, "x")
line("graph.hpp alone", median[graph], 1.5, " s")
line("175 rows more, over the first 25", (median[long_] - median[short]) / median[short], 7, "x")
line("longest symbol", max(map(len, symbols)) / 1024, 4, " kB")
sys.exit(1 if over else 0)
