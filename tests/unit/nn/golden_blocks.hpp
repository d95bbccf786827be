// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// One block against what YOLOv5 computed in f64 with the same weights (tests/golden/README.md).
#pragma once

#include "golden_net.hpp"

#include "../../golden_cases/block_nets.hpp"

namespace golden_blocks {

using namespace ctyolo;
using golden_net::check_map, golden_net::gradient_limit, golden_net::map_limit;

inline at::Tensor made(const std::string& name, at::IntArrayRef sides) {
  const at::Tensor t = at::empty(sides, at::kFloat);
  test::numbers(name, test::numbers_of(t), 1);
  return t;
}

inline void fill(const std::vector<test::StateEntry>& all, Parameters& p) {
  for (const test::StateEntry& e : all) test::entry(e.name, e.values.sizes(), test::numbers_of(e.values));
  p.bump_versions();
}

/// Gradients and running statistics, by the limits of whole nets; no gradient nearly cancels here.
inline void check_state(const test::Golden& golden, const std::vector<test::StateEntry>& all, bool stem) {
  const std::vector<float> state = golden.floats("state");  // [tensors,13]
  std::size_t row = 0;
  for (const test::StateEntry& e : all) {
    if (!test::blocks::is_kept(e)) continue;
    CAPTURE(e.name);
    REQUIRE(state.size() >= (row + 1) * test::summary_size);
    const std::span expected(state.data() + row++ * test::summary_size, test::summary_size);
    if (!stem && e.name == "model.0.weight") continue;
    const auto largest = static_cast<double>(expected[test::summary_largest]);
    CHECK(largest > 0.02);
    CHECK(test::largest_difference(test::summary(test::numbers_of(e.result)), expected) <=
          (e.group == Group::buffer ? map_limit : gradient_limit) * largest);
  }
  CHECK(state.size() == row * test::summary_size);
}

/// Output of an evaluation and of a training pass; gradients of a weighted sum of it, and running statistics after.
template <class Model, class B>
void check_net(const test::Golden& golden) {
  Network<Model, B> net({});
  Parameters& p = net.parameters();
  p.enable_gradients();
  const std::vector<test::StateEntry> all = test::state_entries(p);
  fill(all, p);
  std::ostringstream key;
  key << std::hex << std::setw(16) << std::setfill('0') << test::stream(test::blocks::kept_names(all));
  REQUIRE(key.str() == golden.text("names"));
  const at::Tensor picture = made("picture", test::blocks::picture_sides);
  {
    const at::NoGradGuard none;
    net.train(false);
    check_map(golden, "y.evaluation", net.forward(picture).at(0));
  }
  net.train(true);
  const auto y = net.forward(picture);
  check_map(golden, "y.training", y.at(0));
  net.backward(y, {made("slope", y[0].sizes())});
  check_state(golden, all, true);
}

/// The block by itself: the gradient of its input too.
template <class Model>
void check_alone(const test::Golden& golden) {
  Parameters p(Model::layers().layers, "cpu");
  p.enable_gradients();
  const std::vector<test::StateEntry> all = test::state_entries(p);
  fill(all, p);
  const auto [y, gradient] = test::blocks::alone<Model>(p, made("picture", test::blocks::picture_sides),
                                                        [](at::IntArrayRef sides) { return made("slope", sides); });
  check_map(golden, "y.training", y);
  const std::vector<float> expected = golden.floats("gradient");
  REQUIRE(gradient.sizes().vec() == golden.shape("gradient"));
  CHECK(test::largest_difference(test::numbers_of(gradient.contiguous()), expected) <= gradient_limit * test::largest(expected));
  check_state(golden, all, false);
}

struct Check {
  template <class Model>
  void operator()(const std::string& name) const {
    CAPTURE(name);
    set_compute_threads(2);
    const test::Golden golden("block_" + name);
    check_alone<Model>(golden);
    check_net<Model, Aten>(golden);
#ifdef CTYOLO_ONEDNN
    check_net<Model, OneDnn>(golden);
#endif
    ++*checked;
  }
  int* checked;
};

}  // namespace golden_blocks
