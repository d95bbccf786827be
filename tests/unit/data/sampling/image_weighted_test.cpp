// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Weights of classes and images against both oracles, and what is drawn from them.
#include "golden.hpp"
#include "test.hpp"

#include <ctyolo/data/sampling/image_weighted.hpp>

#include <cmath>
#include <map>

using namespace ctyolo;

namespace {

std::vector<ImageRecord> recorded_images(const test::Golden& golden) {
  std::vector<ImageRecord> images(static_cast<std::size_t>(golden.number("images")));
  const std::vector<int> labels = golden.ints("labels");  // [T,2] image, class
  for (std::size_t i = 0; i < labels.size(); i += 2) images.at(static_cast<std::size_t>(labels[i])).labels.push_back({.cls = labels[i + 1]});
  return images;
}

/// Equal but for a common factor.
void check_in_proportion(const std::vector<double>& got, const std::vector<double>& recorded, double tolerance) {
  REQUIRE(got.size() == recorded.size());
  double sum = 0, of = 0;
  for (const double w : got) sum += w;
  for (const double w : recorded) of += w;
  for (std::size_t i = 0; i < got.size(); ++i) {
    CAPTURE(i);
    CHECK(std::abs(got[i] / sum - recorded[i] / of) <= tolerance);
  }
}

std::map<int, int> drawn(const SamplingInput& input, int epochs) {
  std::map<int, int> times;
  for (int epoch = 0; epoch < epochs; ++epoch)
    for (const int i : ImageWeighted{}.order(input, epoch)) ++times[i];
  return times;
}

}  // namespace

TEST_CASE("data/sampling/image_weighted: weights are those of both oracles") {
  const test::Golden golden("policies_weights");
  const auto images = recorded_images(golden);
  const std::vector<double> maps = golden.doubles("maps");
  const auto weights = class_weights(class_counts(images, maps.size()));
  const std::vector<double> seed = golden.doubles("class_weights_seed");
  const std::vector<float> v7 = golden.floats("class_weights");
  REQUIRE(weights.size() == seed.size());
  for (std::size_t c = 0; c < seed.size(); ++c) {
    CHECK(std::abs(weights[c] - seed[c]) <= 1e-15);
    CHECK(static_cast<float>(weights[c]) == v7[c]);
  }
  const SamplingInput start{.images = images}, later{.images = images, .class_maps = maps};
  check_in_proportion(ImageWeighted::weights(start), golden.doubles("image_weights_seed_start"), 1e-15);
  check_in_proportion(ImageWeighted::weights(later), golden.doubles("image_weights_seed_later"), 1e-15);
  check_in_proportion(ImageWeighted::weights(start), golden.doubles("image_weights_start"), 1e-7);  // v7.0's are f32 on the way
  check_in_proportion(ImageWeighted::weights(later), golden.doubles("image_weights_later"), 1e-7);
}

TEST_CASE("data/sampling/image_weighted: images are drawn in proportion, by (seed, epoch) alone") {
  const test::Golden golden("policies_weights");
  const auto images = recorded_images(golden);
  const std::vector<double> maps = golden.doubles("maps");
  SamplingInput input{.images = images, .seed = 3, .class_maps = maps};
  const auto order = ImageWeighted{}.order(input, 5);
  CHECK(order.size() == images.size());
  CHECK(order == ImageWeighted{}.order(input, 5));
  CHECK(order != ImageWeighted{}.order(input, 6));
  constexpr int epochs = 4000;
  const auto times = drawn(input, epochs);
  const auto weights = ImageWeighted::weights(input);
  double sum = 0;
  for (const double w : weights) sum += w;
  const double draws = epochs * static_cast<double>(images.size());
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double share = weights[i] / sum, got = times.contains(static_cast<int>(i)) ? times.at(static_cast<int>(i)) / draws : 0;
    CAPTURE(i);
    CHECK(std::abs(got - share) <= 5 * std::sqrt(share / draws));
  }
  CHECK(!times.contains(4));  // no boxes
  input.seed = 4;
  CHECK(order != ImageWeighted{}.order(input, 5));
}

TEST_CASE("data/sampling/image_weighted: nothing to choose by means that all are alike") {
  std::vector<ImageRecord> images(4);
  images[1].labels = {{.cls = 0}};
  images[2].labels = {{.cls = 0}};
  const std::vector<double> perfect{1.0};
  CHECK(drawn({.images = images}, 50).size() == 2);
  CHECK(drawn({.images = images, .class_maps = perfect}, 50).size() == 4);
  CHECK(ImageWeighted{}.order({}, 0).empty());
}
