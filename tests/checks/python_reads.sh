#!/bin/sh
# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
# A Python package opens the files that a unit test has written for it.
#   python_reads.sh PACKAGE SCRIPT.py PROGRAM VARIABLE TEST_CASE    the test leaves them in the folder that VARIABLE names
# Exit code 77 (skipped) where no Python has the package. PYTHON=... names one.
package=$1 script=$2 program=$3 variable=$4 test_case=$5
checks=$(cd "$(dirname "$0")" && pwd) || exit 1
for python in ${PYTHON:-python3 /usr/bin/python3}; do
  "$python" -c "import $package" 2>/dev/null && found=$python && break
done
[ -n "$found" ] || { echo "no Python with $package (PYTHON=... names one)"; exit 77; }

folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
env "$variable=$folder" "$program" --test-case="$test_case" >"$folder/log" || { cat "$folder/log"; exit 1; }
"$found" "$checks/$script" "$folder"
