#!/bin/sh
# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
# The part without dependencies as one file, for Compiler Explorer: nets as types, schedules, the table of rows.
#   single_header.sh <output> [<header of include/>...]      e.g. sh cmake/single_header.sh build/ctyolo_graph.hpp
# Each of our headers is put where it is included first, what it includes of the standard library goes to the top.
output=$1
[ -n "$output" ] || { echo "usage: single_header.sh OUTPUT [HEADER...]" >&2; exit 2; }
shift
root=$(cd "$(dirname "$0")/.." && pwd) || exit 1
[ $# -gt 0 ] || set -- ctyolo/graph.hpp $(cd "$root/include" && ls ctyolo/schedule/*.hpp) ctyolo/train/describe.hpp

awk -v root="$root" -v output="$output" '
function stop(message) { print "single_header.sh: " message > "/dev/stderr"; exit 1 }

# A header with all that it includes, once: first what stands above it, then its own text, its bodies (.ipp) in their place.
function take(name,    file, line, part, depth, got) {
  if (name in seen) return
  seen[name] = 1
  file = root "/include/" name
  while ((got = (getline line < file)) > 0) {
    if (line ~ /^[ \t]*#[ \t]*if/) depth++
    if (line ~ /^[ \t]*#[ \t]*endif/) depth--
    if (depth > 0 || line !~ /^#include </) continue
    split(line, part, /[<>]/)
    if (part[2] ~ /^ctyolo\//) take(part[2])
    else if (part[2] ~ /\//) stop(file ": <" part[2] "> is not the standard library")
    else if (!(part[2] in standard)) { standard[part[2]] = 1; includes[++include_count] = part[2] }
  }
  if (got < 0) stop(file " cannot be read")
  close(file)

  text[++count] = "\n// ---- " name
  while ((getline line < file) > 0) {
    if (line ~ /^[ \t]*#[ \t]*if/) depth++
    if (line ~ /^[ \t]*#[ \t]*endif/) depth--
    if (line ~ /^#pragma once/ || line ~ /^\/\/ SPDX-/ || line ~ /^\/\/ IWYU/) continue
    if (line !~ /^#include </) { text[++count] = line; continue }
    split(line, part, /[<>]/)
    if (depth > 0 && part[2] !~ /^ctyolo\//) stop(file ": <" part[2] "> is included on a condition")
    if (depth > 0) take(part[2])
  }
  close(file)
}

BEGIN {
  for (i = 1; i < ARGC; i++) take(ARGV[i])
  # The standard headers in alphabetical order.
  for (i = 2; i <= include_count; i++)
    for (j = i; j > 1 && includes[j - 1] > includes[j]; j--) {
      t = includes[j]
      includes[j] = includes[j - 1]
      includes[j - 1] = t
    }
  for (i = 1; i <= count; i++)
    if (text[i] ~ /version_(major|minor|patch) = [0-9]+;/) {
      t = text[i]
      gsub(/[^0-9]/, "", t)
      version = version (version == "" ? "" : ".") t
    }
  if (version == "") stop("the version was not found")

  print "// SPDX-FileCopyrightText: 2026 The ctyolo authors\n// SPDX-License-Identifier: MIT" > output
  print "// ctyolo " version ", the part that needs the C++20 standard library alone, in one file." > output
  print "// Written by cmake/single_header.sh; change the headers, not this file.\n//" > output
  while ((getline t < (root "/LICENSE")) > 0) print (t == "" ? "//" : "// " t) > output
  print "#ifndef CTYOLO_SINGLE_HEADER\n#define CTYOLO_SINGLE_HEADER\n" > output  # no pragma: the file may be pasted into a source
  for (i = 1; i <= include_count; i++) print "#include <" includes[i] ">" > output
  for (i = 1; i <= count; i++)
    if (text[i] != "" || text[i - 1] != "") print text[i] > output
  print "\n#endif  // CTYOLO_SINGLE_HEADER" > output
}
' "$@"
