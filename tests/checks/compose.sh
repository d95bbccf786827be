#!/bin/sh
# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
# The composed data set: complete, in bounds, and the same when made again.  compose.sh <program> <folder to use>
[ -d /usr/share/datasets/fashion-mnist ] || { echo "skipped: dataset-fashion-mnist is not installed"; exit 77; }
rm -rf "$2"
"$1" "$2/a" --train 20 --val 8 --img 96 && "$1" "$2/b" --train 20 --val 8 --img 96 && "$1" "$2/c" --train 1 --val 1 --img 96 --seed 1 || exit 1
diff -r "$2/a" "$2/b" || { echo "made twice, not the same"; exit 1; }
cmp -s "$2/a/images/train/train_00000.jpg" "$2/c/images/train/train_00000.jpg" && { echo "another seed, the same picture"; exit 1; }
[ "$(ls "$2/a/images/train" | wc -l)" = 20 ] && [ "$(ls "$2/a/labels/val" | wc -l)" = 8 ] || { echo "files are missing"; exit 1; }
awk '
  NF != 5 || $1 != int($1) || $1 < 0 || $1 > 4 { bad = 1 }
  $2 - $4 / 2 < -1e-5 || $2 + $4 / 2 > 1 + 1e-5 || $3 - $5 / 2 < -1e-5 || $3 + $5 / 2 > 1 + 1e-5 { bad = 1 }
  bad { print "a bad row: " FILENAME ": " $0; exit 1 }
  { ++rows[FILENAME] }
  END { for (f in rows) if (rows[f] < 2 || rows[f] > 5) { print f ": " rows[f] " garments"; exit 1 } }
' "$2"/a/labels/*/*.txt
