#!/bin/sh
# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
# Every golden case, recomputed by the program of docs/replay.md, and what it says of wrong ones.  replay.sh <replay> <repository>
# CTYOLO_SHARED_DATA: folder of the official weights and pictures, for the case that needs them.
replay=$1 root=$2
data=$root/tests/golden/data
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
failed=0 cases=0
wrong() { echo "$1"; failed=1; }

# try NAME CASE OPTIONS...  the case is within its limits
try() {
  name=$1; shift
  cases=$((cases + 1))
  "$replay" "$@" --compare >"$folder/log" 2>&1 || { wrong "$name:"; grep -e OVER -e '^replay:' "$folder/log"; }
  grep 'skipped:' "$folder/log"
}

for file in "$data"/*.safetensors; do
  name=$(basename "$file" .safetensors)
  set --
  if [ "$name" = augmented ] && [ -f "$CTYOLO_SHARED_DATA/weights/yolov5n.pt" ] && [ -d "$CTYOLO_SHARED_DATA/coco128" ]; then
    set -- --set "weights=$CTYOLO_SHARED_DATA/weights/yolov5n.pt" --set "pictures=$CTYOLO_SHARED_DATA/coco128/images/train2017"
  fi
  try "$name" "$file" "$folder/$name.safetensors" "$@"
done
[ "$cases" -ge 86 ] || wrong "only $cases cases were found in $data"
try "warp by given matrices" "$data/pixels_warp.safetensors" --set matrix=given
try "a loss in f64" "$data/loss_v7_nc3.safetensors" --set precision=f64
try "weights that are given" "$data/steps_adam.safetensors" --set start=given

# refuse TEXT OPTIONS...  exit code 1 and one line that holds TEXT
refuse() {
  text=$1; shift
  "$replay" "$@" >/dev/null 2>"$folder/log"
  code=$?
  [ "$code" -eq 1 ] && [ "$(wc -l <"$folder/log")" -eq 1 ] && grep -qF -e "$text" "$folder/log" && return
  wrong "exit code $code instead of 1, or not one line with \"$text\": $*"
  cat "$folder/log"
}

cp "$data/ema.safetensors" "$folder/mine.safetensors"
refuse "kind: expected in the metadata, as --kind" "$folder/mine.safetensors" "$folder/out.safetensors"
refuse "kind nothing: expected one of" "$folder/mine.safetensors" "$folder/out.safetensors" --kind nothing
refuse "mine.safetensors: tensor rows: expected F64 [n,4], there is none" "$folder/mine.safetensors" "$folder/out.safetensors" \
  --kind fitness
refuse "option decay: expected one that kind ema knows" "$data/ema.safetensors" --compare --set decay=1
# A result is no case.
refuse "ema.safetensors: tensor updates: expected I32 [n], there is none" "$folder/ema.safetensors" "$folder/out.safetensors"
refuse "tensor detections.0: expected F32 [n,6], there is none" "$data/ema.safetensors" --compare --kind matching
refuse "tensor rows: expected F32 [n,8], found F32 [400,6]" "$data/nms_nc1_val.safetensors" --compare --set nc=3
refuse "option conf: \"much\" is not a number" "$data/nms_nc1_val.safetensors" --compare --set conf=much
refuse "1 of 1 results are over their limits" "$data/nms_nc3_few.safetensors" --compare --set iou=0.3
refuse "results are over their limits" "$data/net_seed_s.safetensors" --compare --limit 1e-12
refuse "nowhere.safetensors" "$folder/nowhere.safetensors" "$folder/out.safetensors"
refuse "expected CASE.safetensors OUT.safetensors" "$data/ema.safetensors"
refuse "expected KEY=VALUE" "$data/ema.safetensors" --compare --set decay
refuse "--faster" "$data/ema.safetensors" --compare --faster
try "another name, its kind given" "$folder/mine.safetensors" --kind ema

# The page knows every kind, and no other.
"$replay" --kinds | sort >"$folder/kinds"
sed -n '/^## Kinds/,$s/^| `\([a-z0-9_`, ]*\)` |.*/\1/p' "$root/docs/replay.md" | tr -d '` ' | tr , '\n' | sort >"$folder/page"
diff "$folder/kinds" "$folder/page" >"$folder/log" ||
  { wrong "docs/replay.md lists other kinds than replay --kinds:"; cat "$folder/log"; }
[ "$failed" -eq 0 ] && echo "$cases cases"
exit "$failed"
