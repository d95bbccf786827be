#!/bin/sh
# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
# Installs what is missing, builds the tests and runs them: sh tests/run.sh [--help]
usage() {
  cat <<'END'
sh tests/run.sh [options]      installs what is missing, builds, runs the tests, ends with ctest's summary

  --compiler NAME   g++ (default, build/release) or clang++-19 (build/clang); another name: build/NAME
  --preset NAME     a preset of CMakePresets.json: dev, release, clang, asan, tsan, ci
  --target NAME     build this target only, e.g. portable_tests
  --label REGEX     run the tests with this label only: fast, static, unit, torch, threads, portable, ...
  --no-install      do not look for missing packages

CTYOLO_JOBS=n       compile n files at a time (default: 2, or the number of cores if smaller)
END
}
cd "$(dirname "$0")/.." || exit 1
. cmake/packages.sh

compiler= preset= target= label= install=yes
while [ $# -gt 0 ]; do
  case $1 in
    --compiler | --preset | --target | --label)
      [ $# -ge 2 ] || stop "$1 needs a value (sh tests/run.sh --help)"
      case $1 in
        --compiler) compiler=$2 ;;
        --preset) preset=$2 ;;
        --target) target=$2 ;;
        --label) label=$2 ;;
      esac
      shift 2 ;;
    --no-install) install=no; shift ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; stop "unknown option: $1" ;;
  esac
done

packages="$build_packages doctest-dev nlohmann-json3-dev dataset-fashion-mnist"
case $compiler in
  clang++-*) packages="$packages clang-${compiler##*-} libomp-${compiler##*-}-dev" ;;
  clang++) packages="$packages clang libomp-dev" ;;
esac
[ "$preset" = clang ] && packages="$packages clang-19 libomp-19-dev"

folder=build/release
case $compiler in
  "" ) [ -n "$preset" ] && folder=build/$preset ;;
  g++) [ -n "$preset" ] && folder=build/$preset ;;
  clang++-19) folder=build/clang${preset:+-$preset} ;;
  *) folder=build/$compiler${preset:+-$preset} ;;
esac

[ "$install" = yes ] && install_packages $packages
started=$(date +%s)
set -- -DCTYOLO_BUILD_TESTS=ON -DCTYOLO_BUILD_EXAMPLES=ON
# A folder keeps its compiler: naming it a second time makes CMake start over.
[ -n "$compiler" ] && [ ! -f "$folder/CMakeCache.txt" ] && set -- "$@" -DCMAKE_CXX_COMPILER="$compiler"
# Continuous integration also compiles every header alone.
[ "$CI" = true ] && [ -z "$target" ] && set -- "$@" -DCTYOLO_TEST_ALL_HEADERS=ON
say "Configuring and building in $folder ..."
configure "$folder" "${preset:-release}" "$@"
cmake --build "$folder" -j "$(build_jobs)" ${target:+--target "$target"} || stop "The build failed."
say "Built in $(( $(date +%s) - started )) s."
exec ctest --test-dir "$folder" -j "$(build_jobs)" --output-on-failure --no-tests=error ${label:+-L "$label"}
