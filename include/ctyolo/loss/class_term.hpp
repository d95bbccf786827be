// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What one logit costs against its target: the term of classes and of objectness. Tier: spec (std only).
//
// | policy | reference         | choose it when                                               |
// | BCE    |                   | YOLOv5's default; refuses hyp.fl_gamma > 0                   |
// | Focal  | Lin et al. 2017   | hyp.fl_gamma > 0 is wanted (with 0 it is BCE, as in YOLOv5)  |
//
// Contract of a policy: `at(logit, target, settings)` gives the term and its slope in the logit, element by element,
// for V = float, double or a packet of either; `check(hyp)` throws Error if the numbers do not suit the policy.
#pragma once

#include <ctyolo/backend/simd.hpp>
#include <ctyolo/core/error.hpp>
#include <ctyolo/hyp/hyp.hpp>
#include <ctyolo/loss/logistic.hpp>

#include <cmath>
#include <concepts>

namespace ctyolo::inline v0 {

/// The numbers of a term.
struct TermSettings {
  double pos_weight = 1;  ///< weight of the positive part
  double gamma = 0;       ///< of the focal factor
};

template <class V>
struct TermSlope {
  V value, slope;
};

/// Class targets after label smoothing: what stands in for 1 and 0 (Szegedy et al. 2016).
struct SmoothedTargets {
  double positive = 1, negative = 0;
};
constexpr SmoothedTargets smoothed_targets(double label_smoothing) {
  return {1.0 - 0.5 * label_smoothing, 0.5 * label_smoothing};
}

/// Binary cross entropy of a logit: -w t log p - (1-t) log(1-p), w = pos_weight.
struct BCE {
  template <class V>
  static TermSlope<V> at(V logit, V target, const TermSettings& settings) {
    const Logistic<V> l = logistic(logit);
    const V positive = broadcast<V>(settings.pos_weight) * target, negative = broadcast<V>(1) - target;
    return {positive * l.minus_log_p + negative * l.minus_log_not_p, negative * l.p - positive * l.not_p};
  }
  static void check(const Hyp& hyp) {
    if (hyp.fl_gamma > 0)
      fail("ctyolo: hyp fl_gamma = ", hyp.fl_gamma,
           ", but the loss is made of BCE; use YoloLoss<CIoU, Focal>, or set fl_gamma to 0");
  }
};

/// BCE times a_t (1-p_t)^gamma, a_t = 0.25 t + 0.75 (1-t), p_t = t p + (1-t)(1-p), for soft targets as YOLOv5 has it
/// (spec 2.4); the slope goes through the factor. gamma = hyp.fl_gamma; 0 leaves BCE, without a_t.
struct Focal {
  static constexpr double alpha = 0.25;

  template <class V>
  static TermSlope<V> at(V logit, V target, const TermSettings& settings) {
    const TermSlope<V> bce = BCE::at(logit, target, settings);
    if (!(settings.gamma > 0)) return bce;
    const Logistic<V> l = logistic(logit);
    const V one = broadcast<V>(1), gamma = broadcast<V>(settings.gamma);
    const V miss = target * l.not_p + (one - target) * l.p;  // 1 - p_t
    const V miss_slope = (one - target - target) * l.p * l.not_p;
    const V relative = miss > V{} ? miss_slope / miss : V{};
    const V weight =
        (broadcast<V>(alpha) * target + broadcast<V>(1 - alpha) * (one - target)) * power(miss, settings.gamma);
    return {weight * bce.value, weight * (bce.slope + gamma * relative * bce.value)};
  }
  static void check(const Hyp&) {}

 private:
  template <class V>
  static V power(V base, double exponent) {
    if constexpr (std::floating_point<V>) {
      return std::pow(base, static_cast<V>(exponent));
    } else {
      for (int i = 0; i < lanes<V>; ++i) base[i] = std::pow(base[i], static_cast<Element<V>>(exponent));
      return base;
    }
  }
};

template <class P, class V>
concept TermOf = requires(V v, const TermSettings& settings) {
  { P::at(v, v, settings) } -> std::same_as<TermSlope<V>>;
};
template <class P>
concept ClassTerm = TermOf<P, float> && TermOf<P, double> && TermOf<P, Packet<float>> && TermOf<P, Packet<double>> &&
                    requires(const Hyp& hyp) { P::check(hyp); };
static_assert(ClassTerm<BCE> && ClassTerm<Focal>);

}  // namespace ctyolo::inline v0
