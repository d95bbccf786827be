// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of anchors/fit.hpp.
#pragma once

#include <ctyolo/anchors/fit.hpp>

#include <ctyolo/backend/simd.hpp>

#include <algorithm>

namespace ctyolo::inline v0 {

CTYOLO_INLINE AnchorFit anchor_fit(std::span<const SizePx> labels_px, std::span<const SizePx> anchors_px, double anchor_t) {
  if (labels_px.empty()) return {};
  const auto limit = static_cast<float>(1.0 / anchor_t);
  std::size_t recalled = 0, matches = 0;
  for (const SizePx& label : labels_px) {
    std::size_t here = 0;
    for (const SizePx& anchor : anchors_px) {
      const float w = label.w / anchor.w, h = label.h / anchor.h;
      if (std::min(std::min(w, 1.0F / w), std::min(h, 1.0F / h)) > limit) ++here;
    }
    matches += here;
    if (here > 0) ++recalled;
  }
  const auto n = static_cast<double>(labels_px.size());
  return {static_cast<double>(recalled) / n, static_cast<double>(matches) / n};
}

CTYOLO_INLINE AnchorFitness::AnchorFitness(std::span<const SizePx> labels_px, double anchor_t)
    : count_(labels_px.size()), limit_(static_cast<float>(1.0 / anchor_t)) {
  constexpr auto step = static_cast<std::size_t>(lanes<Packet<float>>);
  const std::size_t padded = (count_ + step - 1) / step * step;
  for (std::vector<float>* column : {&w_, &h_, &inverse_w_, &inverse_h_}) column->assign(padded, 0.0F);
  for (std::size_t i = 0; i < count_; ++i) {
    const SizePx& s = labels_px[i];
    if (!(s.w > 0 && s.h > 0)) continue;
    w_[i] = s.w;
    h_[i] = s.h;
    inverse_w_[i] = 1.0F / s.w;
    inverse_h_[i] = 1.0F / s.h;
  }
}

CTYOLO_INLINE double AnchorFitness::operator()(std::span<const SizePx> anchors_px) const {
  using V = Packet<float>;
  constexpr auto step = static_cast<std::size_t>(lanes<V>);
  constexpr std::size_t block = 1024;  // sums in f32 stay short; the rest is f64
  const auto smaller = [](V a, V b) { return a < b ? a : b; };
  const V limit = broadcast<V>(limit_), none = broadcast<V>(0.0);
  double total = 0;
  for (std::size_t from = 0; from < w_.size(); from += block) {
    V sum = none;
    for (std::size_t i = from; i < std::min(from + block, w_.size()); i += step) {
      const V w = load<V>(&w_[i]), h = load<V>(&h_[i]), one_w = load<V>(&inverse_w_[i]), one_h = load<V>(&inverse_h_[i]);
      V best = none;
      for (const SizePx& anchor : anchors_px) {
        const V overlap = smaller(smaller(w * broadcast<V>(1.0F / anchor.w), one_w * broadcast<V>(anchor.w)),
                                  smaller(h * broadcast<V>(1.0F / anchor.h), one_h * broadcast<V>(anchor.h)));
        best = overlap > best ? overlap : best;
      }
      sum += best > limit ? best : none;
    }
    total += static_cast<double>(lane_sum(sum));
  }
  return count_ == 0 ? 0.0 : total / static_cast<double>(count_);
}

}  // namespace ctyolo::inline v0
