#!/bin/sh
# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
# Compile-time budgets, on an otherwise idle machine: sh tests/compile/run.sh [COMPILER] [ROUNDS]
# No ccache, no precompiled header but where a row says so. About ten minutes a compiler; exit code 1 where one is over its limit.
cd "$(dirname "$0")/../.." || exit 1
. cmake/packages.sh
configure build/release release -DCTYOLO_BUILD_TESTS=ON -DCTYOLO_BUILD_EXAMPLES=ON
exec python3 tests/compile/budgets.py "$PWD" build/release/tests/sentences/flags build/compile "${1:-g++}" "${2:-3}"
