#!/bin/sh
# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
# Shell functions that the scripts in examples, tests and tests/bench share. Sourced, from the repository's root.

# What the library and its examples are built with; the scripts add what they alone need.
build_packages="g++ cmake ninja-build libtorch-dev libdnnl-dev libopencv-core-dev libopencv-imgproc-dev libopencv-imgcodecs-dev
  libyaml-cpp-dev libcli11-dev zlib1g-dev libfreetype-dev libfontconfig-dev fonts-dejavu-core"

say() { printf '%s\n' "$*"; }
stop() { printf '%s\n' "$*" >&2; exit 1; }

# find_missing NAME...  sets $missing to those that are not installed.
find_missing() {
  missing=
  for package in "$@"; do
    status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) || status=
    [ "$status" = installed ] || missing="$missing $package"
  done
}

# install_packages NAME...  installs what is missing, after saying what and how big; stops where it may not.
install_packages() {
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    # Another system: whoever has the programs and libraries under other names may say so.
    [ -n "$CTYOLO_SKIP_PACKAGES" ] && return
    say "This script installs packages with apt-get, which is not here. What it would install on Debian 12:"
    say "  " $*
    stop "Install the like of it and run again with CTYOLO_SKIP_PACKAGES=1."
  fi
  find_missing "$@"
  [ -n "$missing" ] || return 0

  if [ "$(id -u)" = 0 ]; then
    as_root=
  elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
    as_root=sudo
  else
    say "These Debian packages are missing, and without root or sudo they cannot be installed from here:"
    say " $missing"
    stop "Have them installed (apt-get install --no-install-recommends$missing) and run again."
  fi

  say "Debian packages that are missing:$missing"
  # Lists first: on a fresh machine there are none, and old ones name files that are gone.
  $as_root apt-get -qq update || stop "apt-get update failed: is the machine connected?"
  plan=$(LC_ALL=C $as_root apt-get install --assume-no --no-install-recommends $missing 2>&1)
  case $plan in
    *"E: Unable to locate"* | *"E: Package"* | *"unmet dependencies"*) say "$plan"; stop "These packages cannot be installed here (Debian 12 has them all)." ;;
  esac
  say "With what they need:"
  say "$plan" | sed -n -e 's/^\([0-9]* upgraded.*\)/  \1/p' -e 's/^\(Need to get.*\)/  \1/p' -e 's/^\(After this.*\)/  \1/p'
  # Through env: sudo drops the caller's variables.
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null ||
    stop "apt-get install failed; run it by hand to see more: apt-get install --no-install-recommends$missing"
  say "Installed."
}

# Jobs of a build: a compile of LibTorch's headers wants up to 1.5 GB, so two at most unless CTYOLO_JOBS says otherwise.
build_jobs() {
  [ -n "$CTYOLO_JOBS" ] && { echo "$CTYOLO_JOBS"; return; }
  jobs=$(nproc 2>/dev/null || echo 1)
  memory_kb=$(sed -n 's/^MemAvailable: *\([0-9]*\).*/\1/p' /proc/meminfo 2>/dev/null)
  [ "$jobs" -gt 2 ] && jobs=2
  [ "${memory_kb:-9999999}" -lt 3000000 ] && jobs=1
  echo "$jobs"
}

# configure FOLDER PRESET ARGUMENTS...  quiet; what CMake has said is shown when it fails.
configure() {
  folder=$1; preset=$2
  shift 2
  mkdir -p "$folder"
  if ! cmake --preset "$preset" -B "$folder" "$@" >"$folder/configure.log" 2>&1; then
    cat "$folder/configure.log" >&2
    stop "The configuration failed ($folder/configure.log)."
  fi
}

# What a program's waiting compute threads do, unless the caller says so: they wait awake for some 30 microseconds, which
# covers the gaps within a training step, then sleep, so that loaders and other programs get the cores (docs/design.md, Threads).
short_waits() {
  [ -z "$OMP_WAIT_POLICY" ] || return 0
  GOMP_SPINCOUNT=${GOMP_SPINCOUNT:-1000} KMP_BLOCKTIME=${KMP_BLOCKTIME:-0}
  export GOMP_SPINCOUNT KMP_BLOCKTIME
}
