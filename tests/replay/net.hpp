// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Whole nets. Weights, pictures and slopes of the heads are made of their names where a case has none (golden_numbers.hpp).
#pragma once

#include "../golden_cases/state.hpp"
#include "golden_numbers.hpp"
#include "tensor.hpp"

#include <ctyolo/backend/default_backend.hpp>
#include <ctyolo/graph.hpp>
#include <ctyolo/nn/network.hpp>

#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>

#include <algorithm>
#include <concepts>
#include <cstdio>

namespace replay {

// Of the largest number of the map or statistic; of the gradient. tests/unit/nn/golden_net.hpp allows 1e-4, and more to a
// gradient that nearly cancels, of which the oracle's own f32 differs by up to 1.3e-4; here all are allowed that.
inline constexpr double map_limit = 1e-5, gradient_limit = 3e-4;

inline void set_weights(const Case& c, const std::vector<test::StateEntry>& all, Parameters& p) {
  for (const test::StateEntry& e : all) {
    if (c.has(e.name))
      at::Tensor(e.values).copy_(tensor(c, e.name, e.values.sizes().vec()));
    else
      test::entry(e.name, e.values.sizes(), test::numbers_of(e.values));
  }
  p.bump_versions();
}

/// Of names in their order. @throws Error where the case has another one
inline void check_names(const Case& c, const std::vector<test::StateEntry>& all, const std::string& net) {
  std::string names;
  for (const test::StateEntry& e : all) names += (names.empty() ? "" : "\n") + e.name;
  char key[17];
  std::snprintf(key, sizeof key, "%016llx", static_cast<unsigned long long>(test::stream(names)));
  if (c.text("names", key) != key)
    fail(c.path(), ": option names: expected those of ", net, ", ", key, ", found ", c.text("names"));
}

/// u8 [N,3,H,W]
inline at::Tensor pictures_of(const Case& c, int stride_px) {
  std::vector<std::uint8_t> pixels;
  Sides sides{2, 3, 64, 96};
  if (c.has("x")) {
    pixels = c.elements<std::uint8_t>("x", {any, 3, any, any});
    sides = c.sides("x");
    if (pixels.empty() || sides[2] % stride_px != 0 || sides[3] % stride_px != 0)
      fail(c.path(), ": tensor x: expected pictures with sides of whole strides of ", stride_px, " px, found ",
           form_text(Dtype::u8, sides));
  } else {
    pixels = test::picture(2, 64, 96);
  }
  const at::Tensor bytes = at::empty(sides, at::kByte);
  std::copy(pixels.begin(), pixels.end(), bytes.data_ptr<std::uint8_t>());
  return bytes;
}

inline void add_state(const Case& c, const std::vector<test::StateEntry>& all, Results& results,
                      double of_gradient = gradient_limit) {
  std::vector<float> state;
  std::vector<double> limits;
  for (const test::StateEntry& e : all) {
    if (const std::string name = "result." + e.name; c.has(name))
      add_tensor(name, e.result.reshape(e.values.sizes()), {Per::tensor, {e.group == Group::buffer ? map_limit : of_gradient}},
                 results);
    for (const double x : test::summary(test::numbers_of(e.result.contiguous()))) state.push_back(static_cast<float>(x));
    limits.push_back(e.group == Group::buffer ? map_limit : of_gradient);
  }
  results.add_rows("state", test::summary_size, state, {Per::summary, limits});
}

/// Heads of an evaluation and of a training pass; gradients of a weighted sum of the heads, and running statistics after.
template <class Model>
void net(const Case& c, Results& results) {
  using B = DefaultBackend;
  Network<typename Model::template Classes<Dynamic>, B> network({.classes = c.whole("classes", 1, 1000)});
  Parameters& p = network.parameters();
  p.enable_gradients();
  const std::vector<test::StateEntry> all = test::state_entries(p);
  set_weights(c, all, p);
  check_names(c, all, Model::net_name());

  const at::Tensor bytes = pictures_of(c, Model::max_stride());
  const Limit near{Per::tensor, {map_limit}};
  {
    const at::NoGradGuard none;
    network.train(false);
    const auto heads = network.forward(B::image(bytes));
    for (std::size_t l = 0; l < heads.size(); ++l)
      add_tensor("heads." + std::to_string(l) + ".evaluation", heads[l], near, results);
  }
  network.train(true);
  const auto heads = network.forward(B::image(bytes));
  std::vector<at::Tensor> slopes;
  for (std::size_t l = 0; l < heads.size(); ++l) {
    add_tensor("heads." + std::to_string(l) + ".training", heads[l], near, results);
    const std::string name = "slope." + std::to_string(l);
    slopes.push_back(at::empty(heads[l].sizes(), at::kFloat));
    if (c.has(name))
      slopes.back().copy_(tensor(c, name, heads[l].sizes().vec()));
    else
      test::numbers(name, test::numbers_of(slopes.back()), 1);
  }
  network.backward(heads, slopes);
  add_state(c, all, results);
  if constexpr (std::same_as<typename Model::Generation, GenerationV6>) {  // the seed has no function that says it
    std::vector<std::int32_t> groups;
    for (const test::StateEntry& e : all) groups.push_back(static_cast<std::int32_t>(index_of(e.group)));
    results.add("groups", groups, equal);
  }
}

}  // namespace replay
