#!/bin/sh
# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
# Ours against its peers, in turn, on an otherwise idle machine: sh tests/bench/run.sh CHECKOUT DATA.yaml [ROW ...]
#   CHECKOUT   YOLOv5 v7.0; DATA.yaml: BCCD, or any data set, with a full `path:`, without
#              which train.py looks beside itself; ROW: a part of a row's name, to measure that alone
#              The one word `growth`: how ours grows with net, size, threads and data set, in build/bench/growth.md.
#   PYTHON     the interpreter that has torch and tensorboard (default: python3); COCO_PYTHON: the one that has onnxruntime, openvino,
#              pycocotools, faster-coco-eval and hotcoco (default: PYTHON);
#              NEW_PYTHON: one with the newest PyTorch (default: none). A peer that is missing is left out. TIMES: rounds of each row
# Takes about 40 minutes on two cores. Writes build/bench/results.json and build/bench/table.md.
cd "$(dirname "$0")/../.." || exit 1
. cmake/packages.sh
[ $# -ge 2 ] || stop "sh tests/bench/run.sh CHECKOUT DATA.yaml [ROW ...]"
checkout=$(realpath "$1"); data=$(realpath "$2"); shift 2
configure build/release release -DCTYOLO_BUILD_TESTS=ON -DCTYOLO_BUILD_EXAMPLES=ON
cmake --build build/release -j "$(build_jobs)" --target bench || stop "The build failed."
short_waits  # for ours; compare.py takes it from the peers
python=${PYTHON:-python3}
if [ "$*" = growth ]; then
  picture=$(find "$(dirname "$data")" -name '*.jpg' | head -n 1)
  exec "$python" tests/bench/growth.py build/release/bin "$picture" build/bench
fi
exec "$python" tests/bench/compare.py build/release/bin "$checkout" "$data" "$python" "${COCO_PYTHON:-$python}" build/bench "$@"
