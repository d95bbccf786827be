// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Weights of the parts of the loss: by kind of error, and by level. Tier: spec (std only).
#pragma once

#include <ctyolo/hyp/hyp.hpp>

#include <array>
#include <concepts>
#include <cstddef>

namespace ctyolo::inline v0 {

/// Factors of the three items.
struct LossGains {
  double box = 0, obj = 0, cls = 0;
  constexpr bool operator==(const LossGains&) const = default;
};

/// v7.0's gains (spec 3.3): hyp's values are meant for 3 levels, 80 classes and 640 px.
constexpr LossGains gains(const Hyp& hyp, int levels, int classes, int img_px) {
  const double by_levels = 3.0 / levels;
  const double by_image = (img_px / 640.0) * (img_px / 640.0);
  return {hyp.box * by_levels, hyp.obj * by_image * by_levels, hyp.cls * (classes / 80.0) * by_levels};
}

/// Gains as a policy: v7.0's.
struct GainsV7 {
  static constexpr LossGains at(const Hyp& hyp, int levels, int classes, int img_px) {
    return gains(hyp, levels, classes, img_px);
  }
};

/// The seed's (spec 2.4): only the class gain is scaled.
struct GainsV1 {
  static constexpr LossGains at(const Hyp& hyp, int, int classes, int) {
    return {hyp.box, hyp.obj, hyp.cls * (classes / 80.0)};
  }
};

/// v7.0's weights of the levels' objectness (spec 5.1), finest level first.
struct FineLevelsFirst {
  /// @param rank  place of the level by ascending stride
  static constexpr double at(int rank, int levels) {
    constexpr std::array<double, 5> weights{4.0, 1.0, 0.25, 0.06, 0.02};
    if (levels == 3 && rank == 2) return 0.4;
    return weights[static_cast<std::size_t>(rank < 5 ? rank : 4)];
  }
};

/// Every level counts the same (the seed).
struct LevelsAlike {
  static constexpr double at(int, int) { return 1.0; }
};

template <class P>
concept GainRule = requires(const Hyp& hyp) {
  { P::at(hyp, 3, 80, 640) } -> std::same_as<LossGains>;
};
template <class P>
concept LevelBalance = requires {
  { P::at(0, 3) } -> std::same_as<double>;
};
static_assert(GainRule<GainsV7> && GainRule<GainsV1> && LevelBalance<FineLevelsFirst> && LevelBalance<LevelsAlike>);

}  // namespace ctyolo::inline v0
