#!/bin/sh
# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
# From nothing to a trained detector: installs what is missing, builds, composes pictures, trains.
#   sh examples/run.sh [arguments of the program train]
cd "$(dirname "$0")/.." || exit 1
. cmake/packages.sh

install_packages $build_packages dataset-fashion-mnist

folder=build/release
started=$(date +%s)
if [ ! -f $folder/build.ninja ]; then
  say "Configuring ..."
  configure $folder release -DCTYOLO_BUILD_TESTS=OFF
fi
say "Building compose and train in $folder (the first time about two minutes) ..."
cmake --build $folder -j "$(build_jobs)" --target compose train || stop "The build failed."
say "Built in $(( $(date +%s) - started )) s."

data=build/data/fashion
if [ ! -f $data/data.yaml ]; then
  # Fashion-MNIST: photographs of clothes, grey, 28 x 28; here on made-up backgrounds, as a task for a detector.
  say "Composing pictures out of Fashion-MNIST's thumbnails ..."
  $folder/bin/compose $data || exit 1
fi

short_waits
exec $folder/bin/train $data/data.yaml "$@"
