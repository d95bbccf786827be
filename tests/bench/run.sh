#!/bin/sh
# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
# Ours against its peers, in turn, on an otherwise idle machine: sh tests/bench/run.sh CHECKOUT DATA.yaml [ROW ...]
#   CHECKOUT   YOLOv5 v7.0; DATA.yaml: BCCD, or any data set; ROW: a part of a row's name, to measure that alone
#   PYTHON     the interpreter that has torch (default: python3); COCO_PYTHON: the one that has onnxruntime, openvino,
#              pycocotools and faster-coco-eval (default: PYTHON). A peer that is missing is left out.
# Takes about 40 minutes on two cores. Writes build/bench/results.json and build/bench/table.md.
cd "$(dirname "$0")/../.." || exit 1
. cmake/packages.sh
[ $# -ge 2 ] || stop "sh tests/bench/run.sh CHECKOUT DATA.yaml [ROW ...]"
checkout=$(realpath "$1"); data=$(realpath "$2"); shift 2
sh examples/yolo.sh train --model YoloV5n --data "$data" --dry-run >/dev/null || exit 1
configure build/release release -DCTYOLO_BUILD_TESTS=ON -DCTYOLO_BUILD_EXAMPLES=ON
cmake --build build/release -j "$(build_jobs)" --target bench yolo-YoloV5n || stop "The build failed."
python=${PYTHON:-python3}
exec "$python" tests/bench/compare.py build/release/bin "$checkout" "$data" "$python" "${COCO_PYTHON:-$python}" build/bench "$@"
