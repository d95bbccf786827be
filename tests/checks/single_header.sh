#!/bin/sh
# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
# The generated single header: whole, and enough for a program, included or pasted.  single_header.sh ROOT OUT COMPILER
# clang++-19 is tried as well, where it is installed.
root=$1 out=$2 compiler=$3
header=$out/ctyolo_graph.hpp
mkdir -p "$out" && sh "$root/cmake/single_header.sh" "$header" || exit 1
wrong() { echo "$1"; exit 1; }

grep -n '^ *# *include *<ctyolo/' "$header" && wrong "it still includes other headers of ours"
grep -q '^// MIT License' "$header" || wrong "the licence is missing"
version=$(sed -n 's/.*version_[a-z]* = \([0-9]*\);.*/\1/p' "$root/include/ctyolo/core/version.hpp" | paste -sd .)
head -3 "$header" | grep -qF "ctyolo $version," || wrong "its first line does not give the version $version"
awk '/^#include </ { if (code) { print "an include below code: " $0; exit 1 } } /^namespace/ { code = 1 }' "$header" || exit 1
again=$(grep '^// ---- ' "$header" | sort | uniq -d)
[ -z "$again" ] || wrong "more than once: $again"
sh "$root/cmake/single_header.sh" "$out/x.hpp" ctyolo/io/checkpoint.hpp 2>"$out/log" &&
  wrong "a header that needs LibTorch was taken"

program=$root/tests/consumer/single_header.cpp
{ cat "$header"; grep -v ctyolo_graph.hpp "$program"; } >"$out/pasted.cpp"
for cxx in "$compiler" $(command -v clang++-19); do
  warnings="-std=c++20 -Wall -Wextra -Wconversion -Wshadow -Werror"
  "$cxx" $warnings -fsyntax-only "$out/pasted.cpp" || wrong "pasted into a program: $cxx does not compile it"
  "$cxx" $warnings -I "$out" "$program" -o "$out/program" || wrong "included: $cxx does not compile it"
  "$out/program" >"$out/log" || wrong "the program of $cxx fails"
  # Two tables of 5 and 25 rows, headings, blank lines between, and a rate.
  [ "$(wc -l <"$out/log")" = 35 ] && [ "$(grep -c Detect "$out/log")" = 2 ] || { cat "$out/log"; wrong "not the two tables"; }
done
