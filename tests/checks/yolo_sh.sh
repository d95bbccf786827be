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
expect 'ctyolo::BF16, ctyolo::OneDnnLean>' train --bf16 --backend OneDnnLean
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
mkdir -p python/weights
: >python/weights/last.pt
expect 'python/weights/last.pt does not say which net it is; give --model' train --resume python --data d.yaml
expect 'run<ctyolo::YoloV5n::Classes<ctyolo::Dynamic>, ctyolo::Adam>' train --resume python/weights/last.pt --model n --adam --data d.yaml
expect '[train] [--resume] [python] [--data] [d.yaml]' train --resume python --model n --data d.yaml
: >nothing.safetensors
expect 'nothing.safetensors is no checkpoint of ctyolo: there is nothing to resume' train --resume nothing.safetensors
checkpoint judged.safetensors YoloV5n "Adam, CocoAP, MultiScale<>"
expect 'run<ctyolo::YoloV5n::Classes<ctyolo::Dynamic>, ctyolo::CocoAP>' val --weights judged.safetensors --data d.yaml
expect 'run<ctyolo::YoloV5n::Classes<ctyolo::Dynamic>>(argc' detect --weights judged.safetensors --source p
printf 'nc: 1\n' >my-net.v2.yaml
expect 'run<models::my_net_v2_c9405cc6::Classes<ctyolo::Dynamic>, ctyolo::Adam>' train --cfg my-net.v2.yaml --adam --data d.yaml
expect '#include "models/my_net_v2_c9405cc6.hpp"' describe --cfg=my-net.v2.yaml
expect '--cfg no.yaml: there is no such file' train --cfg no.yaml
expect '--model and --cfg both say which net' train --cfg my-net.v2.yaml --model n
checkpoint b.safetensors models::lost_12345678 ""
expect 'was made from a model yaml that is not known here; give it with --cfg' val --weights b.safetensors --data d.yaml
expect 'run<models::my_net_v2_c9405cc6::' val --weights b.safetensors --cfg my-net.v2.yaml --data d.yaml

# What --download fetches: by a curl of our own, which writes the file $sent; without curl by wget.
mkdir bin wget_only
for tool in sh cat sed awk tr cut head rm mv ls sha256sum dirname find sort grep dpkg-query mkdir; do
  found=$(command -v $tool) && ln -s "$found" wget_only/$tool
done
printf '#!/bin/sh\n[ "$1 $2" = "-fL -o" ] && cp "%s/sent" "$3" 2>/dev/null\n' "$folder" >bin/curl
printf '#!/bin/sh\n[ "$1" = -O ] && /bin/cat "%s/sent" >"$2"\n' "$folder" >wget_only/wget
chmod +x bin/curl wget_only/wget

# fetches PATH NAME STATUS TEXT  the last line must contain TEXT; after a failure no file is left.
fetches() {
  out=$(PATH=$1 sh "$script" val --dry-run --download --weights "got/$2" --data d.yaml 2>&1)
  status=$?
  last=$(printf '%s\n' "$out" | tail -n 1)
  case $last in *"$4"*) ;; *) echo "--download $2: expected: $4"; echo "  printed: $out"; failed=1 ;; esac
  [ "$status" = "$3" ] || { echo "--download $2: exit code $status, expected $3"; failed=1; }
  # "Fetching ..." and the one line
  [ "$3" = 0 ] || [ "$(printf '%s\n' "$out" | wc -l)" = 2 ] || { echo "--download $2: more than one line: $out"; failed=1; }
  left=$(ls -A got); kept=
  [ "$3" != 0 ] || kept=$2
  [ "$left" = "$kept" ] || { echo "--download $2: left in the folder: '$left', expected '$kept'"; failed=1; }
  rm -rf got; mkdir got
}
mkdir got
printf 'PK and what is not in the release' >sent
came=$(sha256sum <sent | cut -c1-64)
fetches "$folder/bin:$PATH" yolov5n.pt 1 "yolov5n.pt: what came has the SHA-256 $came, not 4f180cf23ba0717a"
fetches "$folder/wget_only" yolov5n.pt 1 'not 4f180cf23ba0717a'
fetches "$folder/bin:$PATH" yolov5x.pt 0 '[--weights] [got/yolov5x.pt]'
printf '<html>Sign in</html>' >sent
fetches "$folder/bin:$PATH" yolov5x.pt 1 'what came is no .pt file; it was removed'
fetches "$folder/bin:$PATH" yolov5n.pt 1 'what came is no .pt file; it was removed'
rm sent
fetches "$folder/bin:$PATH" yolov5n.pt 1 'could not be fetched'
exit $failed
