#!/bin/sh
# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
# What yaml2net says of a yaml that is wrong: one line with file, line and column.  yaml2net.sh <yaml2net>
tool=$1
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
failed=0 count=0

# A net of ten lines that is right; a case edits it with sed.
cat >good.yaml <<'END'
nc: 2
depth_multiple: 1.0
width_multiple: 0.5
anchors: [[4,5, 8,9], [20,30, 40,50]]
backbone:
  - [-1, 1, Conv, [16, 3, 2]]
  - [-1, 2, C3, [32]]
  - [-1, 1, Conv, [64, 3, 2]]
  - [-1, 1, SPPF, [64, 5]]
head:
  - [-1, 1, nn.Upsample, [None, 2, nearest]]
  - [[-1, 1], 1, Concat, [1]]
  - [-1, 1, Bottleneck, [64, False]]
  - [[6, 3], 1, Detect, [nc, anchors]]
END

# expect TEXT SED...  the yaml after the edits is refused with TEXT, in one line, with exit code 1.
expect() {
  text=$1; shift
  cp good.yaml net.yaml
  for edit in "$@"; do sed "$edit" net.yaml >edited && mv edited net.yaml; done
  "$tool" net.yaml out.hpp >said 2>&1
  code=$?
  count=$((count + 1))
  if [ $code -ne 1 ] || [ "$(wc -l <said)" -ne 1 ] || ! grep -qF -- "$text" said || [ -f out.hpp ]; then
    echo "edits: $*"; echo "  expected: $text"; echo "  exit code $code, printed:"; cat said; failed=1
  fi
  rm -f out.hpp
}

"$tool" good.yaml good.hpp --name Good --namespace my::nets || { echo "the good yaml is refused"; failed=1; }
grep -q 'Row<From<6, 3>, 1, Detect>' good.hpp && grep -q '^struct Good : ctyolo::Net<Good, ' good.hpp && grep -q '^namespace my::nets {' good.hpp ||
  { echo "the header of the good yaml:"; cat good.hpp; failed=1; }

# the file
expect 'net.yaml:6:3: not valid yaml: ' '6s/.*/  ]/'
expect 'net.yaml: the key depth_multiple is missing' 2d
expect 'net.yaml:2:17: depth_multiple must be a number in (0, 16]' '2s/1.0/deep/'
expect 'net.yaml:1:5: nc is 0, allowed are 1 to 65536' '1s/2/0/'
expect 'net.yaml:1:5: nc must be a whole number, not two' '1s/2/two/'
expect 'net.yaml:3:1: the key nc stands here a second time' '2s/$/\nnc: 3/'
expect 'net.yaml:4:10: anchors is 3, but AutoAnchor needs initial sizes' '4s/: .*/: 3/'
expect 'net.yaml:4:17: sides of anchors are whole pixels, 1 to 65536, not 8.5' '4s/8,9/8.5,9/'
expect 'net.yaml:4:11: anchors of a level are a list of pairs' '4s/8,9/8/'
expect 'net.yaml:4:23: this level has 1 anchors, the first 2' '4s/, 40,50//'
expect 'net.yaml:4:10: Detect reads 2 maps, but there are anchors for 1' '4s/, \[20.*/]/'
expect 'net.yaml:4:10: small anchors belong to the map of small stride' '4s/\[.*/[[20,30, 40,50], [4,5, 8,9]]/'
expect 'net.yaml:1:13: unknown activation nn.Tanh(); there are nn.SiLU()' '1s/^/activation: nn.Tanh()\n/'
expect 'net.yaml:1:5: ch (a net here reads pictures of 3 channels) is 4' '1s/^/ch: 4\n/'

# rows
expect 'net.yaml:7:5: a row has four parts: [from, number, module, args]' '7s/, \[32\]//'
expect 'net.yaml:7:10: number is 0, allowed are 1 to 1000' '7s/, 2,/, 0,/'
expect 'net.yaml:7:13: unknown module GhostConv; there are Conv, Focus' '7s/C3/GhostConv/'
expect 'net.yaml:7:18: unknown module Segment; there are Conv, Focus' '7s/-1, 2, C3/[-1, 0], 2, Segment/'
expect 'net.yaml:12:11: row 5 reads row 8, which is not above it' '12s/\[-1, 1\]/[-1, 8]/'
expect 'net.yaml:8:6: row 2 reads what lies before row 0' '8s/-1/-3/'
expect 'net.yaml:8:6: Conv reads one row, not 2; join them with Concat first' '8s/-1/[-1, 0]/'
expect 'net.yaml:12:6: Concat joins maps of one stride, not of 2 and 4' '12s/\[-1, 1\]/[-1, 3]/'
expect 'net.yaml:7:18: channels are 31, but this block works with half as many' '7s/32/31/'
expect 'net.yaml:8:24: kernel 4, stride 2 and padding 2 do not make size / stride cells' '8s/3, 2/4, 2/'
expect "net.yaml:8:33: Conv's groups is 4; only 1 is known here" '8s/3, 2/3, 2, 1, 4/'
expect 'net.yaml:7:33: C3 takes [channels, shortcut, groups, expansion] and nothing more' '7s/\[32\]/[32, 1, 1, 0.5, 7]/'
expect "net.yaml:11:36: nn.Upsample's mode is bilinear; only nearest is known here" '11s/nearest/bilinear/'
expect 'net.yaml:11:33: a map of stride 4 cannot be enlarged by 3' '11s/2, near/3, near/'
expect 'net.yaml:8:25: nn.Conv2d is known as an output only, with na * (nc + 5) = 14 channels, not 64' '8s/Conv, \[64, 3, 2\]/nn.Conv2d, [64, 1, 1]/'
expect 'net.yaml:14:5: the last row must be Detect, it is Conv' '14s/\[6.*/-1, 1, Conv, [16]]/'
expect 'net.yaml:15:5: Detect must be the last row, but this one follows it' '14s/$/\n  - [-1, 1, Conv, [16]]/'
expect "net.yaml:14:26: Detect's nc is 7; only 2, the value of the key nc, is known here" '14s/nc/7/'
expect 'net.yaml:14:6: Detect reads no row' '14s/\[6, 3\]/[]/'
expect 'net.yaml:13:5: Bottleneck of 32 channels is repeated 3 times, but reads 48' '13s/1, Bottleneck, \[64, False\]/3, Bottleneck, [64]/'

# what is no mistake
same() {
  cp good.yaml net.yaml
  for edit in "$@"; do sed "$edit" net.yaml >edited && mv edited net.yaml; done
  "$tool" net.yaml - --name Good --namespace my::nets >header 2>said || { echo "edits: $*"; cat said; failed=1; return; }
  sed 's/good.yaml/net.yaml/' good.hpp | cmp -s - header || { echo "edits: $*: another header"; diff good.hpp header; failed=1; }
}
same "11s/None, 2, nearest/'None', 2, \"nearest\"/"
same '11s/None/~/' '14s/nc, anchors/2, anchors/' '8s/64, 3, 2/8 * (nc + 6), 3, 2, None/'
same '6s/3, 2/3, 2, 1, 1, 1, True/' '7s/32/32, true, 1, 0.5/' '9s/64, 5/64/'
same '7s/.*/  -\n    - -1\n    - 2\n    - "C3"\n    - [32]/'

# the name
"$tool" good.yaml - --name class >said 2>&1 && { echo "a word of C++ is no name"; failed=1; }
cp good.yaml 3-net.v2.yaml && "$tool" 3-net.v2.yaml - | grep -q '^struct net_3_net_v2 : ' || { echo "the name made of a file's"; failed=1; }
echo "$count yamls that are wrong"
exit $failed
