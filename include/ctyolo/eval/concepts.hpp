// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Evaluation policies: which detections are right, and how a curve of precision over recall becomes one number. Tier: spec (std only).
//
// # Evaluation policies
// Slot: `slot::evaluation` (one per Trainer; default `Yolov5AP`).
// | policy   | right is, area under the curve                                         | choose it when                     |
// | Yolov5AP | v7.0's matching; line from the last point to (1, 0), trapezoids        | comparing with YOLOv5 v6.0 to v7.0 |
// | CocoAP   | COCO's matching; precision at 101 recalls, 0 beyond the last, mean     | comparing with COCO's numbers      |
// | SeedAP   | the seed's matching, in letterboxed pixels; ends 0.001 beyond the last | comparing with the first YOLOv5    |
//
// Yolov5AP flatters a detector whose recall ends early: one right box for ten labels is 0.55, against 0.109 of CocoAP.
// Suppression is no policy but a set of numbers and switches, NmsOptions (eval/nms.hpp): conf, iou, several labels a box,
// agnostic (classes suppress one another), merge (kept boxes become means of those that they suppress), limits.
//
// Precision and recall are those at the confidence of the best mean F1 of the classes; SeedAP's those at confidence 0.1.
// Boxes are compared in native pixels of the pictures, clipped to these; SeedAP's in pixels of the network input, clipped
// to that, border included. Hooks see native pixels all the same.
//
// Contract: `area` receives recall and precision after each detection of one class, by falling score, both of equal
// length; recall never falls. It returns the average precision, 0 for empty curves. Optional:
// * `match`, with the signature of match_detections (eval/matching.hpp), which stands in for it;
// * `static constexpr double confidence`: where precision and recall are taken, instead of at the best mean F1;
// * `static constexpr bool network_pixels = true`: boxes are compared in pixels of the network input.
// @code
//   struct EveryPoint {                                   // a user's own: no interpolation
//     using slot = slot::evaluation;
//     static double area(std::span<const double> recall, std::span<const double> precision) {
//       double sum = 0;
//       for (std::size_t i = 0; i < recall.size(); ++i)
//         sum += (recall[i] - (i > 0 ? recall[i - 1] : 0)) * precision[i];
//       return sum;
//     }
//   };
// @endcode
#pragma once

#include <ctyolo/core/slot.hpp>
#include <ctyolo/eval/matching.hpp>

#include <concepts>
#include <span>
#include <vector>

namespace ctyolo::inline v0 {

template <class P>
concept Evaluation = PolicyOf<P, slot::evaluation> &&
    requires(std::span<const double> recall, std::span<const double> precision) {
  { P::area(recall, precision) } -> std::same_as<double>;
};

/// An evaluation whose precision and recall are those at a confidence of its own.
template <class P>
concept EvaluationAtConfidence = Evaluation<P> && requires {
  { P::confidence } -> std::convertible_to<double>;
};

/// An evaluation that compares boxes in the letterboxed pixels of the network input.
template <class P>
concept NetworkPixelEvaluation = Evaluation<P> && requires { requires P::network_pixels; };

/// An evaluation that says itself which detections are right.
template <class P>
concept MatchingEvaluation = Evaluation<P> && requires(std::span<const Detection> detections, std::span<const Label> labels) {
  { P::match(detections, labels) } -> std::same_as<std::vector<CorrectMask>>;
};

}  // namespace ctyolo::inline v0
