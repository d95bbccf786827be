// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A whole net against what YOLOv5 computed in f64 with the same weights (tests/golden/README.md).
#pragma once

#include "test.hpp"

#include "../../golden_cases/state.hpp"
#include "golden.hpp"
#include "golden_numbers.hpp"

#include <ctyolo/backend/aten.hpp>
#ifdef CTYOLO_ONEDNN
#include <ctyolo/backend/onednn.hpp>
#endif
#include <ctyolo/backend/threads.hpp>
#include <ctyolo/graph.hpp>
#include <ctyolo/nn/network.hpp>

#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>

#include <algorithm>
#include <concepts>
#include <iomanip>
#include <sstream>

namespace golden_net {

using namespace ctyolo;

// The oracle's own f32 is off by up to 3e-6 (maps) and 4e-5 (gradients) from its f64. One gradient nearly cancels (largest
// number 0.011, where its neighbours' are 1): there the oracle in one thread is off by 1.3e-4 of it.
inline constexpr double map_limit = 1e-5;       // of the largest number of the map, or of the statistic
inline constexpr double gradient_limit = 1e-4;  // of the largest number of the gradient ...
inline constexpr double gradient_floor = 0.02;  // ... which counts as this large at least

inline void check_map(const test::Golden& golden, const std::string& name, const at::Tensor& found) {
  CAPTURE(name);
  const std::vector<float> expected = golden.floats(name);
  REQUIRE(found.sizes().vec() == golden.shape(name));  // [N,A*(5+nc),H,W]
  CHECK(test::largest_difference(test::numbers_of(found.detach().contiguous()), expected) <= map_limit * test::largest(expected));
}

/// Heads of an evaluation and of a training pass; gradients of a weighted sum of the heads, and running statistics after.
template <class Model, class B>
void check(const std::string& name, bool training = true) {
  set_compute_threads(2);
  const test::Golden golden(name);
  Network<Model, B> net({.classes = static_cast<int>(golden.number("classes"))});
  Parameters& p = net.parameters();
  p.enable_gradients();
  const std::vector<test::StateEntry> all = test::state_entries(p);
  std::string names;
  for (const test::StateEntry& e : all) {
    names += (names.empty() ? "" : "\n") + e.name;
    test::entry(e.name, e.values.sizes(), test::numbers_of(e.values));
  }
  p.bump_versions();
  std::ostringstream key;
  key << std::hex << std::setw(16) << std::setfill('0') << test::stream(names);
  REQUIRE(key.str() == golden.text("names"));

  const std::vector<std::uint8_t> pixels = test::picture(2, 64, 96);
  const at::Tensor bytes = at::empty({2, 3, 64, 96}, at::kByte);
  std::copy(pixels.begin(), pixels.end(), bytes.data_ptr<std::uint8_t>());
  {
    const at::NoGradGuard none;
    net.train(false);
    const auto heads = net.forward(B::image(bytes));
    REQUIRE(heads.size() == 3);
    for (std::size_t l = 0; l < heads.size(); ++l) check_map(golden, "heads." + std::to_string(l) + ".evaluation", heads[l]);
  }
  if (!training) return;

  net.train(true);
  const auto heads = net.forward(B::image(bytes));
  std::vector<at::Tensor> slopes;
  for (std::size_t l = 0; l < heads.size(); ++l) {
    check_map(golden, "heads." + std::to_string(l) + ".training", heads[l]);
    slopes.push_back(at::empty(heads[l].sizes(), at::kFloat));
    test::numbers("slope." + std::to_string(l), test::numbers_of(slopes.back()), 1);
  }
  net.backward(heads, slopes);
  const std::vector<float> state = golden.floats("state");  // [tensors,13]
  REQUIRE(state.size() == all.size() * test::summary_size);
  for (std::size_t i = 0; i < all.size(); ++i) {
    INFO(all[i].name);
    const std::span expected(state.data() + i * test::summary_size, test::summary_size);
    const auto largest = static_cast<double>(expected[test::summary_largest]);
    CHECK(largest > 0);
    CHECK(test::largest_difference(test::summary(test::numbers_of(all[i].result)), expected) <=
          (all[i].group == Group::buffer ? map_limit * largest : gradient_limit * std::max(largest, gradient_floor)));
  }
  if constexpr (std::same_as<typename Model::Generation, GenerationV6>) {  // the seed has no function that says it
    const std::vector<int> groups = golden.ints("groups");
    REQUIRE(groups.size() == all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      INFO(all[i].name);
      CHECK(index_of(all[i].group) == static_cast<std::size_t>(groups[i]));
    }
  }
}

}  // namespace golden_net
