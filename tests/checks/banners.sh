#!/bin/sh
# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
# Every file that can carry a comment opens with the licence.  banners.sh <repository>
cd "$1" || exit 1
bad=$(find CMakeLists.txt .clang-format .gitignore cmake docs examples include tests .ci -type f \
  \( -name '*.hpp' -o -name '*.ipp' -o -name '*.cpp' -o -name '*.cmake' -o -name '*.in' -o -name 'CMakeLists.txt' -o -name '*.sh' \
     -o -name '*.md' -o -name '*.py' -o -name 'run' -o -name '.clang-format' -o -name '.gitignore' \) \
  -exec sh -c 'for f; do head -4 "$f" | grep -q "SPDX-License-Identifier: MIT" || echo "$f"; done' sh {} +)
[ -z "$bad" ] && exit 0
echo "no SPDX lines at the top of:"
echo "$bad"
exit 1
