// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of predict/test_time.hpp.
#pragma once

#include <ctyolo/nn/head_views.hpp>
#include <ctyolo/nn/lengths.hpp>
#include <ctyolo/predict/test_time.hpp>

#include <ATen/ops/upsample_bilinear2d_ops.h>

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace ctyolo::inline v0 {

namespace detail {

constexpr double test_time_grey = 0.447;

/// All levels but one. @param left_out  -1: none
inline std::vector<Detection> candidates_without(std::span<const HeadView<const float>> raw, int left_out, int image, const HeadSetup& setup,
                                                 const NmsOptions& options) {
  if (left_out < 0 || raw.size() < 2) return candidates(raw, image, setup, options);
  std::vector<HeadView<const float>> some(raw.begin(), raw.end());
  HeadSetup head = setup;
  some.erase(some.begin() + left_out);
  head.strides_px.erase(head.strides_px.begin() + left_out);
  head.anchors.erase(head.anchors.begin() + left_out);
  return candidates(some, image, head, options);
}

}  // namespace detail

CTYOLO_INLINE at::Tensor test_time_input(const at::Tensor& x, const TestTimePass& pass, int stride_px) {
  at::Tensor picture = x.scalar_type() == at::kByte ? x.to(at::kFloat).div_(255) : x;
  if (pass.mirrored) picture = picture.flip({3});
  if (pass.scale == 1) return picture;
  const auto scaled = [&](std::int64_t px) { return static_cast<double>(px) * pass.scale; };
  const auto whole = [&](std::int64_t px) { return static_cast<std::int64_t>(std::ceil(scaled(px) / stride_px)) * stride_px; };
  const auto h = static_cast<std::int64_t>(scaled(x.size(2))), w = static_cast<std::int64_t>(scaled(x.size(3)));
  const at::Tensor small = at::_ops::upsample_bilinear2d::call(picture, Lengths(h, w), false, {}, {});
  const at::Tensor padded = small.new_empty({x.size(0), x.size(1), whole(x.size(2)), whole(x.size(3))});  // [N,3,H',W']
  padded.fill_(detail::test_time_grey).narrow(2, 0, h).narrow(3, 0, w).copy_(small);
  return padded;
}

CTYOLO_INLINE std::vector<Detection> test_time_candidates(std::span<const HeadView<const float>> plain, const TestTimeMaps& more, int image,
                                                          const HeadSetup& setup, int width_px, const NmsOptions& options) {
  const auto [finest, coarsest] = std::minmax_element(setup.strides_px.begin(), setup.strides_px.end());
  const auto level = [&](auto at) { return static_cast<int>(at - setup.strides_px.begin()); };
  std::vector<Detection> all = detail::candidates_without(plain, level(coarsest), image, setup, options);
  for (std::size_t i = 0; i < more.size(); ++i) {
    const TestTimePass& pass = test_time_passes[i + 1];
    const int left_out = i + 1 == more.size() ? level(finest) : -1;
    for (Detection d : detail::candidates_without(read_only(head_views(more[i], setup)), left_out, image, setup, options)) {
      const auto back = [&](float v) { return static_cast<float>(static_cast<double>(v) / pass.scale); };
      Box& b = d.xyxy_px;
      b = {back(b.x1), back(b.y1), back(b.x2), back(b.y2)};
      const auto width = static_cast<float>(width_px);
      if (pass.mirrored) b = {width - b.x2, b.y1, width - b.x1, b.y2};
      all.push_back(d);
    }
  }
  return all;
}

}  // namespace ctyolo::inline v0
