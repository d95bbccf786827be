#!/bin/sh
# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
# PyTorch opens the files that were written for it; YOLOv5 itself is not needed.  python_reads.sh <unit_torch>
# Exit code 77 (skipped) where no Python has torch. PYTHON=... names one.
checks=$(cd "$(dirname "$0")" && pwd) || exit 1
for python in ${PYTHON:-python3 /usr/bin/python3}; do
  "$python" -c 'import torch' 2>/dev/null && found=$python && break
done
[ -n "$found" ] || { echo "no Python with torch (PYTHON=... names one)"; exit 77; }

folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
CTYOLO_PYTHON_FILES=$folder "$1" --test-case='predict/export: files that another program compares' >"$folder/log" || { cat "$folder/log"; exit 1; }
"$found" "$checks/python_reads.py" "$folder"
