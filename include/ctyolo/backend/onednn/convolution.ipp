// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of backend/onednn/convolution.hpp.
#pragma once

#include <ctyolo/backend/onednn/convolution.hpp>
#include <ctyolo/core/error.hpp>

#include <dnnl.hpp>

#include <cstdlib>
#include <memory>
#include <string_view>
#include <type_traits>
#include <unordered_map>

#if DNNL_VERSION_MAJOR != 2
#error "ctyolo: backend OneDnn is written for oneDNN 2 (Debian: libdnnl-dev); configure with -DCTYOLO_ONEDNN=OFF to do without it"
#endif

namespace ctyolo::inline v0::onednn {

namespace detail {

inline dnnl::engine& engine() {
  static dnnl::engine cpu(dnnl::engine::kind::cpu, 0);
  return cpu;
}

inline dnnl::stream& stream() {
  thread_local dnnl::stream one(engine());
  return one;
}

using Tag = dnnl::memory::format_tag;
template <class T>
inline constexpr auto type_of = std::is_same_v<T, float> ? dnnl::memory::data_type::f32 : dnnl::memory::data_type::bf16;

template <class T>
dnnl::memory::desc map_desc(const MapShape& m, bool plain) {
  const Tag blocks = plain || m.block == 1 ? Tag::nchw : m.block == 16 ? Tag::nChw16c : Tag::nChw8c;
  return {{m.images, m.channels, m.height, m.width}, type_of<T>, m.order == Order::channels_last ? Tag::nhwc : blocks};
}

inline dnnl::memory at(const dnnl::memory::desc& d, const void* p) { return {d, engine(), const_cast<void*>(p)}; }

/// Where oneDNN's own scratch, packed weights and their gradients, and maps without blocks lie in Scratch.
enum Slot : std::size_t { own_scratch, packed_weights, weights_gradients, plain_in, plain_out };

inline dnnl::memory scratchpad(const dnnl::memory::desc& d, Scratch& scratch) {
  return at(d, scratch.floats(own_scratch, (d.get_size() + 3) / 4));
}

using Forward = dnnl::convolution_forward;
using Data = dnnl::convolution_backward_data;
using Weights = dnnl::convolution_backward_weights;

/// oneDNN's kernels for blocked maps refuse some small ones and leave them to its reference, which takes a hundred times
/// as long as its kernels for maps without blocks. `make(plain)` gives the description; `plain` tells which was taken.
template <class Make>
auto fast_description(const Make& make, bool& plain, bool& slow) {
  const auto is_reference = [](const auto& d) { return std::string_view(d.impl_info_str()).starts_with("ref"); };
  plain = false;
  auto blocked = make(false);
  if (!is_reference(blocked)) return blocked;
  auto other = make(true);
  plain = !is_reference(other);
  slow = slow || !plain;
  return plain ? other : blocked;
}

/// A map as it lies, and without blocks; channels last has no other order.
struct BothOrders {
  dnnl::memory::desc blocked, plain;

  dnnl::memory read(const void* map, bool plainly, Slot slot, Scratch& scratch) const {
    dnnl::memory here = at(blocked, map);
    if (!plainly || blocked == plain) return here;
    dnnl::memory there = at(plain, scratch.floats(slot, (plain.get_size() + 3) / 4));
    dnnl::reorder(here, there).execute(stream(), here, there);
    return there;
  }
  dnnl::memory room(void* map, bool plainly, Slot slot, Scratch& scratch) const {
    return plainly && blocked != plain ? at(plain, scratch.floats(slot, (plain.get_size() + 3) / 4)) : at(blocked, map);
  }
  void write_back(dnnl::memory& from, void* map) const {
    if (from.get_data_handle() == map) return;
    dnnl::memory here = at(blocked, map);
    dnnl::reorder(from, here).execute(stream(), from, here);
  }
};

}  // namespace detail

CTYOLO_INLINE void Scratch::Free::operator()(float* p) const { std::free(p); }

CTYOLO_INLINE float* Scratch::floats(std::size_t which, std::size_t count) {
  if (count > sizes_[which] || !memory_[which]) {
    memory_[which].reset();
    memory_[which].reset(static_cast<float*>(std::aligned_alloc(64, (count + 15) / 16 * 64 + 64)));
    if (!memory_[which]) fail("out of memory: ", count * 4, " bytes of scratch for a convolution");
    sizes_[which] = count;
  }
  return memory_[which].get();
}

template <class T>
struct Convolution<T>::Primitives {
  dnnl::memory::desc plain_weights, bias;
  bool has_bias = false;
  detail::BothOrders in, out;
  bool plain_forward = false, plain_data = false, plain_weights_pass = false, slow = false;
  detail::Forward::primitive_desc forward_desc;
  detail::Data::primitive_desc data_desc;
  detail::Weights::primitive_desc weights_desc;
  detail::Forward forward;
  detail::Data data;
  detail::Weights weights;
  dnnl::reorder pack, pack_for_data, add_gradient;
};

template <class T>
Convolution<T>::Convolution(const Layer& l, const MapShape& in, const MapShape& out, bool bias, bool trains, bool input_gradient,
                            const Fused& fused)
    : p_(std::make_unique<Primitives>()) {
  using dnnl::memory;
  constexpr auto f32 = memory::data_type::f32;
  Primitives& p = *p_;
  p.in = {detail::map_desc<T>(in, false), detail::map_desc<T>(in, true)};
  p.out = {detail::map_desc<T>(out, false), detail::map_desc<T>(out, true)};
  const auto src = [&](bool plain) { return plain ? p.in.plain : p.in.blocked; };
  const auto dst = [&](bool plain) { return plain ? p.out.plain : p.out.blocked; };
  const memory::dims dims = l.groups == 1 ? memory::dims{l.out, l.in, l.kernel, l.kernel}
                                          : memory::dims{l.groups, l.out / l.groups, l.in / l.groups, l.kernel, l.kernel};
  const memory::desc any(dims, detail::type_of<T>, detail::Tag::any), any_gradient(dims, f32, detail::Tag::any);
  p.plain_weights = {dims, f32, l.groups == 1 ? detail::Tag::oihw : detail::Tag::goihw};
  p.has_bias = bias;
  p.bias = bias ? memory::desc({l.out}, f32, detail::Tag::x) : memory::desc();
  const memory::dims strides{l.stride, l.stride}, padding{l.padding, l.padding};
  constexpr auto direct = dnnl::algorithm::convolution_direct;
  const dnnl::engine& cpu = detail::engine();

  dnnl::primitive_attr own;
  own.set_scratchpad_mode(dnnl::scratchpad_mode::user);
  dnnl::primitive_attr forward_attributes = own;
  if (fused.on) {
    dnnl::post_ops ops;
    if (fused.activation.kind == ActivationKind::silu) ops.append_eltwise(1, dnnl::algorithm::eltwise_swish, 1, 0);
    if (fused.activation.kind == ActivationKind::hardswish) ops.append_eltwise(1, dnnl::algorithm::eltwise_hardswish, 0, 0);
    if (fused.activation.kind == ActivationKind::mish) ops.append_eltwise(1, dnnl::algorithm::eltwise_mish, 0, 0);
    if (fused.activation.kind == ActivationKind::leaky_relu)
      ops.append_eltwise(1, dnnl::algorithm::eltwise_relu, static_cast<float>(fused.activation.slope), 0);
    forward_attributes.set_post_ops(ops);
  }
  const auto kind = trains ? dnnl::prop_kind::forward_training : dnnl::prop_kind::forward_inference;
  p.forward_desc = detail::fast_description([&](bool plain) {
    using Desc = detail::Forward::desc;
    const Desc desc = bias ? Desc(kind, direct, src(plain), any, p.bias, dst(plain), strides, padding, padding)
                           : Desc(kind, direct, src(plain), any, dst(plain), strides, padding, padding);
    return detail::Forward::primitive_desc(desc, forward_attributes, cpu);
  }, p.plain_forward, p.slow);
  p.forward = detail::Forward(p.forward_desc);
  p.pack = dnnl::reorder({cpu, p.plain_weights, cpu, p.forward_desc.weights_desc()});
  if (!trains) return;

  if (input_gradient) {
    p.data_desc = detail::fast_description([&](bool plain) {
      return detail::Data::primitive_desc({direct, src(plain), any, dst(plain), strides, padding, padding}, own, cpu, p.forward_desc);
    }, p.plain_data, p.slow);
    p.data = detail::Data(p.data_desc);
    p.pack_for_data = dnnl::reorder({cpu, p.plain_weights, cpu, p.data_desc.weights_desc()});
  }
  p.weights_desc = detail::fast_description([&](bool plain) {
    using Desc = detail::Weights::desc;
    const Desc desc = bias ? Desc(direct, src(plain), any_gradient, p.bias, dst(plain), strides, padding, padding)
                           : Desc(direct, src(plain), any_gradient, dst(plain), strides, padding, padding);
    return detail::Weights::primitive_desc(desc, own, cpu, p.forward_desc);
  }, p.plain_weights_pass, p.slow);
  p.weights = detail::Weights(p.weights_desc);
  dnnl::primitive_attr adding;
  dnnl::post_ops sum;
  sum.append_sum(1);
  adding.set_post_ops(sum);
  p.add_gradient = dnnl::reorder({cpu, p.weights_desc.diff_weights_desc(), cpu, p.plain_weights, adding});
}

template <class T>
Convolution<T>::Convolution(Convolution&&) noexcept = default;
template <class T>
Convolution<T>& Convolution<T>::operator=(Convolution&&) noexcept = default;
template <class T>
Convolution<T>::~Convolution() = default;

template <class T>
std::size_t Convolution<T>::packed_size() const { return (p_->forward_desc.weights_desc().get_size() + 3) / 4; }

template <class T>
void Convolution<T>::pack(const float* weights, float* packed) {
  auto from = detail::at(p_->plain_weights, weights), to = detail::at(p_->forward_desc.weights_desc(), packed);
  p_->pack.execute(detail::stream(), from, to);
}

template <class T>
void Convolution<T>::forward(const T* in, const float* packed, const float* bias, T* out, Scratch& scratch) {
  const bool plain = p_->plain_forward;
  dnnl::memory result = p_->out.room(out, plain, detail::plain_out, scratch);
  std::unordered_map<int, dnnl::memory> arguments{
      {DNNL_ARG_SRC, p_->in.read(in, plain, detail::plain_in, scratch)},
      {DNNL_ARG_WEIGHTS, detail::at(p_->forward_desc.weights_desc(), packed)},
      {DNNL_ARG_DST, result},
      {DNNL_ARG_SCRATCHPAD, detail::scratchpad(p_->forward_desc.scratchpad_desc(), scratch)}};
  if (p_->has_bias) arguments.emplace(DNNL_ARG_BIAS, detail::at(p_->bias, bias));
  p_->forward.execute(detail::stream(), arguments);
  p_->out.write_back(result, out);
}

template <class T>
void Convolution<T>::backward_data(const T* out_gradient, const float* weights, T* in_gradient, Scratch& scratch) {
  const auto order = p_->data_desc.weights_desc();
  const auto packed = detail::at(order, scratch.floats(detail::packed_weights, (order.get_size() + 3) / 4));
  auto from = detail::at(p_->plain_weights, weights);
  auto to = packed;
  p_->pack_for_data.execute(detail::stream(), from, to);
  const bool plain = p_->plain_data;
  dnnl::memory result = p_->in.room(in_gradient, plain, detail::plain_in, scratch);
  p_->data.execute(detail::stream(), {{DNNL_ARG_DIFF_DST, p_->out.read(out_gradient, plain, detail::plain_out, scratch)},
                                      {DNNL_ARG_WEIGHTS, packed},
                                      {DNNL_ARG_DIFF_SRC, result},
                                      {DNNL_ARG_SCRATCHPAD, detail::scratchpad(p_->data_desc.scratchpad_desc(), scratch)}});
  p_->in.write_back(result, in_gradient);
}

template <class T>
void Convolution<T>::backward_weights(const T* in, const T* out_gradient, float* weights_gradient, float* bias_gradient, Scratch& scratch) {
  const auto gradient_desc = p_->weights_desc.diff_weights_desc();
  const std::size_t count = (gradient_desc.get_size() + 63) / 64 * 16;  // floats; the bias's gradient lies behind
  const auto channels = p_->has_bias ? static_cast<std::size_t>(p_->bias.dims()[0]) : 0;
  float* room = scratch.floats(detail::weights_gradients, count + channels);
  const auto gradient = detail::at(gradient_desc, room);
  std::unordered_map<int, dnnl::memory> arguments{
      {DNNL_ARG_SRC, p_->in.read(in, p_->plain_weights_pass, detail::plain_in, scratch)},
      {DNNL_ARG_DIFF_DST, p_->out.read(out_gradient, p_->plain_weights_pass, detail::plain_out, scratch)},
      {DNNL_ARG_DIFF_WEIGHTS, gradient},
      {DNNL_ARG_SCRATCHPAD, detail::scratchpad(p_->weights_desc.scratchpad_desc(), scratch)}};
  if (p_->has_bias) arguments.emplace(DNNL_ARG_DIFF_BIAS, detail::at(p_->bias, room + count));
  p_->weights.execute(detail::stream(), arguments);
  auto from = gradient, to = detail::at(p_->plain_weights, weights_gradient);
  p_->add_gradient.execute(detail::stream(), from, to);
  for (std::size_t c = 0; c < channels; ++c) bias_gradient[c] += room[count + c];
}

template <class T>
bool Convolution<T>::slow() const { return p_->slow; }

#if !CTYOLO_HEADER_ONLY  // compiled once, for both numbers
template class Convolution<float>;
template class Convolution<BFloat16>;
#endif

CTYOLO_INLINE const char* version_mistake() {
  const dnnl_version_t* v = dnnl_version();
  return v->major == DNNL_VERSION_MAJOR && v->minor == DNNL_VERSION_MINOR ? "" : "oneDNN's library is of another version than its headers";
}

CTYOLO_INLINE const char* bfloat16_mistake() {
  constexpr auto wanted = static_cast<unsigned>(dnnl::cpu_isa::avx512_core_bf16);  // a set of bits
  const bool has = (static_cast<unsigned>(dnnl::get_effective_cpu_isa()) & wanted) == wanted;
  return has ? "" : "this processor has no instructions for 16-bit numbers (AVX512_BF16)";
}

}  // namespace ctyolo::inline v0::onednn
