// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Which detections count as right, by hand and against the rule spelt out threshold by threshold.
#include "test.hpp"

#include <ctyolo/core/random.hpp>
#include <ctyolo/eval/matching.hpp>

#include <algorithm>
#include <set>
#include <vector>

using namespace ctyolo;

namespace {

constexpr CorrectMask all_ten = 0x3FF;

/// Spec 5.3 as it is written: pairs by falling IoU, one label a detection, then one detection a label, lowest first.
std::vector<CorrectMask> spelt_out(const std::vector<Detection>& d, const std::vector<Label>& labels) {
  std::vector<CorrectMask> out(d.size());
  struct Pair {
    std::size_t label, detection;
    float iou;
  };
  for (std::size_t t = 0; t < 10; ++t) {
    std::vector<Pair> pairs;
    for (std::size_t l = 0; l < labels.size(); ++l)
      for (std::size_t k = 0; k < d.size(); ++k) {
        const float iou = detail::label_iou(labels[l].xyxy_px, d[k].xyxy_px);
        if (labels[l].cls != d[k].cls || iou < iou_thresholds[t]) continue;
        const auto worse = std::find_if(pairs.begin(), pairs.end(), [&](const Pair& p) { return p.iou < iou; });
        pairs.insert(worse, {l, k, iou});
      }
    std::vector<Pair> by_detection;
    for (std::size_t k = 0; k < d.size(); ++k)
      for (const Pair& p : pairs)
        if (p.detection == k) {
          by_detection.push_back(p);
          break;
        }
    std::set<std::size_t> used;
    for (const Pair& p : by_detection)
      if (used.insert(p.label).second) out[p.detection] = static_cast<CorrectMask>(out[p.detection] | 1u << t);
  }
  return out;
}

}  // namespace

TEST_CASE("eval/matching: thresholds include their own value; classes must agree") {
  const std::vector<Label> label{{1, {0, 0, 100, 100}}};
  const auto mask = [&](float height, int cls = 1) {
    return match_detections(std::vector<Detection>{{{0, 0, 100, height}, 0.9f, cls}}, label)[0];
  };
  CHECK(mask(100) == all_ten);
  CHECK(mask(50) == 0x001);  // exactly 0.5
  CHECK(mask(49.9f) == 0);
  CHECK(mask(77) == 0x03F);  // 0.5 ... 0.75
  CHECK(mask(100, 0) == 0);
  CHECK(match_detections({}, label).empty());
  CHECK(match_detections(std::vector<Detection>{{{0, 0, 9, 9}, 0.9f, 1}}, {}) == std::vector<CorrectMask>{0});
}

TEST_CASE("eval/matching: the better score takes the label, even with less overlap, threshold by threshold") {
  const std::vector<Label> label{{0, {0, 0, 100, 100}}};
  const std::vector<Detection> d{{{0, 0, 100, 62}, 0.9f, 0}, {{0, 0, 100, 99}, 0.8f, 0}};
  CHECK(match_detections(d, label) == std::vector<CorrectMask>{0x007, 0x3F8});  // the second is right above 0.6
}

TEST_CASE("eval/matching: a detection whose best label is taken has no second choice") {
  const std::vector<Label> labels{{0, {0, 0, 100, 100}}, {0, {0, 20, 100, 120}}};
  // Both overlap the first label most; the second would reach 0.6 with the other label.
  const std::vector<Detection> d{{{0, 0, 100, 100}, 0.9f, 0}, {{0, 5, 100, 105}, 0.8f, 0}};
  CHECK(match_detections(d, labels) == std::vector<CorrectMask>{all_ten, 0});
}

TEST_CASE("eval/matching: the seed's rule: the first claim takes a label at all thresholds, which must be exceeded") {
  const std::vector<Label> labels{{0, {0, 0, 100, 100}}, {0, {0, 20, 100, 120}}};
  const auto mask = [&](Box box) { return match_seed(std::vector<Detection>{{box, 0.9f, 0}}, std::span(labels).first(1))[0]; };
  CHECK(mask({0, 0, 100, 100}) == all_ten);
  CHECK(mask({0, 0, 100, 50}) == 0);      // exactly 0.5
  CHECK(mask({0, 0, 100, 75}) == 0x01F);  // exactly 0.75: up to 0.7
  CHECK(mask({0, 0, 100, 76}) == 0x03F);
  // The better box comes too late, and the third has no second choice.
  const std::vector<Detection> d{{{0, 0, 100, 62}, 0.9f, 0}, {{0, 0, 100, 99}, 0.8f, 0}, {{0, 5, 100, 105}, 0.7f, 0}};
  CHECK(match_seed(d, labels) == std::vector<CorrectMask>{0x007, 0, 0});
  CHECK(match_seed(std::vector<Detection>{{{0, 0, 100, 100}, 0.9f, 1}}, labels) == std::vector<CorrectMask>{0});
  CHECK(match_seed({}, labels).empty());
}

TEST_CASE("eval/matching: random boxes by the rule spelt out") {
  Random r({.seed = 9});
  const auto box = [&] {
    const auto x = static_cast<float>(r.uniform(0, 40)), y = static_cast<float>(r.uniform(0, 40));
    return Box{x, y, x + static_cast<float>(r.uniform(20, 60)), y + static_cast<float>(r.uniform(20, 60))};
  };
  for (int round = 0; round < 200; ++round) {
    std::vector<Detection> d;
    std::vector<Label> labels;
    for (int i = 0; i < 30; ++i) d.push_back({box(), 1 - static_cast<float>(i) / 30, static_cast<int>(r.below(2))});
    for (int i = 0; i < 8; ++i) labels.push_back({static_cast<int>(r.below(2)), box()});
    CHECK(match_detections(d, labels) == spelt_out(d, labels));
  }
}
