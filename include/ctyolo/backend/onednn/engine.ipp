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
#include <type_traits>

namespace ctyolo::inline v0::onednn {

CTYOLO_INLINE void Workspace::Free::operator()(void* p) const { std::free(p); }

CTYOLO_INLINE void* Workspace::arena(std::size_t bytes) {
  if (bytes > size_ || !memory_) {
    memory_.reset();
    memory_.reset(std::aligned_alloc(64, (bytes + 64 + 63) / 64 * 64));
    if (!memory_) fail("out of memory: the maps of a batch need ", bytes, " bytes; a smaller batch or image size needs less");
    size_ = bytes;
  }
  return memory_.get();
}

template <class T>
Engine<T>::Engine(std::span<const Op> ops, std::span<const int> heads, std::span<const int> remade_before, Order order)
    : ops_(ops), heads_(heads), remade_before_(remade_before), order_(order), workspace_(std::make_shared<Workspace>()) {
  if (const char* mistake = version_mistake(); *mistake != '\0') fail("backend OneDnn: ", mistake, "; name the backend Aten");
}
template <class T>
Engine<T>::Engine(const Engine& other)
    : ops_(other.ops_), heads_(other.heads_), remade_before_(other.remade_before_), order_(other.order_), workspace_(other.workspace_) {}
template <class T>
Engine<T>& Engine<T>::operator=(const Engine& other) {
  if (this != &other) {
    shapes_.clear();
    now_ = nullptr;
    ops_ = other.ops_;
    heads_ = other.heads_;
    remade_before_ = other.remade_before_;
    order_ = other.order_;
    workspace_ = other.workspace_;
  }
  return *this;
}
template <class T>
Engine<T>::~Engine() = default;

template <class T>
void Engine<T>::begin(const std::vector<Layer>& layers, std::span<const LayerNumbers> numbers, double eps, double momentum,
                      int images, int height, int width, bool training, std::uint64_t version) {
  if constexpr (std::is_same_v<T, BFloat16>)
    if (const char* mistake = bfloat16_mistake(); *mistake != '\0') fail("precision BF16: ", mistake, "; leave it out: FP32 is the default");
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
  arena_ = static_cast<T*>(workspace_->arena(static_cast<std::size_t>(arena_bytes())));
  if (!training) fold(layers, version);
  version_ = version;
  forward_ = ++workspace_->forward;
  watching_ = false;
  broken_.reset();
}

template <class T>
MapOf<T> Engine<T>::head(std::size_t level) {
  const auto maker = std::ranges::find(ops_, heads_[level], &Op::out);
  return result(static_cast<std::size_t>(maker - ops_.begin()));
}

template <class T>
void Engine<T>::look_at(std::size_t i) {
  if (!broken_ && !all_finite(result(i))) broken_ = i;
}

template <class T>
std::string Engine<T>::first_broken(const std::vector<Layer>& layers) const {
  if (!broken_) return {};
  std::size_t i = *broken_;
  while (i > 0 && ops_[i].layer < 0) --i;
  return ops_[i].layer < 0 ? std::string("the picture") : std::string(layers[static_cast<std::size_t>(ops_[i].layer)].name.view());
}

template <class T>
void Engine<T>::make_shape(const std::vector<Layer>& layers, int images, int height, int width, bool training) {
  if (shapes_.size() == most_shapes)
    shapes_.erase(std::ranges::min_element(shapes_, {}, [](const auto& s) { return s->used; }));
  auto shaped = std::make_unique<Shaped>();
  shaped->plan = make_plan(ops_, heads_, layers, images, height, width, {widest_block(), order_}, training, remade_before_);
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
    const MapShape& out = (p.raw.used() ? p.raw : p.out).shape;
    shaped->convolutions[i].emplace(l, p.in[0].shape, out, norm ? !training : l.bias, training, o.in[0] != 0, fused);
  }
  now_ = shaped.get();
  shapes_.push_back(std::move(shaped));
}

/// Norms become part of the weights and biases; done again when a weight was written.
template <class T>
void Engine<T>::fold(const std::vector<Layer>& layers, std::uint64_t version) {
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

template <class T>
int Engine<T>::slow_convolutions() const {
  int slow = 0;
  if (now_ == nullptr) return slow;
  for (const auto& c : now_->convolutions) slow += c && c->slow();
  return slow;
}

template <class T>
NormLayer Engine<T>::norm_of(std::size_t i) const {
  const LayerNumbers& n = numbers(i);
  return {n.scale, n.bias, n.mean, n.variance, n.scale_gradient, n.bias_gradient, eps_, momentum_};
}

template <class T>
void Engine<T>::convolve(std::size_t i, const Place& out) {
  Convolution<T>& c = *now().convolutions[i];
  float* packed = workspace_->scratch.floats(1, c.packed_size());
  c.pack(numbers(i).weight, packed);
  c.forward(map(plan(i).in[0]).data, packed, numbers(i).bias, map(out).data, workspace_->scratch);
}

template <class T>
void Engine<T>::convolve_fused(std::size_t i) {
  const OpPlan& p = plan(i);
  const MapOf<T> out = map(p.out);
  now().convolutions[i]->forward(map(p.in[0]).data, now().packed[i].data(), now().biases[i].data(), out.data, workspace_->scratch);
  if (p.residual.used()) {  // not as oneDNN's own addition after an activation: for that it only has its slow reference
    const MapOf<T> both[] = {out, map(p.residual)};
    add_up(both, out);
  }
}

template <class T>
void Engine<T>::conv(std::size_t i) {
  if (now().plan.training) convolve(i, plan(i).out);
  else convolve_fused(i);
}

template <class T>
void Engine<T>::add(std::size_t i) {
  const OpPlan& p = plan(i);
  if (p.done_elsewhere) return;
  const MapOf<T> both[] = {map(p.in[0]), map(p.in[1])};
  add_up(both, map(p.out));
}
template <class T>
void Engine<T>::join(const std::vector<Place>& parts, const std::vector<bool>& copies, const Place& out) {
  int at = 0;
  for (std::size_t k = 0; k < parts.size(); ++k) {
    if (copies[k]) copy_into_channels(map(parts[k]), map(out), at);
    at += parts[k].shape.channels;
  }
}
template <class T>
void Engine<T>::maximum(std::size_t i) { onednn::maximum(map(plan(i).in[0]), map(plan(i).in[1]), map(plan(i).out)); }
template <class T>
void Engine<T>::concat(std::size_t i) { join(plan(i).in, plan(i).copies, plan(i).out); }
template <class T>
void Engine<T>::concat_again(std::size_t i) { join(plan(i).again.in, plan(i).again.copies, plan(i).again.out); }
template <class T>
void Engine<T>::max_pool(std::size_t i) { onednn::max_pool(map(plan(i).in[0]), ops_[i].value, map(plan(i).out)); }
template <class T>
void Engine<T>::upsample(std::size_t i) { onednn::upsample(map(plan(i).in[0]), ops_[i].value, map(plan(i).out)); }
template <class T>
void Engine<T>::upsample_again(std::size_t i) { onednn::upsample(map(plan(i).again.in[0]), ops_[i].value, map(plan(i).again.out)); }
template <class T>
void Engine<T>::space_to_depth(std::size_t i) { onednn::space_to_depth(map(plan(i).in[0]), map(plan(i).out)); }

template <class T>
void Engine<T>::begin_backward(std::uint64_t version) {
  if (now_ == nullptr || !now().plan.training || forward_ != workspace_->forward)
    fail("backend OneDnn: backward needs the maps of a forward pass in training mode just before it; another pass has taken their place");
  if (version != version_) fail("backend OneDnn: weights were written between forward and backward");
}

template <class T>
Gradients<T> Engine<T>::gradients(std::size_t i) {
  Gradients<T> all;
  if (plan(i).sum.used()) {
    std::vector<MapOf<T>> maps;
    for (const Place& g : plan(i).gradients) maps.push_back(map(g));
    all.maps[0] = map(plan(i).sum);
    all.count = 1;
    add_up(maps, all.maps[0]);
  } else {
    for (const Place& g : plan(i).gradients) all.maps[static_cast<std::size_t>(all.count++)] = map(g);
  }
  return all;
}

template <class T>
void Engine<T>::convolve_backward(std::size_t i, const MapOf<T>& gradient) {
  Convolution<T>& c = *now().convolutions[i];
  const Place& into = plan(i).in_gradients[0];
  if (into.used()) c.backward_data(gradient.data, numbers(i).weight, map(into).data, workspace_->scratch);
  c.backward_weights(map(plan(i).back_in[0]).data, gradient.data, numbers(i).weight_gradient, numbers(i).bias_gradient, workspace_->scratch);
}

template <class T>
void Engine<T>::conv_backward(std::size_t i) { convolve_backward(i, gradient(i)); }
template <class T>
void Engine<T>::add_backward(std::size_t i) {
  if (plan(i).sum.used()) gradients(i);
}
template <class T>
void Engine<T>::maximum_backward(std::size_t i) {
  const OpPlan& p = plan(i);
  onednn::maximum_backward(map(p.back_in[0]), map(p.back_in[1]), gradient(i), map(p.in_gradients[0]), map(p.in_gradients[1]));
}
template <class T>
void Engine<T>::concat_backward(std::size_t i) {
  const OpPlan& p = plan(i);
  const MapOf<T> whole = p.sum.used() ? gradient(i) : map(p.gradients[0]);
  int at = 0;
  for (std::size_t k = 0; k < p.in.size(); ++k) {
    const Place& into = p.in_gradients[k];
    if (into.used()) copy_out_of_channels(whole, at, map(into));
    at += p.in[k].shape.channels;
  }
}
template <class T>
void Engine<T>::max_pool_backward(std::size_t i) {
  onednn::max_pool_backward(map(plan(i).back_in[0]), ops_[i].value, gradient(i), map(plan(i).in_gradients[0]));
}
template <class T>
void Engine<T>::upsample_backward(std::size_t i) { onednn::upsample_backward(gradient(i), ops_[i].value, map(plan(i).in_gradients[0])); }

#if !CTYOLO_HEADER_ONLY  // compiled once, for both numbers
template class Engine<float>;
template class Engine<BFloat16>;
#endif

}  // namespace ctyolo::inline v0::onednn
