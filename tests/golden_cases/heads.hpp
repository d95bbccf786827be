// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A case's raw map as a loss sees it: for the golden tests and for replay.
#pragma once

#include <ctyolo/core/heads.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace test {

/// @param shape  [N,A,H,W,5+nc], without gaps
template <class T>
ctyolo::HeadView<T> dense(T* data, const std::vector<std::int64_t>& shape) {
  const auto n = [&](std::size_t i) { return static_cast<int>(shape.at(i)); };
  ctyolo::HeadView<T> view{data, n(0), n(1), n(2), n(3), n(4)};
  view.stride_output = 1;
  view.stride_x = shape[4];
  view.stride_y = shape[3] * view.stride_x;
  view.stride_anchor = shape[2] * view.stride_y;
  view.stride_image = shape[1] * view.stride_anchor;
  return view;
}

}  // namespace test
