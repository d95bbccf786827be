// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// YOLOv5's loss, put together from a box measure, a term, gains and a rule of cells. Tier: spec (std, OpenMP).
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/loss/assign.hpp>
#include <ctyolo/loss/class_term.hpp>
#include <ctyolo/loss/concepts.hpp>
#include <ctyolo/loss/gains.hpp>
#include <ctyolo/loss/terms.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace ctyolo::inline v0 {

namespace detail {

/// Assignments sorted so that those of one cell stand together, the latest last.
struct CellGroups {
  std::vector<std::pair<std::int64_t, int>> order;  ///< (cell, index of the assignment)
  std::vector<int> begin;                           ///< of each group in `order`, and the end
  std::int64_t size() const { return static_cast<std::int64_t>(begin.size()) - 1; }
};

CellGroups group_by_cell(std::span<const Assignment> assignments, int anchors, int height, int width);

/// Throws Error unless targets, set-up and maps fit together.
void check_targets(std::span<const Target> targets, int images, int classes);
void check_level(const HeadSetup& setup, std::size_t level, int images, int first_images, int anchors, int outputs);

/// Place of a level by ascending stride.
int rank_by_stride(const HeadSetup& setup, std::size_t level);

}  // namespace detail

/// YOLOv5's loss (spec 5.1), by default that of v7.0.
///
/// Of every level: box = mean of 1 - measure over the assignments; objectness = mean term over all cells, target =
/// (1 - iou_ratio) + iou_ratio * max(measure, 0) of the cell's last assignment (a constant to the gradient) and 0
/// elsewhere, times the level's weight; class = mean term over assignments and classes, left out for a single class. See loss/concepts.hpp.
/// @code
///   Trainer<YoloV5n, YoloLoss<GIoU, Focal>> trainer;
/// @endcode
template <class BoxIou = CIoU, class Term = BCE, class Balance = FineLevelsFirst, class Gains = GainsV7,
          CellRule Cells = CellRule::v7>
struct YoloLoss {
  static_assert(BoxMeasure<BoxIou>,
                "ctyolo: the first argument of YoloLoss is a box measure: CIoU, DIoU, GIoU (loss/iou.hpp)");
  static_assert(ClassTerm<Term>,
                "ctyolo: the second argument of YoloLoss is a class term: BCE, Focal (loss/class_term.hpp)");
  static_assert(LevelBalance<Balance>, "ctyolo: the third argument of YoloLoss is a level balance (loss/gains.hpp)");
  static_assert(GainRule<Gains>, "ctyolo: the fourth argument of YoloLoss is a gain rule (loss/gains.hpp)");
  using slot = slot::loss;

  double iou_ratio = 1;  ///< how much of an object's target is its overlap; the rest is 1 (loss/iou_ramp.hpp raises it)

  template <class F>
  void visit_settings(F&& f) const {
    f("iou_ratio", iou_ratio);
  }

  /// @param raw       [L] of logits [N,A,H,W,5+nc]
  /// @param gradient  [L] as raw, receives d(N * total)/d(raw), all of it; or empty
  /// @param img_px    side of the network input that the gains refer to
  template <class T>
  LossItems operator()(std::span<const HeadView<const T>> raw, std::span<const HeadView<T>> gradient,
                       std::span<const Target> targets, const HeadSetup& setup, const Hyp& hyp, int img_px) const;

 private:
  /// What turns sums into items, and slopes into gradients of N * total.
  struct Scales {
    double box, obj, cls;
    double images;
    double iou_ratio;
  };
  struct Sums {
    double box = 0, obj = 0, cls = 0;
  };

  template <class T>
  LossItems level(const HeadView<const T>& raw, const HeadView<T>& gradient, std::span<const Target> targets,
                         const HeadSetup& setup, std::size_t l, const Hyp& hyp, const LossGains& gain) const {
    const std::vector<Assignment> assigned =
        assign(targets, setup.anchors[l], raw.width, raw.height, hyp.anchor_t, Cells);
    const auto count = static_cast<double>(std::max<std::size_t>(assigned.size(), 1));
    const double cells = static_cast<double>(std::int64_t{raw.images} * raw.anchors * raw.height) * raw.width;
    const Scales scale{gain.box / count, gain.obj / cells, gain.cls / (count * setup.classes),
                       static_cast<double>(raw.images), iou_ratio};
    const TermSettings obj_settings{hyp.obj_pw, hyp.fl_gamma};

    Sums sum;
    sum.obj = sum_background<Term>(raw, gradient, obj_settings, scale.obj * scale.images);
    const detail::CellGroups groups = detail::group_by_cell(assigned, raw.anchors, raw.height, raw.width);
    std::vector<Sums> parts(static_cast<std::size_t>(groups.size()));
    parallel_for(0, groups.size(), 8, [&](std::int64_t from, std::int64_t to) {
      std::vector<Assignment> here;
      for (std::int64_t g = from; g < to; ++g) {
        here.clear();
        for (int i = groups.begin[static_cast<std::size_t>(g)]; i < groups.begin[static_cast<std::size_t>(g) + 1]; ++i)
          here.push_back(assigned[static_cast<std::size_t>(groups.order[static_cast<std::size_t>(i)].second)]);
        parts[static_cast<std::size_t>(g)] = cell<T>(raw, gradient, here, setup.classes, hyp, scale);
      }
    });
    for (const Sums& p : parts) {
      sum.box += p.box;
      sum.obj += p.obj;
      sum.cls += p.cls;
    }
    return {sum.box * scale.box, sum.obj * scale.obj, sum.cls * scale.cls};
  }

  /// All terms of one cell that answers for the targets `here`, in their order.
  template <class T>
  static Sums cell(const HeadView<const T>& raw, const HeadView<T>& gradient, std::span<const Assignment> here,
                   int classes, const Hyp& hyp, const Scales& scale) {
    const Assignment& last = here.back();
    const T* in = raw.at(last.image, last.anchor, last.y, last.x);
    T* out = gradient.data == nullptr ? nullptr : gradient.at(last.image, last.anchor, last.y, last.x);
    Sums sum;
    const T measure = boxes(in, raw.stride_output, out, gradient.stride_output, here, scale, sum);
    const TermSettings settings{hyp.obj_pw, hyp.fl_gamma};
    const T logit = in[4 * raw.stride_output];
    const T target = static_cast<T>(1 - scale.iou_ratio) + static_cast<T>(scale.iou_ratio) * std::max(measure, T(0));
    const TermSlope<T> object = Term::at(logit, target, settings);
    sum.obj = static_cast<double>(object.value) - static_cast<double>(Term::at(logit, T(0), settings).value);
    if (out != nullptr) out[4 * gradient.stride_output] = object.slope * static_cast<T>(scale.obj * scale.images);
    if (classes > 1) {
      const StridedRun<const T> logits{in + 5 * raw.stride_output, raw.stride_output, classes};
      StridedRun<T> slopes;
      if (out != nullptr) slopes = {out + 5 * gradient.stride_output, gradient.stride_output, classes};
      sum.cls = class_terms(logits, slopes, here, hyp, scale);
    }
    return sum;
  }

  /// Box terms of a cell; returns the measure of the last target.
  template <class T>
  static T boxes(const T* in, std::int64_t stride, T* out, std::int64_t out_stride, std::span<const Assignment> here,
                 const Scales& scale, Sums& sum) {
    const T aw = static_cast<T>(here[0].anchor_grid.w), ah = static_cast<T>(here[0].anchor_grid.h);
    const T sx = sigmoid(in[0]), sy = sigmoid(in[stride]), sw = sigmoid(in[2 * stride]), sh = sigmoid(in[3 * stride]);
    const CentredBox<T> predicted{2 * sx - T(0.5), 2 * sy - T(0.5), 4 * sw * sw * aw, 4 * sh * sh * ah};  // spec 2.4
    IouSlope<T> measure;
    CentredBox<T> slope;
    for (const Assignment& a : here) {
      const CentredBox<T> target{static_cast<T>(a.box_grid.x), static_cast<T>(a.box_grid.y),
                                 static_cast<T>(a.box_grid.w), static_cast<T>(a.box_grid.h)};
      measure = BoxIou::at(predicted, target);
      sum.box += 1.0 - static_cast<double>(measure.value);
      slope = {slope.x + measure.slope.x, slope.y + measure.slope.y, slope.w + measure.slope.w,
               slope.h + measure.slope.h};
    }
    if (out != nullptr) {
      const T k = static_cast<T>(-scale.box * scale.images);
      out[0] = k * slope.x * 2 * sx * (1 - sx);
      out[out_stride] = k * slope.y * 2 * sy * (1 - sy);
      out[2 * out_stride] = k * slope.w * 8 * sw * sw * (1 - sw) * aw;
      out[3 * out_stride] = k * slope.h * 8 * sh * sh * (1 - sh) * ah;
    }
    return measure.value;
  }

  /// Class terms of a cell: all classes as negatives, once for each target, then the targets' own classes put right.
  template <class T>
  static double class_terms(StridedRun<const T> logits, StridedRun<T> slopes, std::span<const Assignment> here,
                            const Hyp& hyp, const Scales& scale) {
    const TermSettings settings{hyp.cls_pw, hyp.fl_gamma};
    const SmoothedTargets smooth = smoothed_targets(hyp.label_smoothing);
    const double k = scale.cls * scale.images;
    const auto count = static_cast<double>(here.size());
    double sum = count * sum_terms<Term>(logits, smooth.negative, settings, slopes, k * count);
    for (auto a = here.begin(); a != here.end(); ++a) {
      const auto same = [&](const Assignment& other) { return other.cls == a->cls; };
      if (std::any_of(here.begin(), a, same)) continue;
      const auto hits = static_cast<double>(std::count_if(a, here.end(), same));
      const T logit = logits.data[a->cls * logits.stride];
      const TermSlope<T> yes = Term::at(logit, static_cast<T>(smooth.positive), settings);
      const TermSlope<T> no = Term::at(logit, static_cast<T>(smooth.negative), settings);
      sum += hits * (static_cast<double>(yes.value) - static_cast<double>(no.value));
      if (slopes.data != nullptr)
        slopes.data[a->cls * slopes.stride] =
            static_cast<T>(k * hits) * yes.slope + static_cast<T>(k * (count - hits)) * no.slope;
    }
    return sum;
  }
};
// Not in the class, so that the default one can be compiled once.
template <class BoxIou, class Term, class Balance, class Gains, CellRule Cells>
template <class T>
LossItems YoloLoss<BoxIou, Term, Balance, Gains, Cells>::operator()(std::span<const HeadView<const T>> raw, std::span<const HeadView<T>> gradient,
                                                                    std::span<const Target> targets, const HeadSetup& setup,
                                                                    const Hyp& hyp, int img_px) const {
  const std::size_t levels = raw.size();
  if (levels == 0 || levels != setup.strides_px.size() || levels != setup.anchors.size() ||
      (!gradient.empty() && gradient.size() != levels))
    fail("ctyolo: loss: ", levels, " maps, ", gradient.size(), " gradients, ", setup.strides_px.size(),
         " strides and ", setup.anchors.size(), " lists of anchors; their numbers must be equal");
  Term::check(hyp);
  const int images = raw[0].images;
  detail::check_targets(targets, images, setup.classes);
  const LossGains gain = Gains::at(hyp, static_cast<int>(levels), setup.classes, img_px);
  LossItems items;
  for (std::size_t l = 0; l < levels; ++l) {
    detail::check_level(setup, l, raw[l].images, images, raw[l].anchors, raw[l].outputs);
    LossGains g = gain;
    g.obj *= Balance::at(detail::rank_by_stride(setup, l), static_cast<int>(levels));
    const LossItems part = level(raw[l], gradient.empty() ? HeadView<T>{} : gradient[l], targets, setup, l, hyp, g);
    items.box += part.box;
    items.obj += part.obj;
    items.cls += part.cls;
  }
  return items;
}

static_assert(Loss<YoloLoss<>>);
static_assert(Loss<YoloLoss<DIoU, Focal>>);

/// The first YOLOv5's loss (spec 2.4): GIoU, all levels alike, no scaling by levels and image size.
struct SeedLoss : YoloLoss<SeedGIoU, BCE, LevelsAlike, GainsV1, CellRule::seed> {};
static_assert(Loss<SeedLoss>);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/loss/yolo_loss.ipp>
#else  // compiled once: the default
extern template ctyolo::LossItems ctyolo::YoloLoss<>::operator()(std::span<const ctyolo::HeadView<const float>>, std::span<const ctyolo::HeadView<float>>,
                                                                 std::span<const ctyolo::Target>, const ctyolo::HeadSetup&, const ctyolo::Hyp&,
                                                                 int) const;
#endif
