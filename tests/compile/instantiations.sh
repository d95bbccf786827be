#!/bin/sh
# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
# How many templates that name ctyolo are instantiated: unlike time, the same on every machine.
#   instantiations.sh ROOT OUT CXX FLAGS...     CXX: clang++ (-ftime-trace); exit code 77 with another compiler
root=$1 out=$2 cxx=$3
shift 3
"$cxx" --version | grep -q clang || { echo "skipped: g++ does not count them"; exit 77; }
mkdir -p "$out" && cd "$out" || exit 1
failed=0

# count FILE FLAGS...  sets $count.
count() {
  file=$1; shift
  "$cxx" "$@" -O0 -S -ftime-trace -ftime-trace-granularity=0 "$file" -o trace.s || exit 1
  count=$(tr '{' '\n' <trace.json | grep -A1 '"name":"Instantiate' | grep -c '"detail":"[^"]*ctyolo::')
  rm -f trace.json trace.s
}

# rows N  a chain of N rows, no two convolutions of one type.
rows() {
  echo '#include <ctyolo/graph.hpp>'
  echo 'using namespace ctyolo;'
  echo 'struct Chain : Graph<Row<From<-1>, 1, Conv<32, 3, 2>>,'
  i=1
  while [ $i -lt $(($1 - 1)) ]; do echo "  Row<From<-1>, 1, Conv<$((32 + 8 * i)), 3>>,"; i=$((i + 1)); done
  echo "  Row<From<$(($1 - 2))>, 1, Detect>> {};"
  echo 'struct N : Net<N, Chain, Scale{}, Anchors<Level<10, 13>>> {};'
  echo 'static_assert(ValidNet<N> && N::parameters() > 0);'
}

# within WHAT LIMIT  $count is.
within() {
  echo "$1: $count (limit $2)"
  [ "$count" -le "$2" ] || failed=1
}

spec="-std=c++20 -I$root/include -ftemplate-depth=100"
for n in 25 50 100 200; do
  rows $n >rows.cpp
  count rows.cpp $spec
  eval "rows_$n=$count"
done
count=$rows_25; within "a net of 25 rows" 1080
# A straight line: the last 100 rows cost what the 50 before them cost, twice.
count=$((rows_200 - rows_100)); within "100 rows more" $((2 * (rows_100 - rows_50) + 20))
[ "$rows_25" -ge 100 ] && [ "$rows_200" -gt "$rows_100" ] || { echo "the count does not count: $rows_25, $rows_100, $rows_200"; failed=1; }

# The whole one-file example; -ftemplate-depth is the budget of design.md, too.
count "$root/examples/train.cpp" "$@" -ftemplate-depth=100
within "examples/train.cpp" 34800
count "$root/examples/train.cpp" "$@" -ftemplate-depth=100 -DCTYOLO_HEADER_ONLY=0
within "the same on ctyolo::compiled" 14000
exit $failed
