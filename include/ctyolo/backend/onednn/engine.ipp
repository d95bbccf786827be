// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of backend/onednn/engine.hpp.
#pragma once

#include <ctyolo/backend/onednn/engine.hpp>
#include <ctyolo/backend/wide.hpp>
#include <ctyolo/core/error.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>

namespace ctyolo::inline v0::onednn {

namespace detail {

inline void join(const std::vector<Place>& parts, const std::vector<bool>& copies, const Place& out) {
  int at = 0;
  for (std::size_t k = 0; k < parts.size(); ++k) {
    if (copies[k]) copy_into_channels(parts[k].map, out.map, at);
    at += parts[k].map.channels;
  }
}

}  // namespace detail

CTYOLO_INLINE void Workspace::Free::operator()(float* p) const { std::free(p); }

CTYOLO_INLINE float* Workspace::arena(std::int64_t floats) {
  if (floats > size_) {
    memory_.reset();
    const auto bytes = static_cast<std::size_t>(floats) * sizeof(float) + 64;
    memory_.reset(static_cast<float*>(std::aligned_alloc(64, (bytes + 63) / 64 * 64)));
    if (!memory_) fail("out of memory: the maps of a batch need ", bytes, " bytes; a smaller batch or image size needs less");
    size_ = floats;
  }
  return memory_.get();
}

CTYOLO_INLINE Engine::Engine(std::span<const Op> ops, std::span<const int> heads, std::span<const int> remade_before)
    : ops_(ops), heads_(heads), remade_before_(remade_before), workspace_(std::make_shared<Workspace>()) {
  if (const char* mistake = version_mistake(); *mistake != '\0') fail("backend OneDnn: ", mistake, "; name the backend Aten");
}
CTYOLO_INLINE Engine::Engine(const Engine& other)
    : ops_(other.ops_), heads_(other.heads_), remade_before_(other.remade_before_), workspace_(other.workspace_) {}
CTYOLO_INLINE Engine& Engine::operator=(const Engine& other) {
  if (this != &other) {
    shapes_.clear();
    now_ = nullptr;
    ops_ = other.ops_;
    heads_ = other.heads_;
    remade_before_ = other.remade_before_;
    workspace_ = other.workspace_;
  }
  return *this;
}
CTYOLO_INLINE Engine::~Engine() = default;

CTYOLO_INLINE void Engine::begin(const std::vector<Layer>& layers, std::span<const LayerNumbers> numbers, double eps, double momentum,
                                 int images, int height, int width, bool training, std::uint64_t version) {
  numbers_.assign(numbers.begin(), numbers.end());
  states_.resize(numbers.size());
  eps_ = eps;
  momentum_ = momentum;
  const auto found = std::ranges::find_if(shapes_, [&](const auto& s) {
    return s->plan.images == images && s->plan.height == height && s->plan.width == width && s->plan.training == training;
  });
  if (found != shapes_.end()) now_ = found->get();
  else make_shape(layers, images, height, width, training);
  now().used = ++clock_;
  now().plan.attach(workspace_->arena(now().plan.arena_floats));
  if (!training) fold(layers, version);
  version_ = version;
  forward_ = ++workspace_->forward;
  watching_ = false;
  broken_.reset();
}

CTYOLO_INLINE const BlockedMap& Engine::head(std::size_t level) {
  const auto maker = std::ranges::find(ops_, heads_[level], &Op::out);
  return result(static_cast<std::size_t>(maker - ops_.begin()));
}

CTYOLO_INLINE void Engine::look_at(std::size_t i) {
  if (!broken_ && !all_finite(result(i))) broken_ = i;
}

CTYOLO_INLINE std::string Engine::first_broken(const std::vector<Layer>& layers) const {
  if (!broken_) return {};
  std::size_t i = *broken_;
  while (i > 0 && ops_[i].layer < 0) --i;
  return ops_[i].layer < 0 ? std::string("the picture") : std::string(layers[static_cast<std::size_t>(ops_[i].layer)].name.view());
}

CTYOLO_INLINE void Engine::make_shape(const std::vector<Layer>& layers, int images, int height, int width, bool training) {
  if (shapes_.size() == most_shapes)
    shapes_.erase(std::ranges::min_element(shapes_, {}, [](const auto& s) { return s->used; }));
  auto shaped = std::make_unique<Shaped>();
  shaped->plan = make_plan(ops_, heads_, layers, images, height, width, widest_block(), training, remade_before_);
  shaped->convolutions.resize(ops_.size());
  shaped->packed.resize(ops_.size());
  shaped->biases.resize(ops_.size());
  for (std::size_t i = 0; i < ops_.size(); ++i) {
    const Op& o = ops_[i];
    if (o.kind != OpKind::conv && o.kind != OpKind::conv_norm_act) continue;
    const OpPlan& p = shaped->plan.ops[i];
    const Layer& l = layers[static_cast<std::size_t>(o.layer)];
    const bool norm = o.kind == OpKind::conv_norm_act;
    const Fused fused{.on = norm && !training, .activation = o.activation};
    shaped->convolutions[i].emplace(l, p.in[0].map, p.out.map, o.in[0] == 0, norm ? !training : l.bias, training, o.in[0] != 0, fused);
  }
  now_ = shaped.get();
  shapes_.push_back(std::move(shaped));
}

/// Norms become part of the weights and biases; done again when a weight was written.
CTYOLO_INLINE void Engine::fold(const std::vector<Layer>& layers, std::uint64_t version) {
  if (now().folded_version == version + 1) return;
  for (std::size_t i = 0; i < ops_.size(); ++i) {
    if (!now().convolutions[i]) continue;
    const Layer& l = layers[static_cast<std::size_t>(ops_[i].layer)];
    const LayerNumbers& n = numbers(i);
    const auto outputs = static_cast<std::size_t>(l.out);
    const auto each = static_cast<std::size_t>(l.weight_count()) / outputs;
    std::vector<float> weights(n.weight, n.weight + each * outputs), &bias = now().biases[i];
    if (ops_[i].kind == OpKind::conv_norm_act) {
      bias.resize(outputs);
      for (std::size_t c = 0; c < outputs; ++c) {
        const double gain = static_cast<double>(n.scale[c]) / std::sqrt(static_cast<double>(n.variance[c]) + eps_);
        bias[c] = static_cast<float>(static_cast<double>(n.bias[c]) - static_cast<double>(n.mean[c]) * gain);
        for (std::size_t k = 0; k < each; ++k) weights[c * each + k] = static_cast<float>(static_cast<double>(weights[c * each + k]) * gain);
      }
    } else if (l.bias) {
      bias.assign(n.bias, n.bias + outputs);
    }
    now().packed[i].resize(now().convolutions[i]->packed_size());
    now().convolutions[i]->pack(weights.data(), now().packed[i].data());
  }
  now().folded_version = version + 1;
}

CTYOLO_INLINE int Engine::slow_convolutions() const {
  int slow = 0;
  for (const auto& c : now_->convolutions) slow += c && c->slow();
  return slow;
}

CTYOLO_INLINE NormLayer Engine::norm_of(std::size_t i) const {
  const LayerNumbers& n = numbers(i);
  return {n.scale, n.bias, n.mean, n.variance, n.scale_gradient, n.bias_gradient, eps_, momentum_};
}

CTYOLO_INLINE void Engine::convolve(std::size_t i, float* out) {
  Convolution& c = *now().convolutions[i];
  float* packed = workspace_->scratch.floats(1, c.packed_size());
  c.pack(numbers(i).weight, packed);
  c.forward(plan(i).in[0].map.data, packed, numbers(i).bias, out, workspace_->scratch);
}

CTYOLO_INLINE void Engine::convolve_fused(std::size_t i) {
  const OpPlan& p = plan(i);
  now().convolutions[i]->forward(p.in[0].map.data, now().packed[i].data(), now().biases[i].data(), p.out.map.data, workspace_->scratch);
  if (p.residual.used()) {  // not as oneDNN's own addition after an activation: for that it only has its slow reference
    const BlockedMap both[] = {p.out.map, p.residual.map};
    add_up(both, p.out.map);
  }
}

CTYOLO_INLINE void Engine::conv(std::size_t i) {
  if (now().plan.training) convolve(i, plan(i).out.map.data);
  else convolve_fused(i);
}

CTYOLO_INLINE void Engine::add(std::size_t i) {
  if (plan(i).done_elsewhere) return;
  const BlockedMap both[] = {plan(i).in[0].map, plan(i).in[1].map};
  add_up(both, plan(i).out.map);
}
CTYOLO_INLINE void Engine::maximum(std::size_t i) { onednn::maximum(plan(i).in[0].map, plan(i).in[1].map, plan(i).out.map); }
CTYOLO_INLINE void Engine::concat(std::size_t i) { detail::join(plan(i).in, plan(i).copies, plan(i).out); }
CTYOLO_INLINE void Engine::concat_again(std::size_t i) { detail::join(plan(i).again.in, plan(i).again.copies, plan(i).again.out); }
CTYOLO_INLINE void Engine::max_pool(std::size_t i) { onednn::max_pool(plan(i).in[0].map, ops_[i].value, plan(i).out.map); }
CTYOLO_INLINE void Engine::upsample(std::size_t i) { onednn::upsample(plan(i).in[0].map, ops_[i].value, plan(i).out.map); }
CTYOLO_INLINE void Engine::upsample_again(std::size_t i) {
  onednn::upsample(plan(i).again.in[0].map, ops_[i].value, plan(i).again.out.map);
}
CTYOLO_INLINE void Engine::space_to_depth(std::size_t i) {
  onednn::space_to_depth(plan(i).in[0].map.data, plan(i).in[0].map.height, plan(i).in[0].map.width, plan(i).out.map);
}

CTYOLO_INLINE void Engine::begin_backward(std::uint64_t version) {
  if (now_ == nullptr || !now().plan.training || forward_ != workspace_->forward)
    fail("backend OneDnn: backward needs the maps of a forward pass in training mode just before it; another pass has taken their place");
  if (version != version_) fail("backend OneDnn: weights were written between forward and backward");
}

CTYOLO_INLINE Gradients Engine::gradients(std::size_t i) {
  Gradients all;
  if (plan(i).sum.used()) {
    std::vector<BlockedMap> maps;
    for (const Place& g : plan(i).gradients) maps.push_back(g.map);
    add_up(maps, plan(i).sum.map);
    all.maps[0] = plan(i).sum.map;
    all.count = 1;
  } else {
    for (const Place& g : plan(i).gradients) all.maps[static_cast<std::size_t>(all.count++)] = g.map;
  }
  return all;
}

CTYOLO_INLINE void Engine::convolve_backward(std::size_t i, const float* gradient) {
  Convolution& c = *now().convolutions[i];
  const Place& into = plan(i).in_gradients[0];
  if (into.used()) c.backward_data(gradient, numbers(i).weight, into.map.data, workspace_->scratch);
  c.backward_weights(plan(i).back_in[0].map.data, gradient, numbers(i).weight_gradient, numbers(i).bias_gradient, workspace_->scratch);
}

CTYOLO_INLINE void Engine::conv_backward(std::size_t i) { convolve_backward(i, gradients(i).maps[0].data); }
CTYOLO_INLINE void Engine::add_backward(std::size_t i) {
  if (plan(i).sum.used()) gradients(i);
}
CTYOLO_INLINE void Engine::maximum_backward(std::size_t i) {
  const OpPlan& p = plan(i);
  onednn::maximum_backward(p.back_in[0].map, p.back_in[1].map, gradients(i).maps[0], p.in_gradients[0].map, p.in_gradients[1].map);
}
CTYOLO_INLINE void Engine::concat_backward(std::size_t i) {
  const Gradients all = plan(i).sum.used() ? gradients(i) : Gradients{};
  int at = 0;
  for (std::size_t k = 0; k < plan(i).in.size(); ++k) {
    const Place& into = plan(i).in_gradients[k];
    if (into.used()) copy_out_of_channels(all.count > 0 ? all.maps[0] : plan(i).gradients[0].map, at, into.map);
    at += plan(i).in[k].map.channels;
  }
}
CTYOLO_INLINE void Engine::max_pool_backward(std::size_t i) {
  onednn::max_pool_backward(plan(i).back_in[0].map, ops_[i].value, gradients(i).maps[0], plan(i).in_gradients[0].map);
}
CTYOLO_INLINE void Engine::upsample_backward(std::size_t i) {
  onednn::upsample_backward(gradients(i).maps[0], ops_[i].value, plan(i).in_gradients[0].map);
}

}  // namespace ctyolo::inline v0::onednn
