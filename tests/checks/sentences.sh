#!/bin/sh
# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
# What the compiler says about the mistakes in tests/sentences, and that their corrected twins compile.
#   sentences.sh <repository> <work folder> graph|train COMPILER FLAGS...   compiles and checks
#   sentences.sh <repository> <work folder> doc COMPILER                    compares docs/errors.md with what g++ 12 has said;
#                                                                           CTYOLO_WRITE_DOCS=1 writes it
# The first error must contain every `// expect:` of the file, once namespaces are left out, and from it on there may be
# 15 lines besides the compiler's quotations of code.
root=$1; work=$2; part=$3; compiler=$4
shift 4
mkdir -p "$work" || exit 1
cd "$work" || exit 1
failed=0

# first_error  reads a compiler's output: the first error with its notes, up to the next one.
first_error() { awk '/error: /{ if (++n > 1) exit } n'; }
without_quotations() { grep -v '^ *[0-9]* |'; }
without_namespaces() { sed -e 's/ctyolo:://g' -e 's/\bv0:://g' -e 's/error:://g' -e 's/> >/>>/g' -e 's/> >/>>/g' -e "s/[‘’]/'/g"; }

# check FILE FLAGS...  the mistake.
check() {
  file=$1; name=$(basename "$file" .cpp)
  shift
  if "$compiler" "$@" -fsyntax-only "$file" >"$name.out" 2>&1; then
    echo "$name: compiles, but should not"; failed=1; return
  fi
  first_error <"$name.out" | without_quotations >"$name.first"
  without_namespaces <"$name.first" >"$name.plain"
  sed -n 's|^// expect: ||p' "$file" >"$name.expect"
  [ -s "$name.expect" ] || { echo "$name: no '// expect:'"; failed=1; }
  while IFS= read -r text; do
    grep -qF -- "$text" "$name.plain" || { echo "$name: the first error does not say: $text"; cat "$name.out"; failed=1; }
  done <"$name.expect"
  lines=$(awk '/error: /{ n = 1 } n' "$name.out" | without_quotations | wc -l)
  if [ "$lines" -gt 15 ]; then
    echo "$name: $lines lines from the first error on, 15 are allowed"; cat "$name.out"; failed=1
  fi
  [ "$lines" -gt "$most" ] && most=$lines
  count=$((count + 1))
}

# twins NAME FLAGS...  all corrected files of a part as one.
twins() {
  twin=$1; shift
  # main in a namespace is a function like any other, so it needs a return.
  "$compiler" "$@" -DFIXED -Wno-return-type -fsyntax-only "$twin" >"$twin.out" 2>&1 || { echo "the corrected twins do not compile:"; cat "$twin.out"; failed=1; }
}

count=0; most=0
case $part in
  graph)
    files=$(grep -l '^#include <ctyolo/graph.hpp>' "$root"/tests/sentences/*.cpp)
    { echo '#include <ctyolo/graph.hpp>'; echo '#include <cstdio>'
      for file in $files; do echo "namespace n$(basename "$file" | cut -c1-2) {"; echo "#include \"$file\""; echo "}"; done; } >graph_twins.cpp
    for file in $files; do check "$file" "$@"; done
    twins graph_twins.cpp "$@" ;;
  train)
    files=$(grep -l '^#include <ctyolo/ctyolo.hpp>' "$root"/tests/sentences/*.cpp)
    # Parsed once; a folder of its own, for g++ takes an uncompiled header that it finds first.
    mkdir -p precompiled
    echo '#include <ctyolo/ctyolo.hpp>' >precompiled/all.hpp
    case $("$compiler" --version | head -n 1) in
      *clang*) compiled=precompiled/all.pch; use="-include-pch $compiled" ;;
      *) compiled=precompiled/all.hpp.gch; use="-I$work/precompiled -include all.hpp" ;;
    esac
    "$compiler" "$@" -x c++-header precompiled/all.hpp -o $compiled || exit 1
    { for file in $files; do echo "namespace n$(basename "$file" | cut -c1-2) {"; echo "#include \"$file\""; echo "}"; done; } >train_twins.cpp
    for file in $files; do check "$file" "$@" $use; done
    twins train_twins.cpp "$@" $use
    rm -f $compiled ;;
  doc)
    case $("$compiler" --version | head -n 1) in
      *clang*) echo "docs/errors.md holds what g++ 12 prints"; exit 77 ;;
    esac
    case $("$compiler" -dumpversion) in
      12*) ;;
      *) echo "docs/errors.md holds what g++ 12 prints"; exit 77 ;;
    esac
    {
      cat "$root/tests/sentences/errors_head.md"
      for file in "$root"/tests/sentences/*.cpp; do
        name=$(basename "$file" .cpp)
        printf '\n## %s. %s\n\n```cpp wrong\n' "$(echo "$name" | sed 's/_.*//; s/^0//')" "$(sed -n 3p "$file" | sed 's|^// ||; s|\.$||; s|\. (| (|; s|\.)$|)|')"
        awk '/^using namespace/{ on = 1; getline; next } /^#ifdef FIXED/{ hide = 1; next } /^#else/{ hide = 0; next }
             /^#endif/{ hide = 0; next } on && !hide' "$file" | awk '/^int main\(\) \{ std::printf/{ next } { if ($0 == "") { blank = 1; next } if (blank && shown) print ""; blank = 0; shown = 1; print }'
        printf '```\n\n```text\n'
        # Where in the headers it stands changes with them.
        sed -e 's/^.*\(error: \)/\1/' -e 's/^.*\(note: \)/\1/' "$name.first"
        printf '```\n'
        right=$(awk '/^#ifdef FIXED/{ on = 1; next } /^#else/{ on = 0 } /^#endif/{ on = 0 } on' "$file")
        printf '\nRight:\n\n```cpp right\n%s\n```\n' "$right"
      done
    } >errors.md
    [ -n "$CTYOLO_WRITE_DOCS" ] && cp errors.md "$root/docs/errors.md"
    diff "$root/docs/errors.md" errors.md || { echo "docs/errors.md differs; CTYOLO_WRITE_DOCS=1 ctest -R sentences/doc writes it"; exit 1; }
    exit 0 ;;
  *) echo "unknown part: $part"; exit 1 ;;
esac
echo "$count mistakes, at most $most lines"
exit $failed
