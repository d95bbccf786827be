// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The arrays of a training out to a checkpoint and back, and what is refused.
#define CTYOLO_TEST_TORCH
#include "test.hpp"
#include "temporary_folder.hpp"

#include <ctyolo/graph.hpp>
#include <ctyolo/train/training_arrays.hpp>

#include <array>
#include <cmath>
#include <string>
#include <string_view>

using namespace ctyolo;

namespace {

using Model = YoloV5n::Classes<2>;

Parameters net(std::uint64_t seed) {
  Parameters p(Model::layers().layers, "cpu");
  p.randomize(seed);
  p.enable_gradients();
  return p;
}

void fill(Parameters& p, OptimizerArrays& arrays, float by) {
  for (const Group g : trained_groups) {
    p.gradients(g).fill_(by + 1);
    for (std::size_t k = 0; k < arrays.size(); ++k) arrays[k][index_of(g)].fill_(by + 10 * static_cast<float>(k + 1));
  }
}

}  // namespace

TEST_CASE("train/training_arrays: an optimizer begins at zero, with as many numbers as there are weights") {
  const Parameters p = net(1);
  const OptimizerArrays arrays = optimizer_arrays(p, 2);
  REQUIRE(arrays.size() == 2);
  for (const auto& array : arrays)
    for (const Group g : trained_groups) {
      CHECK(array[index_of(g)].numel() == p.values(g).numel());
      CHECK(array[index_of(g)].count_nonzero().item<std::int64_t>() == 0);
    }
  CHECK(optimizer_arrays(p, 0).empty());
}

TEST_CASE("train/training_arrays: a part of a group is where the arrays have it") {
  Parameters p = net(1), average = p.twin();
  OptimizerArrays arrays = optimizer_arrays(p, 2);
  const Slice part{32, 7};
  const FlatGroup flat = flat_group(p, arrays, &average, Group::norm, part);
  CHECK(flat.count == 7);
  CHECK(flat.weights == p.values(Group::norm).data_ptr<float>() + 32);
  CHECK(flat.gradients == p.gradients(Group::norm).data_ptr<float>() + 32);
  CHECK(flat.states[0] == arrays[0][index_of(Group::norm)].data_ptr<float>() + 32);
  CHECK(flat.states[1] == arrays[1][index_of(Group::norm)].data_ptr<float>() + 32);
  CHECK(flat.states[2] == nullptr);
  CHECK(flat.average == average.values(Group::norm).data_ptr<float>() + 32);
  CHECK(flat_group(p, arrays, nullptr, Group::norm, part).average == nullptr);
}

TEST_CASE("train/training_arrays: the gradient's length is that of what learns") {
  Parameters p = net(1);
  p.gradients(Group::bias).narrow(0, 0, 2).copy_(at::Tensor(p.values(Group::bias)).detach().narrow(0, 0, 2).fill_(3));
  p.gradients(Group::weight).narrow(0, 5, 1).fill_(4);
  CHECK(gradient_norm(p) == doctest::Approx(std::sqrt(9.0 + 9.0 + 16.0)));
  p.freeze({"model.0"});  // weight 5 lies in it, and the first two biases
  CHECK(gradient_norm(p) == 0);
}

TEST_CASE("train/training_arrays: everything comes back from a checkpoint, in memory of its own") {
  Parameters from = net(1), to = net(2);
  OptimizerArrays arrays = optimizer_arrays(from, 2), other = optimizer_arrays(to, 2);
  fill(from, arrays, 0.5f);
  Checkpoint c;
  c.set("net", Model::net_name());
  add_arrays(c.tensors, from, arrays);
  CHECK(c.tensors.size() == 4 + 3 + 2 * 3);  // values, gradients, two arrays
  const auto before = to.version();
  load_arrays(to, other, Checkpoint::from_bytes(c.to_bytes()));
  CHECK(to.version() > before);
  fill(from, arrays, 7);
  for (const Group g : {Group::weight, Group::norm, Group::bias, Group::buffer}) CHECK(to.values(g).equal(from.values(g)));
  for (const Group g : trained_groups) {
    CHECK(to.gradients(g).min().item<float>() == 1.5f);
    CHECK(other[0][index_of(g)].max().item<float>() == 10.5f);
    CHECK(other[1][index_of(g)].max().item<float>() == 20.5f);
  }
}

TEST_CASE("train/training_arrays: an array that a checkpoint lacks is named") {
  Parameters p = net(1);
  OptimizerArrays one = optimizer_arrays(p, 1), two = optimizer_arrays(p, 2);
  Checkpoint c;
  add_arrays(c.tensors, p, one);
  CHECK(test::contains(test::error_of([&] { load_arrays(p, two, c); }), "train.optimizer.1.weight"));
}

TEST_CASE("train/training_arrays: a net's tensors must all be there") {
  Parameters from = net(1), to = net(2);
  StateDict tensors;
  from.visit([&](const std::string& name, const at::Tensor& t) { tensors.emplace_back(name, t); });
  load_net(to, tensors, "a.pt", "Mine");
  CHECK(to.values(Group::weight).equal(from.values(Group::weight)));
  tensors.erase(tensors.begin() + 1);
  const std::string of = std::to_string(tensors.size() + 1);
  CHECK(test::error_of([&] { load_net(to, tensors, "a.pt", "Mine"); }) ==
        "a.pt: 1 of " + of + " tensors of the net Mine are missing or of another shape, the first is model.0.bn.weight");
}

TEST_CASE("train/training_arrays: another optimizer's arrays are refused, none are nothing to do") {
  Parameters p = net(1);
  OptimizerArrays arrays = optimizer_arrays(p, 1);
  fill(p, arrays, 1);
  constexpr std::array<std::string_view, 1> sgd{"momentum_buffer"};
  TorchTraining t{.path = "last.pt", .average = {}, .weights = {}, .optimizer = "Adam", .arrays = {}, .results = {}};
  load_optimizer(arrays, p, t, sgd, "SGDNesterov");
  CHECK(arrays[0][index_of(Group::weight)].min().item<float>() == 11);
  t.arrays = {{.name = "exp_avg", .tensors = {}}, {.name = "exp_avg_sq", .tensors = {}}};
  for (const std::span<const std::string_view> states : {std::span<const std::string_view>(sgd), std::span<const std::string_view>()})
    CHECK(test::error_of([&] { load_optimizer(arrays, p, t, states, "SGDNesterov"); }) ==
          "last.pt: its training was made with the optimizer Adam, but the program has SGDNesterov; continue it with the former, or start "
          "a new run with --weights last.pt");
  t.arrays = {{.name = "momentum_buffer", .tensors = {}}};
  load_optimizer(arrays, p, t, sgd, "SGDNesterov");
  CHECK(arrays[0][index_of(Group::weight)].max().item<float>() == 0);  // an array without a weight's number means zero
}
