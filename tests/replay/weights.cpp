// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Weights of classes and images, and which boxes survive a warp.
#include "kinds.hpp"

#include <ctyolo/data/sample.hpp>
#include <ctyolo/data/sampling/image_weighted.hpp>
#include <ctyolo/data/sampling/label_weights.hpp>

#include <numeric>

namespace replay {

namespace {

double sum_of(const std::vector<double>& all) { return std::accumulate(all.begin(), all.end(), 0.0); }

/// The library's weights have another common factor than the oracles': brought to the case's sum, or to 1.
std::vector<double> in_proportion(const Case& c, const std::string& name, std::vector<double> weights) {
  const double sum = sum_of(weights);
  double of = 1;
  if (c.has(name)) of = sum_of(c.doubles(name, {static_cast<std::int64_t>(weights.size())}));
  for (double& w : weights) w = w / sum * of;
  return weights;
}

void weights(const Case& c, Results& results) {
  std::vector<ImageRecord> images(static_cast<std::size_t>(c.whole("images", 1, 1 << 24)));
  const std::vector<double> maps = c.doubles("maps", {any});   // of each class, at the last validation
  const std::vector<int> labels = c.ints("labels", {any, 2});  // image, class
  const auto classes = static_cast<int>(maps.size());
  for (std::size_t i = 0; i < labels.size(); i += 2) {
    const int image = labels[i], cls = labels[i + 1];
    if (image < 0 || static_cast<std::size_t>(image) >= images.size() || cls < 0 || cls >= classes)
      fail(c.path(), ": tensor labels: expected images below ", images.size(), " and classes below ", classes, ", found ", image,
           " and ", cls);
    images[static_cast<std::size_t>(image)].labels.push_back({.cls = cls});
  }
  const auto of_class = class_weights(class_counts(images, maps.size()));
  results.add("class_weights_seed", of_class, {Per::one, {1e-15}});
  results.add("class_weights", std::vector<float>(of_class.begin(), of_class.end()), equal);
  const auto start = ImageWeighted::weights({.images = images}),
             later = ImageWeighted::weights({.images = images, .class_maps = maps});
  const auto add = [&](const std::string& name, const std::vector<double>& found, double limit) {
    const auto scaled = in_proportion(c, name, found);
    results.add(name, scaled, {Per::one, {limit * sum_of(scaled)}});
  };
  add("image_weights_seed_start", start, 1e-15);
  add("image_weights_seed_later", later, 1e-15);
  add("image_weights_start", start, 1e-7);  // v7.0's are f32 on the way
  add("image_weights_later", later, 1e-7);
}

void candidates(const Case& c, Results& results) {
  const std::vector<float> before = c.floats("before", {any, 4});  // corners, px
  const std::vector<float> after = c.floats("after", {static_cast<std::int64_t>(before.size() / 4), 4});
  std::vector<std::int32_t> found;
  const double gain = c.number("gain", 1);
  for (std::size_t i = 0; i < before.size(); i += 4) {
    const auto box = [i](const std::vector<float>& v) { return Box{v[i], v[i + 1], v[i + 2], v[i + 3]}; };
    found.push_back(survives(box(before), box(after), gain));
  }
  results.add("survives", found, equal);
}

}  // namespace

std::vector<Kind> weight_kinds() { return {{"weights", weights}, {"candidates", candidates}}; }

}  // namespace replay
