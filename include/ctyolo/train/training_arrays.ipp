// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of train/training_arrays.hpp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/optim/gradient_norm.hpp>
#include <ctyolo/train/training_arrays.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace ctyolo::inline v0 {

CTYOLO_INLINE OptimizerArrays optimizer_arrays(const Parameters& net, int arrays) {
  OptimizerArrays all(static_cast<std::size_t>(arrays));
  for (auto& groups : all)
    for (const Group g : trained_groups) groups[index_of(g)] = net.values(g).new_zeros(net.values(g).sizes());
  return all;
}

CTYOLO_INLINE FlatGroup flat_group(Parameters& net, OptimizerArrays& arrays, Parameters* average, Group group, const Slice& part) {
  FlatGroup flat{.count = part.count, .weights = net.values(group).data_ptr<float>() + part.offset,
                 .gradients = net.gradients(group).data_ptr<float>() + part.offset, .states = {}, .average = nullptr};
  for (std::size_t k = 0; k < arrays.size(); ++k) flat.states[k] = arrays[k][index_of(group)].data_ptr<float>() + part.offset;
  if (average != nullptr) flat.average = average->values(group).data_ptr<float>() + part.offset;
  return flat;
}

CTYOLO_INLINE double gradient_norm(const Parameters& net) {
  double squares = 0;
  for (const Group g : trained_groups)
    for (const Slice& part : net.live(g)) squares += sum_of_squares(net.gradients(g).data_ptr<float>() + part.offset, part.count);
  return std::sqrt(squares);
}

CTYOLO_INLINE void add_arrays(StateDict& tensors, const Parameters& net, const OptimizerArrays& arrays) {
  for (const Group g : {Group::weight, Group::norm, Group::bias, Group::buffer}) {
    const std::string name = group_name(g);
    tensors.emplace_back("train.values." + name, net.values(g));
    if (g == Group::buffer) continue;
    tensors.emplace_back("train.gradients." + name, net.gradients(g));
    for (std::size_t k = 0; k < arrays.size(); ++k)
      tensors.emplace_back("train.optimizer." + std::to_string(k) + "." + name, arrays[k][index_of(g)]);
  }
}

CTYOLO_INLINE void load_arrays(Parameters& net, OptimizerArrays& arrays, const Checkpoint& c) {
  StateDict all;
  add_arrays(all, net, arrays);
  for (auto& [name, tensor] : all) tensor.detach().copy_(c.tensor(name, tensor));
  net.bump_versions();
}

CTYOLO_INLINE void load_net(Parameters& net, const StateDict& tensors, const std::string& path, const std::string& name) {
  const Transferred t = load_state_dict(net, tensors);
  if (t.items != t.of)
    fail(path, ": ", t.of - t.items, " of ", t.of, " tensors of the net ", name, " are missing or of another shape, the first is ",
         t.left_out[0]);
}

CTYOLO_INLINE void load_optimizer(OptimizerArrays& arrays, const Parameters& net, const TorchTraining& t,
                                  std::span<const std::string_view> states, const std::string& optimizer) {
  if (t.arrays.empty()) return;  // saved before its first step
  if (!std::ranges::equal(t.arrays, states, {}, &TorchOptimizerArray::name))
    fail(t.path, ": its training was made with the optimizer ", t.optimizer, ", but the program has ", optimizer,
         "; continue it with the former, or start a new run with --weights ", t.path);
  Parameters array = net.twin();  // for its names and places
  for (std::size_t k = 0; k < t.arrays.size(); ++k) {
    for (const Group g : trained_groups) array.values(g).zero_();
    load_state_dict(array, state_dict_of(t.arrays[k].tensors, t.path));
    for (const Group g : trained_groups) arrays[k][index_of(g)].copy_(array.values(g));
  }
}

CTYOLO_INLINE std::vector<at::Tensor> gradient_maps(const std::vector<at::Tensor>& raw) {
  std::vector<at::Tensor> all;
  for (const at::Tensor& map : raw) all.push_back(map.new_empty_strided(map.sizes(), map.strides()));
  return all;
}

}  // namespace ctyolo::inline v0
