// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of eval/nms.hpp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/eval/decode.hpp>
#include <ctyolo/eval/nms.hpp>
#include <ctyolo/loss/logistic.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <utility>

namespace ctyolo::inline v0 {

namespace detail {

/// A logit below which no probability is above `p`: lets most cells pass without an exponential.
inline float surely_below(double p) {
  return static_cast<float>(logit(p) - 1e-3);  // the margin covers rounding; the exact test follows
}

/// Adds the candidates of one cell.
inline void add_candidates(const float* logits, std::int64_t stride, int classes, float objectness, const Box& box,
                           const NmsOptions& options, std::vector<Detection>& out) {
  const auto conf = static_cast<float>(options.conf);
  const float* cls = logits + 5 * stride;
  if (options.multi_label && classes > 1) {
    const float least = surely_below(options.conf / static_cast<double>(objectness));
    for (int c = 0; c < classes; ++c) {
      if (!(cls[c * stride] >= least)) continue;
      const float score = objectness * sigmoid(cls[c * stride]);
      if (score > conf) out.push_back({box, score, c});
    }
    return;
  }
  int best = 0;
  for (int c = 1; c < classes; ++c)
    if (cls[c * stride] > cls[best * stride]) best = c;
  const float score = objectness * sigmoid(cls[best * stride]);
  if (score > conf) out.push_back({box, score, best});
}

}  // namespace detail

CTYOLO_INLINE void check(const NmsOptions& options, int classes) {
  if (!(options.conf >= 0 && options.conf <= 1)) fail("conf = ", options.conf, ": the least score must lie between 0 and 1");
  if (!(options.iou >= 0 && options.iou <= 1)) fail("iou = ", options.iou, ": the largest overlap must lie between 0 and 1");
  if (options.max_detections < 1 || options.max_candidates < 1)
    fail("at most ", std::min(options.max_detections, options.max_candidates), " boxes are wanted; the number must be 1 or more");
  for (const int c : options.classes)
    if (c < 0 || c >= classes) fail("class ", c, " is wanted, but the net has ", classes, " classes, 0 to ", classes - 1);
}

CTYOLO_INLINE std::vector<Detection> candidates(std::span<const HeadView<const float>> raw, int image,
                                                const HeadSetup& setup, const NmsOptions& options) {
  check(options, setup.classes);
  if (raw.size() != setup.strides_px.size() || raw.size() != setup.anchors.size())
    fail("ctyolo: nms: ", raw.size(), " maps, ", setup.strides_px.size(), " strides and ", setup.anchors.size(),
         " lists of anchors; their numbers must be equal");
  const auto conf = static_cast<float>(options.conf);
  const float least = detail::surely_below(options.conf);
  std::vector<Detection> found;
  for (std::size_t l = 0; l < raw.size(); ++l) {
    const HeadView<const float>& map = raw[l];
    if (image < 0 || image >= map.images || map.outputs != 5 + setup.classes ||
        map.anchors != static_cast<int>(setup.anchors[l].size()))
      fail("ctyolo: nms: map ", l, " has ", map.images, " images, ", map.anchors, " anchors and ", map.outputs,
           " outputs; asked for image ", image, ", ", setup.anchors[l].size(), " anchors and ", 5 + setup.classes,
           " outputs");
    for (int a = 0; a < map.anchors; ++a) {
      for (int y = 0; y < map.height; ++y) {
        const float* cell = map.at(image, a, y, 0);
        for (int x = 0; x < map.width; ++x, cell += map.stride_x) {
          const float seen = cell[4 * map.stride_output];
          if (!(seen >= least)) continue;
          const float objectness = sigmoid(seen);
          if (!(objectness > conf)) continue;
          const Box box = decode_box(cell, map.stride_output, y, x, setup.anchors[l][static_cast<std::size_t>(a)],
                                     setup.strides_px[l]);
          detail::add_candidates(cell, map.stride_output, setup.classes, objectness, box, options, found);
        }
      }
    }
  }
  return found;
}

CTYOLO_INLINE std::vector<Detection> nms(std::vector<Detection> boxes, const NmsOptions& options) {
  const auto& wanted = options.classes;
  std::erase_if(boxes, [&](const Detection& d) {
    return !(d.score > static_cast<float>(options.conf)) ||  // NaN goes too
           (!wanted.empty() && std::find(wanted.begin(), wanted.end(), d.cls) == wanted.end());
  });
  const auto better = [&](std::uint32_t a, std::uint32_t b) {
    return boxes[a].score > boxes[b].score || (boxes[a].score == boxes[b].score && a < b);
  };
  std::vector<std::uint32_t> order(boxes.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<std::uint32_t>(i);
  const auto most = static_cast<std::size_t>(std::max(options.max_candidates, 0));
  if (order.size() > most) {
    std::nth_element(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(most), order.end(), better);
    order.resize(most);
  }
  std::sort(order.begin(), order.end(), better);

  // A box is suppressed exactly if a better kept box of its class overlaps it, so only kept ones are compared with, and
  // the first max_detections end it.
  std::vector<Detection> kept;
  std::unordered_map<int, std::vector<Box>> kept_of_class;
  for (const std::uint32_t i : order) {
    if (kept.size() >= static_cast<std::size_t>(std::max(options.max_detections, 0))) break;
    const Detection& d = boxes[i];
    std::vector<Box>& rivals = kept_of_class[options.agnostic ? 0 : d.cls];
    const auto covers = [&](const Box& k) { return static_cast<double>(box_iou(k, d.xyxy_px)) > options.iou; };
    if (std::any_of(rivals.begin(), rivals.end(), covers)) continue;
    rivals.push_back(d.xyxy_px);
    kept.push_back(d);
  }
  return options.merge ? merged(std::move(kept), boxes, options) : kept;
}

CTYOLO_INLINE std::vector<Detection> merged(std::vector<Detection> kept, std::span<const Detection> candidates, const NmsOptions& options) {
  constexpr std::size_t too_many = 3000;  // the oracles' limit
  if (candidates.size() < 2 || candidates.size() >= too_many) return kept;
  std::vector<Detection> means;
  for (const Detection& k : kept) {
    double weight = 0, x1 = 0, y1 = 0, x2 = 0, y2 = 0;
    int members = 0;
    for (const Detection& c : candidates) {
      if (!options.agnostic && c.cls != k.cls) continue;
      if (!(static_cast<double>(box_iou(k.xyxy_px, c.xyxy_px)) > options.iou)) continue;
      const auto s = static_cast<double>(c.score);
      const auto add = [s](double& sum, float v) { sum += s * static_cast<double>(v); };
      add(x1, c.xyxy_px.x1), add(y1, c.xyxy_px.y1), add(x2, c.xyxy_px.x2), add(y2, c.xyxy_px.y2);
      weight += s;
      ++members;
    }
    if (members < 2) continue;
    const auto mean = [weight](double sum) { return static_cast<float>(sum / weight); };
    means.push_back({{mean(x1), mean(y1), mean(x2), mean(y2)}, k.score, k.cls});
  }
  return means;
}

CTYOLO_INLINE std::vector<Detection> nms(std::span<const HeadView<const float>> raw, int image, const HeadSetup& setup,
                                         const NmsOptions& options) {
  return nms(candidates(raw, image, setup, options), options);
}

}  // namespace ctyolo::inline v0
