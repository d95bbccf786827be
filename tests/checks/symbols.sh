#!/bin/sh
# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
# What must not be in a program that names SGDNesterov and WarmupCosine.  symbols.sh <nm> <program>
symbols=$(mktemp) || exit 1
trap 'rm -f "$symbols"' EXIT
"$1" -C "$2" >"$symbols" || exit 1

# An empty list would pass every check.
grep -q 'ctyolo::' "$symbols" || { echo "$2 has no symbol of ctyolo at all: stripped?"; exit 1; }
failed=0
if grep 'vtable for ctyolo::' "$symbols" | grep -vE 'vtable for ctyolo::(v[0-9]+::)?Error$'; then
  echo "virtual classes of ours are in the program"
  failed=1
fi
if grep -E 'ctyolo::(v[0-9]+::)?(Adam|AdamW|SGD|WarmupLinear|OneCycle|Constant|NoAverage|MultiScale|SingleClass)\b' "$symbols" | head -20 | grep .; then
  echo "policies that were not named are in the program"
  failed=1
fi
exit $failed
