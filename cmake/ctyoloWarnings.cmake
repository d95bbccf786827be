# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
# Warnings are ours alone: nothing of this reaches a user's targets.
include_guard()

add_library(ctyolo_warnings INTERFACE)
target_compile_options(ctyolo_warnings INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow)

# For the tests. The examples do without -Werror, so that a newer compiler's new warning stops no training.
add_library(ctyolo_dev INTERFACE)
target_compile_options(ctyolo_dev INTERFACE -Werror)
target_link_libraries(ctyolo_dev INTERFACE ctyolo_warnings)
