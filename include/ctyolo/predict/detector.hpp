// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A trained net that finds objects in pictures. Tier: nn.
#pragma once

#include <ctyolo/backend/default_backend.hpp>
#include <ctyolo/data/batch.hpp>
#include <ctyolo/data/image_view.hpp>
#include <ctyolo/data/planar_input.hpp>
#include <ctyolo/eval/nms.hpp>
#include <ctyolo/eval/scale_boxes.hpp>
#include <ctyolo/graph/net_mistakes.hpp>
#include <ctyolo/io/checkpoint.hpp>
#include <ctyolo/nn/head_views.hpp>
#include <ctyolo/nn/image_bytes.hpp>
#include <ctyolo/nn/network.hpp>
#include <ctyolo/predict/test_time.hpp>

#include <ATen/core/grad_mode.h>

#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace ctyolo::inline v0 {

/// The net of a checkpoint, in evaluation mode. @throws Error when the checkpoint was made for another net
template <AnyNet Model, Backend B>
Network<Model, B> load_network(const Checkpoint& c) {
  if (c.has("net") && c.note("net") != Model::net_name())
    fail(c.path(), ": made for ", c.note("net"), ", but the program has ", Model::net_name());
  if (!Model::dynamic && static_cast<int>(c.class_names().size()) != Model::classes)
    fail(c.path(), ": made for ", c.class_names().size(), " classes, but the program's net has ", Model::classes, " by its type (Classes<Dynamic> takes any)");
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

namespace error {
template <class B>
struct second_argument_of_detector_is_no_backend : mistake {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: the second argument of Detector is a backend, such as OneDnn or Aten, or is left out");
  };
};
}  // namespace error

/// `error::no_mistake`, or the first thing wrong with Detector<Model, B>.
template <class Model, class B>
using DetectorMistake =
    FirstMistakeOf<NetMistakeOf<Model>, std::conditional_t<Backend<B>, error::no_mistake, error::second_argument_of_detector_is_no_backend<B>>>;

/// What a user of a detector wants to see: YOLOv5's detect.
inline constexpr NmsOptions detect_nms{.conf = 0.25, .iou = 0.45, .multi_label = false, .max_detections = 1000};

/// It prints nothing, keeps nothing outside of itself, and reports by Error alone. A program may have any number of them;
/// one of them serves one thread at a time. For the threads of its arithmetic see ComputeThreads (backend/threads.hpp).
/// @code
///   Detector<YoloV5n::Classes<Dynamic>> detector(Checkpoint::read("best.safetensors"));
///   auto found = detector.detect({.pixels = rgb, .width_px = 1920, .height_px = 1080});
/// @endcode
template <class Model, class B = DefaultBackend>
class Detector {
 public:
  /// @param augment  sees every picture three times (predict/test_time.hpp): finds a little more, takes twice as long
  explicit Detector(const Checkpoint& c, bool augment = false) : net_(load_network<Model, B>(c)), names_(c.class_names()), augment_(augment) {}

  /// Finds objects in a picture in memory. @param img_px  longer side of the network input, rounded up to whole strides
  /// @return boxes in pixels of the picture, best first @throws Error for a view that cannot be one
  std::vector<Detection> detect(const ImageView& picture, int img_px = 640, const NmsOptions& options = detect_nms) const {
    if (img_px < 1 || img_px > 8192) fail("img_px = ", img_px, ": the longer side of the network input must lie between 1 and 8192 px");
    check(picture, "picture");
    const PlanarInput input = planar_input(picture, img_px, Model::max_stride());
    return detect(input.planar_rgb.data(), input.origin, input.height_px, input.width_px, options);
  }

  /// The same for a network input made before. @param planar_rgb  u8 [3,height,width], both sides multiples of the stride; where it lay is in `origin`
  /// @return boxes in native pixels, best first
  std::vector<Detection> detect(const std::uint8_t* planar_rgb, const ImageOrigin& origin, int height_px, int width_px,
                                const NmsOptions& options = detect_nms) const {
    const at::NoGradGuard no_gradients;
    const at::Tensor bytes = image_bytes(planar_rgb, 1, height_px, width_px);
    const auto raw = net_.forward(B::image(bytes));
    const auto views = read_only(head_views(raw, net_.setup()));
    auto found = nms(augment_ ? test_time_candidates(views, test_time_maps(net_, bytes, Model::max_stride()), 0, net_.setup(), width_px, options)
                              : candidates(views, 0, net_.setup(), options),
                     options);
    scale_boxes(found, origin);
    return found;
  }

  const std::vector<std::string>& class_names() const { return names_; }

 private:
  Network<Model, B> net_;
  std::vector<std::string> names_;
  bool augment_;
};

/// A Detector with a mistake: its sentence is the only error, because all that a program calls is here and does nothing.
template <class Model, class B>
  requires(!DetectorMistake<Model, B>::ok)
class Detector<Model, B> : Checked<DetectorMistake<Model, B>> {
 public:
  explicit Detector(const Checkpoint&, bool = false) {}
  std::vector<Detection> detect(const ImageView&, int = 640, const NmsOptions& = detect_nms) const { return {}; }
  std::vector<Detection> detect(const std::uint8_t*, const ImageOrigin&, int, int, const NmsOptions& = detect_nms) const { return {}; }
  std::vector<std::string> class_names() const { return {}; }
};

}  // namespace ctyolo::inline v0
