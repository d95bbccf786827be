#!/bin/sh
# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
# Trains, validates and runs detectors on any YOLO data set: sh examples/yolo.sh --help
#
# Net and policies are types, so a combination of them is a program of its own: this script writes its main function
# (build/packs/NAME.cpp, six lines), compiles it once (build/release/bin/NAME) and hands all other options on to it.
policy_flags='  --model NAME      YoloV5n, s, m, l, x (v6.0 to v7.0; default YoloV5s), the first YOLOv5: seed-s, m, l, x, seed-fpn
  --cfg NET.yaml    any net that a YOLOv5 model yaml describes (docs/graph.md)
  --adam --adamw --sgd                      optimizer           (default: SGD with Nesterov momentum)
  --linear-lr --one-cycle --constant-lr     learning rate       (default: warm-up and cosine)
  --multi-scale                             image size          drawn anew for each batch, 0.5 to 1.5 times
  --rect                                    batches of like shape, not square, not shuffled
  --single-cls                              all classes as one
  --no-ema                                  no average of the weights
  --every-batch                             a step a batch      (default: gradients of 64 images a step)
  --bf16                                    16 bits in a training, where the processor has AMX (default: 32)
  --no-augment                              pictures as they are
  --backend NAME                            OneDnn (default where oneDNN is there), OneDnnLean or Aten
  --policy TYPE                             any other policy, as C++ writes it: --policy "MultiScale<0.8, 1.2>"'

usage() {
  cat <<END
sh examples/yolo.sh train  --data DATA.yaml [--model YoloV5s] [--img 640] [--batch 16] [--epochs 100] [options]
sh examples/yolo.sh train  --resume [runs/train/exp]
sh examples/yolo.sh train  --resume last.pt --model YoloV5s --data DATA.yaml [options]     (a training that Python began)
sh examples/yolo.sh val    --weights runs/train/exp/weights/best.safetensors --data DATA.yaml [options]
sh examples/yolo.sh detect --weights runs/train/exp/weights/best.safetensors --source PICTURES|VIDEO|CAMERA|ADDRESS [options]
sh examples/yolo.sh describe [--model YoloV5s] [--img 640] [--json] [any option of train]
sh examples/yolo.sh export --weights runs/train/exp/weights/best.safetensors --to best.pt [--state-dict] [--fp32]

Net and policies: chosen when the program is compiled. A new combination takes a minute, once.
$policy_flags

val, detect, export and train --resume take the net from the checkpoint; of a .pt file --model says it.
Everything else is an option of the program: sh examples/yolo.sh train --help lists them
  (--data --epochs --batch --img --hyp --weights --project --name --exist-ok --workers --threads --seed --cache ...).
  --download        fetch --weights yolov5n.pt (s, m, l, x) from YOLOv5's v7.0 release where it is missing, and check it
  --dry-run         show the program that would be compiled and its arguments, do nothing
CTYOLO_JOBS=n       compile n files at a time
END
}

root=$(cd "$(dirname "$0")/.." && pwd) || exit 1
. "$root/cmake/packages.sh"
folder=$root/build/release

# model_type NAME  prints the net's C++ name.
model_type() {
  case $1 in
    YoloV5[nsmlx] | yolov5_v1::YoloV5*) echo "$1" ;;
    [nsmlx]) echo "YoloV5$1" ;;
    yolov5[nsmlx]) echo "YoloV5${1#yolov5}" ;;
    seed-[smlx]) echo "yolov5_v1::YoloV5${1#seed-}" ;;
    seed-fpn) echo yolov5_v1::YoloV5Fpn ;;
    *) stop "--model $1: there are YoloV5n, YoloV5s, YoloV5m, YoloV5l, YoloV5x, seed-s, seed-m, seed-l, seed-x and seed-fpn" ;;
  esac
}

# net_of_yaml FILE  prints the C++ name of the net: with a digest of the file, so that another text is another net.
net_of_yaml() {
  [ -f "$1" ] || stop "--cfg $1: there is no such file; YOLOv5's own nets are here without one: --model YoloV5n, s, m, l, x"
  stem=${1##*/}; stem=$(printf %s "${stem%.*}" | LC_ALL=C sed -e 's/[^A-Za-z0-9_]/_/g' -e 's/^[0-9_]/net_&/')
  echo "models::${stem}_$(sha256sum <"$1" | cut -c1-8)"
}

# fetch_weights ADDRESS FILE  of what is no .pt file, or is not the release's, nothing is left.
fetch_weights() {
  say "Fetching $1"
  if command -v curl >/dev/null; then curl -fL -o "$2.part" "$1"
  elif command -v wget >/dev/null; then wget -O "$2.part" "$1"
  else stop "Neither curl nor wget is here to fetch it: apt install curl, or fetch it by hand"
  fi || { rm -f "$2.part"; stop "$1 could not be fetched"; }
  # A zip archive, as PyTorch writes them; a sign-in page of some network is none.
  [ "$(head -c 2 "$2.part" | LC_ALL=C tr -d '\000')" = PK ] ||
    { rm -f "$2.part"; stop "$1: what came is no .pt file; it was removed"; }
  name=${1##*/}
  digest=$(sed -n "s/.*{\"$name\", \"\([0-9a-f]*\)\"}.*/\1/p" "$root/include/ctyolo/io/official_weights.hpp")
  came=$(sha256sum <"$2.part" | cut -c1-64)
  [ -z "$digest" ] || [ "$came" = "$digest" ] ||
    { rm -f "$2.part"; stop "$1: what came has the SHA-256 $came, not $digest; it was removed"; }
  mv "$2.part" "$2" || exit 1
}

# note FILE NAME  prints a text of the checkpoint's header (safetensors: eight bytes of length, then JSON on one line).
note() {
  head -c 4194304 "$1" | LC_ALL=C tr -d '\000' | LC_ALL=C sed -n 's/.*"'"$2"'" *: *"\([^"]*\)".*/\1/p' | head -n 1
}

# policy KIND TYPE  adds one; of a kind there can be one only.
policy() {
  case " $kinds " in *" $1 "*) stop "two policies for one thing, the $1: $2 and one before it; keep one" ;; esac
  kinds="$kinds $1"
  types="$types$2
"
}

# ---- what was asked for ----------------------------------------------------------------------------------------------
mode=$1
case $mode in
  train | val | detect | describe | export) shift ;;
  "" | -h | --help | help) usage; exit 0 ;;
  *) usage >&2; stop "unknown command: $mode" ;;
esac

model= types= kinds= weights= resume= dry= help= download= cfg=
left=$#
while [ "$left" -gt 0 ]; do
  argument=$1; shift; left=$((left - 1))
  # --name=value is --name value.
  case $argument in
    --model=* | --cfg=* | --backend=* | --policy=* | --weights=* | --resume=*)
      value=${argument#*=}; argument=${argument%%=*}
      set -- "$value" "$@"; left=$((left + 1)) ;;
  esac
  case $argument in
    --model | --cfg | --backend | --policy | --weights)
      [ "$left" -gt 0 ] || stop "$argument needs a value" ;;
  esac
  case $argument in
    --model) model=$(model_type "$1") || exit 1; shift; left=$((left - 1)) ;;
    --cfg) cfg=$1; shift; left=$((left - 1)) ;;
    --backend) policy backend "$1"; shift; left=$((left - 1)) ;;
    --policy) policy "policy $1" "$1"; shift; left=$((left - 1)) ;;
    --adam) policy optimizer Adam ;;
    --adamw) policy optimizer AdamW ;;
    --sgd) policy optimizer SGD ;;
    --linear-lr) policy schedule WarmupLinear ;;
    --one-cycle) policy schedule OneCycle ;;
    --constant-lr) policy schedule Constant ;;
    --multi-scale) policy image-size 'MultiScale<>' ;;
    --rect) policy sampling 'RectBatches<0>' ;;
    --single-cls) policy class-mapping SingleClass ;;
    --no-ema) policy average NoAverage ;;
    --every-batch) policy accumulation EveryBatch ;;
    --bf16) policy precision BF16 ;;
    --no-augment) policy augment NoAugment ;;
    --dry-run) dry=yes ;;
    --download) download=yes ;;
    --resume)
      # Alone it means the latest run.
      case $left:$1 in
        0: | *:-*) resume=$(ls -t runs/train/*/weights/last.safetensors 2>/dev/null | head -n 1)
            [ -n "$resume" ] || stop "--resume: there is no run in runs/train; name its folder" ;;
        *) resume=$1; shift; left=$((left - 1)) ;;
      esac
      set -- "$@" --resume "$resume" ;;
    --weights) weights=$1; shift; left=$((left - 1)); set -- "$@" --weights "$weights" ;;
    -h | --help) help=yes; set -- "$@" --help ;;
    *) set -- "$@" "$argument" ;;
  esac
done

if [ -n "$cfg" ]; then
  [ -z "$model" ] || stop "--model and --cfg both say which net; keep one"
  model=$(net_of_yaml "$cfg") || exit 1
fi

# ---- the net and the policies of a checkpoint ------------------------------------------------------------------------
checkpoint=${resume:-$weights}
if [ -d "$checkpoint" ]; then
  of_python=$checkpoint/weights/last.pt
  checkpoint=$checkpoint/weights/last.safetensors
  [ -f "$checkpoint" ] || [ ! -f "$of_python" ] || checkpoint=$of_python
fi
recorded=
if [ -n "$checkpoint" ] && [ -z "$help" ]; then
  case ${checkpoint##*/} in
    yolov5[nsmlx].pt)
      official=${checkpoint##*/yolov5}; official=${official#yolov5}
      address=https://github.com/ultralytics/yolov5/releases/download/v7.0/${checkpoint##*/}
      model=${model:-YoloV5${official%.pt}}
      [ -f "$checkpoint" ] || [ -z "$download" ] || fetch_weights "$address" "$checkpoint"
      [ -f "$checkpoint" ] || stop "$checkpoint: there is no such file; YOLOv5's own weights of that name are at
  $address (--download fetches them)" ;;
  esac
  [ -f "$checkpoint" ] || stop "$checkpoint: there is no such file"
  saved=$(note "$checkpoint" net)
  if [ -n "$saved" ]; then
    model=${model:-$saved}
    # At commas that are not inside angle brackets.
    recorded=$(note "$checkpoint" policies | awk '{
      depth = 0; text = ""
      for (i = 1; i <= length($0); ++i) {
        c = substr($0, i, 1)
        if (c == "<") ++depth
        if (c == ">") --depth
        if (c == "," && depth == 0) { print text; text = "" } else if (c != " " || text != "") text = text c
      }
      if (text != "") print text }')
  elif [ -n "$resume" ]; then
    case $checkpoint in
      *.pt | *.pth) [ -n "$model$cfg" ] || stop "$checkpoint does not say which net it is; give --model" ;;
      *) stop "$checkpoint is no checkpoint of ctyolo: there is nothing to resume" ;;
    esac
  elif [ -z "$model" ] && [ "$mode" != train ]; then
    stop "$checkpoint does not say which net it is; give --model"
  fi
fi
model=${model:-YoloV5s}
net=ctyolo::$model include= header=
case $model in
  models::*)
    net=$model
    header=models/${model#models::}.hpp
    include="#include \"$header\"
"
    [ -n "$cfg" ] || [ -f "$root/build/packs/$header" ] || [ -n "$help" ] ||
      stop "$checkpoint: its net, $model, was made from a model yaml that is not known here; give it with --cfg" ;;
esac
[ -n "$resume" ] && [ -z "$types" ] && types=$recorded

# name_program  sets $list and $program: the policies sorted, so that an order of flags is not a program of its own.
name_program() {
  types=$(printf '%s\n' "$types" | sed '/^$/d' | LC_ALL=C sort)
  list=$net'::Classes<ctyolo::Dynamic>'
  program=yolo-$(printf %s "$model" | sed 's/::/-/g')
  for type in $(printf '%s\n' "$types" | sed 's/ /%/g'); do
    type=$(printf %s "$type" | sed 's/%/ /g')
    list="$list, ctyolo::$type"
    # What a file name cannot hold becomes _: MultiScale<> is MultiScale.
    program=$program-$(printf %s "$type" | sed -e 's/<>//' -e 's/[^A-Za-z0-9.]\{1,\}/_/g' -e 's/_$//')
  done
}
up_to_date() {
  binary=$folder/bin/$1
  [ -x "$binary" ] && [ -z "$(find "$root/include" "$root/examples/yolo.hpp" "$root/examples/yolo" -type f -newer "$binary" | head -n 1)" ] &&
    # OpenCV's videoio and highgui, where they came after the program: a package keeps its files' own dates.
    [ -z "$(cd /usr/include/opencv4/opencv2 2>/dev/null && find videoio.hpp highgui.hpp -cnewer "$binary" 2>/dev/null)" ]
}

asked=$types
if [ "$mode" != train ] && [ -z "$asked" ] && [ -n "$recorded" ]; then
  # The program that trained it can do it; to compile another, what only trains is left out.
  types=$recorded
  name_program
  kept='SingleClass|Aten|OneDnn'
  [ "$mode" != val ] || kept="$kept|SeedAP|CocoAP|recipe::Yolov5v1"  # what it is judged by
  up_to_date "$program" || types=$(printf '%s\n' "$recorded" | grep -E "^($kept)")
fi
name_program
source="// Written by examples/yolo.sh.
#include \"yolo.hpp\"
$include
using namespace ctyolo;  // types within types, as Late<WarmupCosine>

int main(int argc, char** argv) {
  return yolo::run<$list>(argc, argv);
}"

if [ -n "$dry" ]; then
  printf '%s\n\n%s:' "$source" "$program"
  printf ' [%s]' "$mode" "$@"
  echo
  exit 0
fi
if [ -n "$help" ]; then
  say "Net and policies (compiled in):"
  say "$policy_flags"
  say
  # Any program knows the options: the newest is asked, none is compiled for it.
  program=$(cd "$folder/bin" 2>/dev/null && ls -t yolo-* 2>/dev/null | head -n 1)
  [ -n "$program" ] && exec "$folder/bin/$program" "$mode" --help
  say "The options of $mode itself are listed here once a first program is compiled (the first training does that)."
  exit 0
fi

# ---- compiled once ---------------------------------------------------------------------------------------------------
# write_net  the header of a net that a yaml describes; the yaml is named in complaints as the user named it.
write_net() {
  cmake --build build/release --target ctyolo_yaml2net >build/packs/yaml2net.log 2>&1 || { cat build/packs/yaml2net.log >&2; stop "The tool that reads $cfg could not be compiled."; }
  (cd "$here" && "$root/build/release/ctyolo/yaml2net" "$cfg" "$root/build/packs/$header" --name "${model#models::}") || { rm -f "$pack"; exit 1; }
}
here=$PWD
build() {
  cd "$root" || exit 1
  install_packages $build_packages
  pack=build/packs/$program.cpp
  mkdir -p build/packs
  [ -f "$pack" ] && [ "$(cat "$pack")" = "$source" ] || printf '%s\n' "$source" >"$pack"
  if [ -f build/release/build.ninja ]; then
    cmake build/release >build/release/configure.log 2>&1 || { cat build/release/configure.log >&2; exit 1; }
  else
    configure build/release release -DCTYOLO_BUILD_TESTS=OFF
  fi
  [ -z "$cfg" ] || write_net
  say "Compiling $program (once; a minute or two) ..."
  cmake --build build/release -j "$(build_jobs)" --target "$program" >build/packs/$program.log 2>&1 || {
    cat "build/packs/$program.log" >&2
    stop "$program could not be compiled."
  }
  # An edit that changed nothing for this program is looked at once.
  touch -c "build/release/bin/$program"
}
up_to_date "$program" || (build) || exit 1

short_waits
exec "$folder/bin/$program" "$mode" "$@"
