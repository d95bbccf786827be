// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of nn/parameters.hpp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/core/random.hpp>
#include <ctyolo/nn/frozen.hpp>
#include <ctyolo/nn/new_tensor.hpp>
#include <ctyolo/nn/parameters.hpp>

#include <cmath>

namespace ctyolo::inline v0 {

CTYOLO_INLINE Parameters::Parameters(std::vector<Layer> layers, const std::string& device)
    : layers_(std::move(layers)), layout_(layers_) {
  for (std::size_t g = 0; g < group_count; ++g)
    values_[g] = new_tensor({layout_.sizes[g]}, at::TensorOptions().dtype(at::kFloat).device(at::Device(device))).zero_();
  for (std::size_t g = 0; g < group_count; ++g) live_[g] = live_parts({}, layout_.sizes[g]);
  make_views();
}

CTYOLO_INLINE Parameters::Parameters(const Parameters&) = default;
CTYOLO_INLINE Parameters::Parameters(Parameters&&) noexcept = default;
CTYOLO_INLINE Parameters& Parameters::operator=(const Parameters&) = default;
CTYOLO_INLINE Parameters& Parameters::operator=(Parameters&&) noexcept = default;
CTYOLO_INLINE Parameters::~Parameters() = default;

CTYOLO_INLINE void Parameters::make_views() {
  tensors_.clear();
  const auto view = [&](Group g, const Slice& s) {  // detach: a leaf of its own that shares memory and version counter
    return values_[index_of(g)].narrow(0, s.offset, s.count).detach();
  };
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    const Layer& l = layers_[i];
    const LayerSlices& s = layout_.layers[i];
    LayerTensors& t = tensors_.emplace_back();
    if (s.weight.count > 0) t.weight = view(Group::weight, s.weight).view({l.out, l.in / l.groups, l.kernel, l.kernel});
    if (s.bias.count > 0) t.bias = view(Group::bias, s.bias);
    if (s.scale.count > 0) {
      t.scale = view(Group::norm, s.scale);
      t.mean = view(Group::buffer, s.mean);
      t.variance = view(Group::buffer, s.variance);
    }
  }
}

CTYOLO_INLINE void Parameters::randomize(std::uint64_t seed) {
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    const Layer& l = layers_[i];
    LayerTensors& t = tensors_[i];
    if (l.has_conv()) {
      Random random({.seed = seed, .epoch = 0, .position = i, .purpose = Purpose::weights});
      const double bound = 1.0 / std::sqrt(static_cast<double>(l.in / l.groups * l.kernel * l.kernel));
      const auto fill = [&](const at::Tensor& destination) {
        at::Tensor drawn = new_tensor(destination.sizes(), at::kFloat);
        float* p = drawn.data_ptr<float>();
        for (std::int64_t k = 0; k < drawn.numel(); ++k) p[k] = static_cast<float>(random.uniform(-bound, bound));
        at::Tensor(destination).detach().copy_(drawn);
      };
      fill(t.weight);
      if (l.bias) fill(t.bias);
    }
    if (l.has_norm()) {
      t.scale.detach().fill_(1);
      t.bias.detach().fill_(0);
      t.mean.fill_(0);
      t.variance.fill_(1);
    }
  }
}

CTYOLO_INLINE void Parameters::set_head_priors(const HeadSetup& setup, double class_prior_offset, const std::vector<double>& class_logits) {
  const int outputs = 5 + setup.classes;
  if (!class_logits.empty() && class_logits.size() != static_cast<std::size_t>(setup.classes))
    fail("priors of ", class_logits.size(), " classes, but the head has ", setup.classes);
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    if (!layers_[i].head) continue;
    const double objects = std::log(8.0 / std::pow(640.0 / layers_[i].stride_px, 2));
    const double classes = std::log(0.6 / (setup.classes - class_prior_offset));
    at::Tensor bias = tensors_[i].bias.detach().view({layers_[i].out / outputs, outputs});  // [A,5+nc]
    bias.select(1, 4).add_(objects);
    if (class_logits.empty()) bias.narrow(1, 5, setup.classes).add_(classes);
    for (std::size_t c = 0; c < class_logits.size(); ++c) bias.select(1, 5 + static_cast<std::int64_t>(c)).add_(class_logits[c]);
  }
}

CTYOLO_INLINE void Parameters::enable_gradients() {
  for (const Group g : trained_groups) gradients_[index_of(g)] = values_[index_of(g)].new_zeros(layout_.sizes[index_of(g)]);
  const auto train = [&](at::Tensor& t, Group g, const Slice& s) {
    if (!t.defined()) return;
    t.set_requires_grad(true);
    t.mutable_grad() = gradients_[index_of(g)].narrow(0, s.offset, s.count).view(t.sizes());
  };
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    const LayerSlices& s = layout_.layers[i];
    train(tensors_[i].weight, Group::weight, s.weight);
    train(tensors_[i].bias, Group::bias, s.bias);
    train(tensors_[i].scale, Group::norm, s.scale);
  }
}

CTYOLO_INLINE int Parameters::freeze(const std::vector<std::string>& what) {
  std::vector<std::string> names;
  visit([&](const std::string& name, const at::Tensor&) { names.push_back(name); });
  const FrozenNames frozen(what);
  frozen.check(names);
  std::array<std::vector<Slice>, group_count> parts;
  int count = 0, trained = 0;
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    const Layer& l = layers_[i];
    const LayerSlices& s = layout_.layers[i];
    LayerTensors& t = tensors_[i];
    const std::string name(l.name.view());
    const std::string conv = l.kind == LayerKind::conv_norm ? name + ".conv" : name;
    const std::string norm = l.kind == LayerKind::conv_norm ? name + ".bn" : name;
    const auto look_at = [&](at::Tensor& tensor, Group g, const Slice& slice, const std::string& called) {
      if (slice.count == 0) return;
      ++trained;
      if (!frozen.contains(called)) return;
      ++count;
      parts[index_of(g)].push_back(slice);
      tensor.set_requires_grad(false);
    };
    look_at(t.weight, Group::weight, s.weight, conv + ".weight");
    look_at(t.scale, Group::norm, s.scale, norm + ".weight");
    look_at(t.bias, Group::bias, s.bias, (l.has_norm() ? norm : conv) + ".bias");
  }
  if (count == trained) fail("freeze: all ", trained, " tensors of the net are frozen: nothing is left to learn");
  for (const Group g : trained_groups) live_[index_of(g)] = live_parts(parts[index_of(g)], layout_.sizes[index_of(g)]);
  return count;
}

CTYOLO_INLINE Parameters Parameters::twin() const {
  Parameters copy = *this;
  for (std::size_t g = 0; g < group_count; ++g) {
    copy.values_[g] = values_[g].clone();
    copy.gradients_[g] = at::Tensor();
  }
  copy.make_views();
  return copy;
}

CTYOLO_INLINE void Parameters::clear_gradients() {
  for (const Group g : trained_groups) gradients_[index_of(g)].zero_();
}

CTYOLO_INLINE std::uint64_t Parameters::version() const {
  std::uint64_t sum = 0;
  for (const at::Tensor& flat : values_) sum += flat.unsafeGetTensorImpl()->version_counter().current_version();
  return sum;
}

CTYOLO_INLINE void Parameters::bump_versions() {
  for (at::Tensor& flat : values_) flat.unsafeGetTensorImpl()->bump_version();
}

}  // namespace ctyolo::inline v0
