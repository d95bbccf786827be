// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of nn/head_views.hpp.
#pragma once

#include <ctyolo/nn/head_views.hpp>

#include <cstddef>

namespace ctyolo::inline v0 {

CTYOLO_INLINE std::vector<HeadView<float>> head_views(const std::vector<at::Tensor>& raw, const HeadSetup& setup) {
  std::vector<HeadView<float>> views;
  for (std::size_t l = 0; l < raw.size(); ++l) {
    const at::Tensor& map = raw[l];  // [N,A*(5+nc),H,W]
    const int outputs = 5 + setup.classes;
    views.push_back({.data = map.data_ptr<float>(),
                     .images = static_cast<int>(map.size(0)),
                     .anchors = static_cast<int>(map.size(1)) / outputs,
                     .height = static_cast<int>(map.size(2)),
                     .width = static_cast<int>(map.size(3)),
                     .outputs = outputs,
                     .stride_image = map.stride(0),
                     .stride_anchor = outputs * map.stride(1),
                     .stride_y = map.stride(2),
                     .stride_x = map.stride(3),
                     .stride_output = map.stride(1)});
  }
  return views;
}

CTYOLO_INLINE std::vector<HeadView<const float>> read_only(const std::vector<HeadView<float>>& views) {
  std::vector<HeadView<const float>> all;
  for (const auto& v : views)
    all.push_back({v.data, v.images, v.anchors, v.height, v.width, v.outputs, v.stride_image, v.stride_anchor, v.stride_y,
                   v.stride_x, v.stride_output});
  return all;
}

}  // namespace ctyolo::inline v0
