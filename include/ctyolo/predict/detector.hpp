// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A trained net that finds objects in pictures. Tier: nn.
#pragma once

#include <ctyolo/backend/default_backend.hpp>
#include <ctyolo/data/batch.hpp>
#include <ctyolo/eval/nms.hpp>
#include <ctyolo/eval/scale_boxes.hpp>
#include <ctyolo/io/checkpoint.hpp>
#include <ctyolo/nn/head_views.hpp>
#include <ctyolo/nn/network.hpp>

#include <ATen/core/grad_mode.h>
#include <ATen/ops/from_blob.h>

#include <string>
#include <utility>
#include <vector>

namespace ctyolo::inline v0 {

/// The net of a checkpoint, in evaluation mode. @throws Error when the checkpoint was made for another net
template <AnyNet Model, Backend B>
Network<Model, B> load_network(const Checkpoint& c) {
  if (c.has("net") && c.note("net") != Model::net_name())
    fail(c.path(), ": made for ", c.note("net"), ", but the program has ", Model::net_name());
  Network<Model, B> net({.classes = static_cast<int>(c.class_names().size())});
  const Transferred t = load_state_dict(net.parameters(), c.tensors);
  if (t.items != t.of) fail(c.path(), ": ", t.of - t.items, " of ", t.of, " tensors of ", Model::net_name(), " are missing or of another shape, the first is ", t.left_out[0]);
  const auto anchors = anchors_of(c.tensors, Model::Rows::size - 1);
  if (!net.takes_anchors(anchors))
    fail(c.path(), ": its anchors (model.", Model::Rows::size - 1, ".anchors) are missing or too few or too many for ", Model::net_name());
  net.set_anchors(anchors);
  net.train(false);
  return net;
}

/// @code
///   Detector<YoloV5n::Classes<Dynamic>> detector(Checkpoint::read("best.safetensors"));
///   auto found = detector.detect(planar_rgb, origin, 320, 256);
/// @endcode
template <AnyNet Model, Backend B = DefaultBackend>
class Detector {
 public:
  explicit Detector(const Checkpoint& c) : net_(load_network<Model, B>(c)), names_(c.class_names()) {}

  /// @param planar_rgb  u8 [3,height,width], both sides multiples of the stride; where it lay is in `origin`
  /// @return boxes in native pixels, best first
  std::vector<Detection> detect(const std::uint8_t* planar_rgb, const ImageOrigin& origin, int height_px, int width_px,
                                const NmsOptions& options = {.conf = 0.25, .iou = 0.45, .multi_label = false, .max_detections = 1000}) const {
    const at::NoGradGuard no_gradients;
    const at::Tensor bytes = at::from_blob(const_cast<std::uint8_t*>(planar_rgb), {1, 3, height_px, width_px}, at::kByte);
    const auto raw = net_.forward(B::image(bytes));
    auto found = nms(read_only(head_views(raw, net_.setup())), 0, net_.setup(), options);
    scale_boxes(found, origin);
    return found;
  }

  const std::vector<std::string>& class_names() const { return names_; }

 private:
  Network<Model, B> net_;
  std::vector<std::string> names_;
};

}  // namespace ctyolo::inline v0
