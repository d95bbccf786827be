#!/bin/sh
# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
# What the pages say of the code is in the code.
#   docs.sh ROOT embedding            each C++ block of docs/embedding.md stands in an example, word for word
#   docs.sh ROOT names                each policy in a header's table is in docs/policies.md
#   docs.sh ROOT policies OUT CXX...  the C++ blocks of docs/policies.md compile
#   docs.sh ROOT graph OUT CXX...     those of docs/graph.md, without LibTorch
#   docs.sh ROOT cmake OUT ARGS...    the CMake blocks of all pages are projects that configure, given these arguments of cmake
#   docs.sh ROOT seed                 headers and tests that docs/seed.md names are there
root=$1 what=$2
case $what in
embedding)
  awk '
    FNR == 1 { file++ }
    file < ARGC - 1 { code = code $0 "\n"; next }
    /^```cpp$/ { inside = 1; block = ""; line = FNR; next }
    /^```$/ && inside { inside = 0; blocks++; if (!index(code, block)) { print FILENAME ":" line ": this block is in no example"; bad = 1 } next }
    inside { block = block $0 "\n" }
    END { if (blocks < 8) { print "only " blocks + 0 " blocks were found"; bad = 1 } exit bad }
  ' "$root"/examples/*.cpp "$root/docs/embedding.md" ;;
names)
  # First cells of the tables in the comments at the top: "// | Adam        | ..."; what is before "<" or "," is the name.
  find "$root/include" -name '*.hpp' | xargs awk '
    FNR == 1 { table = 0 }
    /^\/\/ \| (policy|hook|recipe|stage) / { table = 1; next }
    !/^\/\/ \|/ { table = 0 }
    table { split($0, cell, "|"); gsub(/^ +| +$/, "", cell[2]); sub(/[<,].*/, "", cell[2]); print cell[2] }
  ' | sort -u | { bad=0; count=0
    while read -r name; do
      count=$((count + 1))
      grep -qw -e "$name" "$root/docs/policies.md" || { echo "docs/policies.md does not know $name"; bad=1; }
    done
    [ "$count" -ge 40 ] || { echo "only $count policies were found in the headers"; bad=1; }
    exit $bad; } ;;
policies)
  out=$3; shift 3
  mkdir -p "$out"
  # Blocks that begin with a type stand in a namespace of their own, statements in a function.
  awk '
    BEGIN { print "#include <ctyolo/ctyolo.hpp>\n#include <cmath>\n#include <iostream>\nusing namespace ctyolo;" }
    /^```cpp$/ { inside = 1; first = 1; n++; next }
    /^```$/ && inside { inside = 0; print "}"; next }
    inside && first { first = 0; print (/^(struct|template|using) / ? "namespace block_" n " {" : "[[maybe_unused]] void block_" n "() {") }
    inside { print }
  ' "$root/docs/policies.md" > "$out/policies.cpp"
  [ "$(grep -c '^namespace block_' "$out/policies.cpp")" -ge 10 ] || { echo "fewer than 10 blocks were found"; exit 1; }
  "$@" -fsyntax-only "$out/policies.cpp" ;;
graph)
  out=$3; shift 3
  mkdir -p "$out"
  awk '
    BEGIN { print "#include <ctyolo/graph.hpp>\nusing namespace ctyolo;" }
    /^```cpp$/ { inside = 1; next }
    /^```$/ { inside = 0; next }
    inside { print }
  ' "$root/docs/graph.md" > "$out/graph.cpp"
  [ "$(grep -c static_assert "$out/graph.cpp")" -ge 4 ] || { echo "fewer than 4 static_asserts were found"; exit 1; }
  "$@" -fsyntax-only "$out/graph.cpp" ;;
cmake)
  root=$(cd "$root" && pwd) out=$3
  shift 3
  rm -rf "$out"
  mkdir -p "$out"
  # A block takes for granted what a project has: its first lines, the target "mine", and the library's sources beside it.
  awk -v out="$out" '
    function flush(    folder) {
      folder = out "/" ++n
      system("mkdir -p " folder)
      print where > (folder "/where")
      if (text !~ /project\(/) text = "cmake_minimum_required(VERSION 3.24)\nproject(mine LANGUAGES CXX)\n" text
      if (text !~ /add_executable\(mine/) sub(/target_link_libraries\(mine/, "add_executable(mine main.cpp)\n&", text)
      sub(/GIT_REPOSITORY <[^>]*> GIT_TAG <[^>]*>/, "", text)  # FETCHCONTENT_SOURCE_DIR_CTYOLO names a folder
      print text > (folder "/CMakeLists.txt")
    }
    /^```cmake$/ { inside = 1; text = ""; where = FILENAME ":" FNR; next }
    /^```$/ && inside { inside = 0; flush(); next }
    inside { text = text $0 "\n" }
  ' "$root"/docs/*.md
  bad=0 blocks=0
  for folder in "$out"/*/; do
    blocks=$((blocks + 1))
    ln -s "$root" "$folder/ctyolo"
    echo 'int main() {}' >"$folder/main.cpp"
    cp "$root/tests/consumer/tiny-net.yaml" "$folder/my-net.yaml"
    cmake -S "$folder" -B "$folder/build" -DFETCHCONTENT_SOURCE_DIR_CTYOLO="$root" "$@" >"$folder/log" 2>&1 ||
      { echo "$(cat "$folder/where"): this block does not configure:"; cat "$folder/log"; bad=1; }
  done
  [ "$blocks" -ge 9 ] || { echo "only $blocks blocks were found"; bad=1; }
  exit $bad ;;
seed)
  # Cells 3 and 4 of each row: paths in backticks, comma between. "row" counts rows that name a test.
  awk '
    function paths(cell, folder, n, part, i, found) {
      n = split(cell, part, "`")
      for (i = 2; i <= n; i += 2) { print folder "/" part[i]; found++ }
      return found + 0
    }
    !/^\|/ || /^\|---/ || /^\| what it is / { next }
    { if (split($0, cell, "|") != 7) print "bad docs/seed.md:" FNR ": not five cells"
      paths(cell[4], "include/ctyolo")
      if (paths(cell[5], "tests") > 0) print "row" }
  ' "$root/docs/seed.md" | sort | uniq -c | { bad=0; rows=0
    while read -r count path rest; do
      case $path in
        row) rows=$count ;;
        bad) echo "$rest"; bad=1 ;;
        *) [ -f "$root/$path" ] || { echo "docs/seed.md names $path, which is not there"; bad=1; } ;;
      esac
    done
    [ "$rows" -ge 60 ] || { echo "only $rows rows of docs/seed.md name a test"; bad=1; }
    exit $bad; } ;;
*) echo "docs.sh: unknown check $what"; exit 2 ;;
esac
