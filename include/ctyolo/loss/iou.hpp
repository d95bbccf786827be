// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// How well a predicted box covers its target, with the slope in every number of the prediction. Tier: spec (std only).
//
// | policy   | reference                              | adds to the IoU                                  |
// | GIoU     | Rezatofighi et al. 2019, eq. in alg. 1 | the share of the hull that neither box covers    |
// | DIoU     | Zheng et al. 2020, eq. 7               | the distance of the centres                      |
// | CIoU     | Zheng et al. 2020, eq. 10 and 11       | and the difference of the aspect ratios          |
// | SeedGIoU | GIoU with the seed's eps               |                                                  |
//
// Contract of a policy: `at(predicted, target)` for boxes in one common unit, float or double.
#pragma once

#include <algorithm>
#include <cmath>
#include <concepts>
#include <limits>
#include <numbers>

namespace ctyolo::inline v0 {

/// Centre and size; the unit is named where it is used.
template <class T>
struct CentredBox {
  T x = 0, y = 0, w = 0, h = 0;
  constexpr bool operator==(const CentredBox&) const = default;
};

/// A measure of two boxes and its derivatives with respect to the predicted box.
template <class T>
struct IouSlope {
  T value = 0;
  CentredBox<T> slope;
};

namespace detail {

/// One axis of two boxes: lengths of overlap and hull, and their derivatives by the predicted centre and size.
template <class T>
struct BoxAxis {
  T overlap, overlap_by_centre, overlap_by_size;
  T hull, hull_by_centre, hull_by_size;

  BoxAxis(T centre, T size, T target_centre, T target_size) {
    const T low = centre - size / 2, high = centre + size / 2;
    const T target_low = target_centre - target_size / 2, target_high = target_centre + target_size / 2;
    // Whether the predicted end is the inner one; ends that coincide share the slope, as they do in autograd.
    const T high_inside = less(high, target_high), low_inside = less(target_low, low);
    overlap = std::min(high, target_high) - std::max(low, target_low);
    overlap_by_centre = high_inside - low_inside;
    overlap_by_size = (high_inside + low_inside) / 2;
    hull = std::max(high, target_high) - std::min(low, target_low);
    hull_by_centre = -overlap_by_centre;
    hull_by_size = 1 - overlap_by_size;
    if (overlap < 0) overlap = overlap_by_centre = overlap_by_size = 0;
  }

 private:
  static T less(T a, T b) { return a < b ? T(1) : a > b ? T(0) : T(0.5); }
};

/// What all three measures share.
template <class T>
struct BoxPair {
  BoxAxis<T> x, y;
  T united, iou;
  CentredBox<T> united_slope, iou_slope;

  BoxPair(const CentredBox<T>& p, const CentredBox<T>& t, T eps) : x(p.x, p.w, t.x, t.w), y(p.y, p.h, t.y, t.h) {
    const T both = x.overlap * y.overlap;
    united = p.w * p.h + t.w * t.h - both + eps;
    iou = both / united;
    const CentredBox<T> d{x.overlap_by_centre * y.overlap, x.overlap * y.overlap_by_centre,
                          x.overlap_by_size * y.overlap, x.overlap * y.overlap_by_size};
    united_slope = {-d.x, -d.y, p.h - d.w, p.w - d.h};
    const auto quotient = [&](T top, T bottom) { return (top - iou * bottom) / united; };
    iou_slope = {quotient(d.x, united_slope.x), quotient(d.y, united_slope.y), quotient(d.w, united_slope.w),
                 quotient(d.h, united_slope.h)};
  }
};

}  // namespace detail

/// GIoU = IoU - (hull - union) / hull.
template <std::floating_point T>
IouSlope<T> giou(const CentredBox<T>& predicted, const CentredBox<T>& target, T eps) {
  const detail::BoxPair<T> pair(predicted, target, eps);
  const auto& [x, y, united, iou, du, di] = pair;
  const T hull = x.hull * y.hull + eps;
  const T covered = united / hull;
  const auto slope = [&](T iou_slope, T united_slope, T hull_slope) {
    return iou_slope + (united_slope - covered * hull_slope) / hull;
  };
  return {iou - (hull - united) / hull,
          {slope(di.x, du.x, x.hull_by_centre * y.hull), slope(di.y, du.y, x.hull * y.hull_by_centre),
           slope(di.w, du.w, x.hull_by_size * y.hull), slope(di.h, du.h, x.hull * y.hull_by_size)}};
}

/// DIoU = IoU - (distance of the centres / diagonal of the hull)^2.
template <std::floating_point T>
IouSlope<T> diou(const CentredBox<T>& predicted, const CentredBox<T>& target, T eps) {
  const detail::BoxPair<T> pair(predicted, target, eps);
  const auto& [x, y, united, iou, du, di] = pair;
  const T dx = predicted.x - target.x, dy = predicted.y - target.y;
  const T diagonal2 = x.hull * x.hull + y.hull * y.hull + eps;
  const T far = (dx * dx + dy * dy) / diagonal2;
  const auto slope = [&](T iou_slope, T distance2_slope, T diagonal2_slope) {
    return iou_slope - (distance2_slope - far * diagonal2_slope) / diagonal2;
  };
  return {iou - far,
          {slope(di.x, 2 * dx, 2 * x.hull * x.hull_by_centre), slope(di.y, 2 * dy, 2 * y.hull * y.hull_by_centre),
           slope(di.w, 0, 2 * x.hull * x.hull_by_size), slope(di.h, 0, 2 * y.hull * y.hull_by_size)}};
}

/// CIoU = DIoU - alpha v, v = (4/pi^2)(atan(W/H) - atan(w/h))^2, alpha = v / (v - IoU + 1 + eps).
/// alpha counts as a constant in the slope, as in the paper and in both oracles (spec 5.1).
template <std::floating_point T>
IouSlope<T> ciou(const CentredBox<T>& predicted, const CentredBox<T>& target, T eps) {
  IouSlope<T> result = diou(predicted, target, eps);
  const T iou = detail::BoxPair<T>(predicted, target, eps).iou;
  const T four_by_pi2 = static_cast<T>(4 / (std::numbers::pi * std::numbers::pi));
  const T angle = std::atan2(target.w, target.h) - std::atan2(predicted.w, predicted.h);  // defined where h = 0
  const T v = four_by_pi2 * angle * angle;
  const T alpha = v / (v - iou + 1 + eps);
  const T size2 = predicted.w * predicted.w + predicted.h * predicted.h;
  result.value -= alpha * v;
  if (size2 > std::numeric_limits<T>::min()) {  // a box of no size: its logits have no slope either
    const T by_angle = 2 * alpha * four_by_pi2 * angle / size2;
    result.slope.w += by_angle * predicted.h;
    result.slope.h -= by_angle * predicted.w;
  }
  return result;
}

struct GIoU {
  template <std::floating_point T>
  static IouSlope<T> at(const CentredBox<T>& predicted, const CentredBox<T>& target) {
    return giou(predicted, target, static_cast<T>(1e-7));
  }
};

struct DIoU {
  template <std::floating_point T>
  static IouSlope<T> at(const CentredBox<T>& predicted, const CentredBox<T>& target) {
    return diou(predicted, target, static_cast<T>(1e-7));
  }
};

struct CIoU {
  template <std::floating_point T>
  static IouSlope<T> at(const CentredBox<T>& predicted, const CentredBox<T>& target) {
    return ciou(predicted, target, static_cast<T>(1e-7));
  }
};

/// The seed's GIoU (spec 2.4).
struct SeedGIoU {
  template <std::floating_point T>
  static IouSlope<T> at(const CentredBox<T>& predicted, const CentredBox<T>& target) {
    return giou(predicted, target, static_cast<T>(1e-16));
  }
};

template <class P>
concept BoxMeasure = requires(const CentredBox<float>& f, const CentredBox<double>& d) {
  { P::at(f, f) } -> std::same_as<IouSlope<float>>;
  { P::at(d, d) } -> std::same_as<IouSlope<double>>;
};
static_assert(BoxMeasure<GIoU> && BoxMeasure<DIoU> && BoxMeasure<CIoU> && BoxMeasure<SeedGIoU>);

}  // namespace ctyolo::inline v0
