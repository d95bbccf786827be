# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
"""TensorBoard itself reads what the hook wrote: tensorboard_reads.py FOLDER

FOLDER is what the unit test hooks/tensor_board leaves in CTYOLO_TENSORBOARD_OUT. 77: TensorBoard is not here.
"""

import glob
import sys

try:
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
except ImportError:
    print("skipped: no tensorboard in this Python")
    sys.exit(77)

[file] = glob.glob(sys.argv[1] + "/events.out.tfevents.*")
events = EventAccumulator(file, size_guidance={"scalars": 0, "images": 0, "histograms": 0, "compressedHistograms": 0, "tensors": 0})
events.Reload()
tags = events.Tags()
scalars = ["train/box_loss", "train/obj_loss", "train/cls_loss", "metrics/precision", "metrics/recall", "metrics/mAP_0.5",
           "metrics/mAP_0.5:0.95", "val/box_loss", "val/obj_loss", "val/cls_loss", "x/lr0", "x/lr1", "x/lr2"]
assert sorted(tags["scalars"]) == sorted(scalars), tags["scalars"]
assert sorted(tags["images"]) == ["results", "train_batch0"], tags["images"]
assert tags["histograms"] == ["classes"], tags["histograms"]
assert tags["tensors"] == ["configuration"], tags["tensors"]

steps = [(s.step, s.value) for s in events.Scalars("metrics/mAP_0.5:0.95")]
assert steps == [(0, 0.25), (2, 0.75)], steps
assert [s.step for s in events.Scalars("train/box_loss")] == [0, 1, 2]
histogram = events.Histograms("classes")[0].histogram_value
assert list(histogram.bucket) == [1, 0, 2] and histogram.num == 3 and list(histogram.bucket_limit) == [0.5, 1.5, 2.5], histogram
image = events.Images("results")[0]
assert image.step == 2 and (image.width, image.height) == (40, 30), image
assert image.encoded_image_string[1:4] == b"PNG"
text = events.Tensors("configuration")[0].tensor_proto.string_val[0].decode()
assert "optimizer SGDNesterov" in text, text

assert tags["graph"], tags
nodes = list(events.Graph().node)
assert [n.name for n in nodes] == ["images", "model/0_Conv", "model/1_C3", "model/2_Concat", "model/3_Detect"], nodes
assert [list(n.input) for n in nodes] == [
    [], ["images"], ["model/0_Conv"], ["model/1_C3", "model/0_Conv"], ["model/2_Concat", "model/1_C3"]], nodes
assert [n.op for n in nodes] == ["Placeholder", "Conv<16, 6, 2, 2>", "C3<16>", "Concat", "Detect"], nodes
shapes = [[d.size for d in n.attr["_output_shapes"].list.shape[0].dim] for n in nodes]
assert shapes == [[-1, 3, 608, 608], [-1, 16, 304, 304], [-1, 16, 304, 304], [-1, 32, 304, 304], [-1, 24, 304, 304]], shapes
assert nodes[1].attr["parameters"].s == b"1760" and nodes[2].attr["repeats"].s == b"2" and nodes[1].attr["GFLOPs"].s == b"0.150"
print("tensorboard read", len(scalars), "scalars, 2 images, 1 histogram, 1 text, a graph of", len(nodes), "nodes")
