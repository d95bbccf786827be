// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Fit and search of anchors against YOLOv5's own answers (tests/golden/README.md).
#include "test.hpp"

#include "../../golden_cases/anchors.hpp"

#include <ctyolo/anchors/evolve.hpp>
#include <ctyolo/anchors/fit.hpp>
#include <ctyolo/anchors/kmeans.hpp>
#include <ctyolo/io/safetensors.hpp>

#include <cstdint>
#include <cstring>
#include <filesystem>
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

  std::vector<SizePx> sizes(const std::string& name) const { return test::sizes_of(floats(name)); }
  LabelSizes labels() const { return test::label_sizes(ints("shapes"), ints("image"), sizes("sizes"), static_cast<int>(number("img_px"))); }

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
    CHECK(test::mean_distance(labels, golden.sizes("start")) == doctest::Approx(distances.at(0)).epsilon(1e-4));
    const auto seeds = distances.size();
    double ours = 0, theirs = 0, our_distance = 0, their_distance = 0;
    for (std::size_t seed = 0; seed < seeds; ++seed) {
      const auto start = kmeans_anchors(labels, 9, seed);
      const Evolved e = evolve_anchors(start, fitness, 1000, seed);
      CHECK(e.fitness >= fitness(start));
      CHECK(anchor_fit(labels, e.anchors_px, 4.0).recall >= anchor_fit(labels, golden.sizes("evolved"), 4.0).recall);
      ours += e.fitness;
      theirs += recorded[2 * seed + 1];
      our_distance += test::mean_distance(labels, start);
      their_distance += distances[seed];
    }
    const auto n = static_cast<double>(seeds);
    CHECK_MESSAGE(our_distance / n < their_distance / n + 0.001, std::string(name), " ", our_distance / n, " ", their_distance / n);
    CHECK_MESSAGE(ours / n > theirs / n - 0.002, std::string(name), " ", ours / n, " ", theirs / n);
  }
}
