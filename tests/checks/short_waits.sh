#!/bin/sh
# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
# How the example scripts let compute threads wait: shortly awake, unless the caller has said otherwise.  short_waits.sh <repository>
cd "$1" || exit 1
unset OMP_WAIT_POLICY GOMP_SPINCOUNT KMP_BLOCKTIME
. cmake/packages.sh

# expect WHAT ENVIRONMENT...
expect() {
  wanted=$1; shift
  found=$(for setting; do export "${setting?}"; done; short_waits; env | grep -E '^(OMP_WAIT_POLICY|GOMP_SPINCOUNT|KMP_BLOCKTIME)=' | sort | tr '\n' ' ')
  [ "$found" = "$wanted" ] && return
  echo "with '$*': $found; wanted: $wanted"
  exit 1
}
expect "GOMP_SPINCOUNT=1000 KMP_BLOCKTIME=0 "
expect "GOMP_SPINCOUNT=5 KMP_BLOCKTIME=0 " GOMP_SPINCOUNT=5
expect "OMP_WAIT_POLICY=passive " OMP_WAIT_POLICY=passive
expect "GOMP_SPINCOUNT=7 OMP_WAIT_POLICY=active " OMP_WAIT_POLICY=active GOMP_SPINCOUNT=7
for script in examples/run.sh examples/yolo.sh; do
  grep -qx short_waits $script || { echo "$script does not call short_waits"; exit 1; }
done
