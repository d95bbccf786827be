// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Blocks one by one. Weights, picture and slopes are made of their names where a case has none (golden_numbers.hpp).
#pragma once

#include "../golden_cases/block_nets.hpp"
#include "net.hpp"

#include <iterator>

namespace replay {

inline constexpr double block_gradient_limit = 1e-4;  // of the largest number of the gradient

/// f32, the case's own or made of its name.
inline at::Tensor given_or_made(const Case& c, const std::string& name, const Sides& form, const Sides& sides) {
  if (c.has(name)) return tensor(c, name, form);
  const at::Tensor t = at::empty(sides, at::kFloat);
  test::numbers(name, test::numbers_of(t), 1);
  return t;
}

/// Output of an evaluation and of a training pass; gradients of a weighted sum of the latter, and running statistics after.
template <class Model>
void block(const Case& c, Results& results) {
  Network<Model, DefaultBackend> network({});
  Parameters& p = network.parameters();
  p.enable_gradients();
  const std::vector<test::StateEntry> all = test::state_entries(p);
  set_weights(c, all, p);
  std::vector<test::StateEntry> kept;
  std::copy_if(all.begin(), all.end(), std::back_inserter(kept), test::blocks::is_kept);
  check_names(c, kept, "the block");

  const at::Tensor picture = given_or_made(c, "picture", {any, 3, any, any},
                                           {std::begin(test::blocks::picture_sides), std::end(test::blocks::picture_sides)});
  const int step = 2;  // blocks that halve their map
  if (picture.numel() == 0 || picture.size(2) % step != 0 || picture.size(3) % step != 0)
    fail(c.path(), ": tensor picture: expected even sides, found ", form_text(Dtype::f32, picture.sizes().vec()));
  const auto slope = [&](at::IntArrayRef sides) { return given_or_made(c, "slope", sides.vec(), sides.vec()); };

  Parameters alone(Model::layers().layers, "cpu");  // running statistics move
  alone.enable_gradients();
  set_weights(c, test::state_entries(alone), alone);
  const Limit near{Per::tensor, {map_limit}};
  {
    const at::NoGradGuard none;
    network.train(false);
    add_tensor("y.evaluation", network.forward(picture).at(0), near, results);
  }
  network.train(true);
  const auto y = network.forward(picture);
  add_tensor("y.training", y.at(0), near, results);
  network.backward(y, {slope(y[0].sizes())});
  // The default backend gives a net's input no gradient.
  const at::Tensor gradient = test::blocks::alone<Model>(alone, picture, slope).second;
  add_tensor("gradient", gradient, {Per::tensor, {block_gradient_limit}}, results);
  add_state(c, kept, results, block_gradient_limit);
}

/// For each_v7 and each_v1 of block_nets.hpp.
struct BlockKinds {
  template <class Model>
  void operator()(const std::string& name) const { all->push_back({"block_" + name, block<Model>}); }
  std::vector<Kind>* all;
};

}  // namespace replay
