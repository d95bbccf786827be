// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Fit and search of anchors against YOLOv5's own answers (tests/golden/README.md).
#include "test.hpp"

#include <ctyolo/anchors/evolve.hpp>
#include <ctyolo/anchors/fit.hpp>
#include <ctyolo/anchors/kmeans.hpp>
#include <ctyolo/io/safetensors.hpp>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <limits>
#include <string>
#include <vector>

using namespace ctyolo;

namespace {

/// A recorded case. Everything throws for what is not there.
class Golden {
 public:
  explicit Golden(const std::string& name)
      : file_((std::filesystem::path(__FILE__).parent_path() / "../../golden/data" / (name + ".safetensors")).string()) {}

  std::vector<float> floats(const std::string& name) const { return elements<float>(name, Dtype::f32); }
  std::vector<int> ints(const std::string& name) const { return elements<std::int32_t>(name, Dtype::i32); }
  double number(const std::string& key) const { return std::stod(file_.metadata().at(key)); }

  std::vector<SizePx> sizes(const std::string& name) const {
    const auto wh = floats(name);
    std::vector<SizePx> all;
    for (std::size_t i = 0; i < wh.size(); i += 2) all.push_back({wh[i], wh[i + 1]});
    return all;
  }

  /// Labels at the training size, as a training collects them.
  LabelSizes labels() const {
    const auto shapes = ints("shapes"), image = ints("image");
    const auto wh = sizes("sizes");
    LabelSizes all;
    for (std::size_t i = 0; 2 * i < shapes.size(); ++i) {
      std::vector<Target> here;
      for (std::size_t k = 0; k < wh.size(); ++k)
        if (image[k] == static_cast<int>(i)) here.push_back({.x = 0.5F, .y = 0.5F, .w = wh[k].w, .h = wh[k].h});
      all.add(shapes[2 * i], shapes[2 * i + 1], static_cast<int>(number("img_px")), here);
    }
    return all;
  }

 private:
  template <class T>
  std::vector<T> elements(const std::string& name, Dtype dtype) const {
    const TensorRecord* record = file_.find(name);
    if (record == nullptr || record->dtype != dtype) fail("ctyolo: ", file_.path(), ": no ", name, " of its type");
    std::vector<T> all(record->bytes.size() / sizeof(T));
    if (!all.empty()) std::memcpy(all.data(), record->bytes.data(), record->bytes.size());
    return all;
  }

  SafetensorsFile file_;
};

/// What k-means makes smaller: the mean distance to the nearest centre, sides in standard deviations.
double mean_distance(const std::vector<SizePx>& labels, const std::vector<SizePx>& centres) {
  const auto n = static_cast<double>(labels.size());
  double w = 0, h = 0, ww = 0, hh = 0, sum = 0;
  for (const SizePx& s : labels) w += s.w / n, h += s.h / n;
  for (const SizePx& s : labels) ww += (s.w - w) * (s.w - w) / n, hh += (s.h - h) * (s.h - h) / n;
  for (const SizePx& s : labels) {
    double least = std::numeric_limits<double>::infinity();
    for (const SizePx& c : centres)
      least = std::min(least, std::hypot((double(s.w) - c.w) / std::sqrt(ww), (double(s.h) - c.h) / std::sqrt(hh)));
    sum += least;
  }
  return sum / n;
}

}  // namespace

TEST_CASE("anchors/golden: recall and anchors a target are those of both oracles, labels on the edge included") {
  for (const char* name : {"anchors_check_fits", "anchors_check_poor", "anchors_check_edge"}) {
    const Golden golden(name);
    const AnchorFit fit = anchor_fit(golden.labels().px, golden.sizes("anchors"), golden.number("anchor_t"));
    CHECK_MESSAGE(static_cast<float>(fit.recall) == golden.floats("recall").at(0), std::string(name));
    CHECK_MESSAGE(static_cast<float>(fit.per_target) == golden.floats("per_target").at(0), name);
    CHECK_MESSAGE(static_cast<float>(fit.recall) == golden.floats("recall_seed").at(0), name);
  }
}

TEST_CASE("anchors/golden: the search is as good as v7.0's, from the same labels") {
  for (const char* name : {"anchors_search_clusters", "anchors_search_cloud"}) {
    const Golden golden(name);
    const auto labels = golden.labels().px;
    const AnchorFitness fitness(labels, golden.number("anchor_t"));
    const auto recorded = golden.floats("fitness"), distances = golden.floats("distance");  // [seed,2], [seed]: before and after evolution
    CHECK(fitness(golden.sizes("start")) == doctest::Approx(recorded.at(0)).epsilon(1e-6));
    CHECK(fitness(golden.sizes("evolved")) == doctest::Approx(recorded.at(1)).epsilon(1e-6));
    CHECK(mean_distance(labels, golden.sizes("start")) == doctest::Approx(distances.at(0)).epsilon(1e-4));
    const auto seeds = distances.size();
    double ours = 0, theirs = 0, our_distance = 0, their_distance = 0;
    for (std::size_t seed = 0; seed < seeds; ++seed) {
      const auto start = kmeans_anchors(labels, 9, seed);
      const Evolved e = evolve_anchors(start, fitness, 1000, seed);
      CHECK(e.fitness >= fitness(start));
      CHECK(anchor_fit(labels, e.anchors_px, 4.0).recall >= anchor_fit(labels, golden.sizes("evolved"), 4.0).recall);
      ours += e.fitness;
      theirs += recorded[2 * seed + 1];
      our_distance += mean_distance(labels, start);
      their_distance += distances[seed];
    }
    const auto n = static_cast<double>(seeds);
    CHECK_MESSAGE(our_distance / n < their_distance / n + 0.001, std::string(name), " ", our_distance / n, " ", their_distance / n);
    CHECK_MESSAGE(ours / n > theirs / n - 0.002, std::string(name), " ", ours / n, " ", theirs / n);
  }
}
