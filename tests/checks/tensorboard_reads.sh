#!/bin/sh
# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
# TensorBoard opens the events that the hook has written.  tensorboard_reads.sh <unit_plain>
# Exit code 77 (skipped) where no Python has the package tensorboard. PYTHON=... names one.
checks=$(cd "$(dirname "$0")" && pwd) || exit 1
for python in ${PYTHON:-python3 /usr/bin/python3}; do
  "$python" -c 'import tensorboard' 2>/dev/null && found=$python && break
done
[ -n "$found" ] || { echo "no Python with tensorboard (PYTHON=... names one)"; exit 77; }

folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
CTYOLO_TENSORBOARD_OUT=$folder "$1" --test-case='hooks/tensor_board: a training from its start to its end' >"$folder/log" || { cat "$folder/log"; exit 1; }
"$found" "$checks/tensorboard_reads.py" "$folder"
