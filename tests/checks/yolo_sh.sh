#!/bin/sh
# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
# What examples/yolo.sh makes of a command line, without compiling anything.  yolo_sh.sh <repository>
script=$1/examples/yolo.sh
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
failed=0

# expect TEXT ARGUMENTS...  the dry run must print TEXT.
expect() {
  text=$1; mode=$2; shift 2
  out=$(sh "$script" "$mode" --dry-run "$@" 2>&1)
  case $out in
    *"$text"*) ;;
    *) echo "yolo.sh $mode $*"; echo "  expected: $text"; echo "  printed:  $out"; failed=1 ;;
  esac
}

# A header as safetensors has it; the length before it holds the byte of a line feed.
checkpoint() {
  printf '{"__metadata__":{"names":"a \\"net\\":\\"no\\"","net":"%s","policies":"%s"},"w":{}}' "$2" "$3" >json
  { printf '\012\001\000\000\000\000\000\000'; cat json; printf '\000\377\001\n\n'; } >"$1"
}
mkdir -p runs/train/exp/weights
checkpoint a.safetensors YoloV5n ""
checkpoint runs/train/exp/weights/last.safetensors yolov5_v1::YoloV5s "Adam, MultiScale<0.8, 1.2>, SingleClass"

expect 'run<ctyolo::YoloV5s::Classes<ctyolo::Dynamic>>(argc' train --data d.yaml
expect 'yolo-YoloV5n-Adam-MultiScale: [train] [--img] [320] [480] [--data] [a b.yaml]' train --multi-scale --img 320 480 --model n --adam --data "a b.yaml"
expect 'ctyolo::Adam, ctyolo::MultiScale<>>' train --multi-scale --adam
expect 'yolov5_v1::YoloV5Fpn::Classes' train --model=seed-fpn
expect 'ctyolo::EMA<0.9, 2000>>' train --policy 'EMA<0.9, 2000>'
expect 'using namespace ctyolo;' train --policy 'Late<WarmupCosine>'
expect 'two policies for one thing, the optimizer' train --adam --adamw
expect 'there are YoloV5n' train --model YoloV9
expect '--model needs a value' train --model
expect 'unknown command: fly' fly
expect 'releases/download/v7.0/yolov5s.pt (--download' val --weights none/yolov5s.pt --data d.yaml
: >yolov5m.pt
expect 'YoloV5m::Classes' detect --weights yolov5m.pt --source p
expect '[val] [--data] [d.yaml] [--weights] [yolov5m.pt]' val --data d.yaml --weights yolov5m.pt --download
expect 'no such file' val --weights none.safetensors --data d.yaml
expect 'YoloV5n::Classes<ctyolo::Dynamic>>(argc' detect --weights a.safetensors --source p
expect '[detect] [--source] [p] [--weights] [a.safetensors]' detect --source p --weights=a.safetensors
expect '[export] [--weights] [a.safetensors] [--to] [b.pt]' export --weights a.safetensors --to b.pt
expect 'yolov5_v1::YoloV5s::Classes<ctyolo::Dynamic>, ctyolo::Adam, ctyolo::MultiScale<0.8, 1.2>, ctyolo::SingleClass>' train --resume runs/train/exp
expect '[train] [--resume] [runs/train/exp/weights/last.safetensors]' train --resume
expect 'yolov5_v1::YoloV5s::Classes' val --weights runs/train/exp/weights/last.safetensors
printf 'nc: 1\n' >my-net.v2.yaml
expect 'run<models::my_net_v2_c9405cc6::Classes<ctyolo::Dynamic>, ctyolo::Adam>' train --cfg my-net.v2.yaml --adam --data d.yaml
expect '#include "models/my_net_v2_c9405cc6.hpp"' describe --cfg=my-net.v2.yaml
expect '--cfg no.yaml: there is no such file' train --cfg no.yaml
expect '--model and --cfg both say which net' train --cfg my-net.v2.yaml --model n
checkpoint b.safetensors models::lost_12345678 ""
expect 'was made from a model yaml that is not known here; give it with --cfg' val --weights b.safetensors --data d.yaml
expect 'run<models::my_net_v2_c9405cc6::' val --weights b.safetensors --cfg my-net.v2.yaml --data d.yaml
exit $failed
