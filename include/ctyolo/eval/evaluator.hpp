// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Collects the detections of a validation, image by image, and sums them up. Tier: spec (std only).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/core/error.hpp>
#include <ctyolo/core/results.hpp>
#include <ctyolo/eval/evidence.hpp>
#include <ctyolo/eval/matching.hpp>

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

namespace ctyolo::inline v0 {

/// @code
///   Evaluator evaluator;
///   for (each image) evaluator.add(detections, labels);
///   Results r = evaluator.results();
/// @endcode
template <class AP = Yolov5AP>
class Evaluator {
  static_assert(Evaluation<AP>,
                "ctyolo: the argument of Evaluator is an evaluation policy, as Yolov5AP (eval/concepts.hpp)");

 public:
  /// One image. @param found  by falling score, as nms returns them, in the same pixels as the labels
  void add(std::span<const Detection> found, std::span<const Label> labels);

  /// Adds what another one has seen: the share of another thread or process.
  void merge(const Evaluator& other) {
    seen_.images += other.seen_.images;
    seen_.confusion.merge(other.seen_.confusion);
    for (const auto& [cls, more] : other.seen_.classes) {
      ClassMatches& mine = of(cls);
      mine.images += more.images;
      mine.labels += more.labels;
      mine.matches.insert(mine.matches.end(), more.matches.begin(), more.matches.end());
    }
  }

  void reset() { *this = {}; }

  /// Precision, recall and the two means over the classes that have labels; losses and times are left to the caller.
  Results results() const;

  int images() const { return seen_.images; }

  /// What has been seen so far: for curves and tables.
  const Evidence& evidence() const { return seen_; }

 private:
  static std::vector<CorrectMask> match(std::span<const Detection> detections, std::span<const Label> labels) {
    if constexpr (MatchingEvaluation<AP>) return AP::match(detections, labels);
    else return match_detections(detections, labels);
  }
  ClassMatches& of(int cls) {
    if (cls < 0) fail("ctyolo: a box is of class ", cls, "; classes count from 0");
    ClassMatches& c = seen_.classes[cls];
    c.cls = cls;
    return c;
  }

  Evidence seen_;
};

template <class AP>
void Evaluator<AP>::add(std::span<const Detection> found, std::span<const Label> labels) {
  for (std::size_t l = 0; l < labels.size(); ++l) {
    const auto same = [&](const Label& other) { return other.cls == labels[l].cls; };
    ClassMatches& c = of(labels[l].cls);
    ++c.labels;
    c.images += std::none_of(labels.begin(), labels.begin() + static_cast<std::ptrdiff_t>(l), same);
  }
  const std::vector<CorrectMask> correct = match(found, labels);
  for (std::size_t d = 0; d < found.size(); ++d)
    if (correct[d] != not_counted) of(found[d].cls).matches.push_back({found[d].score, correct[d]});
  seen_.confusion.add(found, labels);
  ++seen_.images;
}

template <class AP>
Results Evaluator<AP>::results() const {
  std::vector<ClassMatches> labelled;
  for (const auto& [cls, c] : seen_.classes)
    if (c.labels > 0) labelled.push_back(c);
  Results r;
  r.images = seen_.images;
  r.classes = ap_per_class<AP>(labelled);
  for (const ClassResult& c : r.classes) {
    const auto share = [&](double v) { return v / static_cast<double>(r.classes.size()); };
    r.instances += c.instances;
    r.precision += share(c.precision);
    r.recall += share(c.recall);
    r.map50 += share(c.map50);
    r.map50_95 += share(c.map50_95);
  }
  return r;
}

}  // namespace ctyolo::inline v0

#if !CTYOLO_HEADER_ONLY
extern template class ctyolo::Evaluator<ctyolo::Yolov5AP>;
#endif
