// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The fast CPU backend: the whole net at once, over oneDNN's convolutions and fused passes. Tier: nn (oneDNN, ATen).
//
// It sees the net's operations as a compile-time list (graph/trace.hpp). Their order, kinds and activations are constants
// of the program; memory is planned once a shape. Forward and backward are called by name: no autograd node is involved.
#pragma once

#include <ctyolo/backend/concepts.hpp>
#include <ctyolo/backend/onednn/channels.hpp>
#include <ctyolo/backend/onednn/tensors.hpp>
#include <ctyolo/backend/precision.hpp>
#include <ctyolo/graph/trace.hpp>

#include <algorithm>
#include <array>
#include <concepts>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace ctyolo::inline v0 {

namespace onednn {
/// What a training keeps of a convolution with norm and activation until its backward pass.
enum class Keeps {
  two_maps,  ///< the convolution's output and the activated one
  one_map,   ///< the former: the activated one is made again from it, where that is one pass (onednn/remake.hpp)
};

/// The numbers of a training's maps and their order.
template <class Precision>
struct Computing {
  using Number = float;
  static constexpr Order order = Order::blocks;
};
template <>
struct Computing<BF16> {
  using Number = BFloat16;
  static constexpr Order order = Order::channels_last;  // oneDNN's kernels for AMX read no other
};
}  // namespace onednn

namespace detail {

template <onednn::Keeps What, class Precision>
struct OneDnnBackend {
  using slot = slot::backend;
  using Map = at::Tensor;
  static constexpr bool whole_net = true;
  using precisions = Precisions<FP32, BF16>;
  template <class P>
  using in = OneDnnBackend<What, P>;
  template <AnyNet Model>
  using mistake_in = onednn::ChannelMistake<Model, Precision>;

  static bool supports(const std::string& device) { return device == "cpu"; }
  /// Bytes stay bytes: the net's first pass divides them.
  static Map image(const Map& bytes) { return bytes; }  // u8 [N,3,H,W]

  /// One net's forward and backward. In BF16 a training's maps are of 16 bits, and an evaluation is FP32 as ever.
  template <AnyNet Model>
  class Whole {
    static_assert(Checked<onednn::ChannelMistake<Model, Precision>>::done);
    using Number = typename onednn::Computing<Precision>::Number;
    static constexpr bool mixed = !std::same_as<Number, float>;

   public:
    Whole() : training_(Trace<Model>::ops, Trace<Model>::heads, remade, onednn::Computing<Precision>::order) {}

    /// @param x  u8 0..255 or f32 0..1, [N,3,H,W] @return raw maps [N,A*(5+nc),H/stride,W/stride] in channels-last order
    std::vector<at::Tensor> forward(const Parameters& p, const NormMode& mode, const at::Tensor& x) {
      if constexpr (mixed)
        if (!mode.training) return forward(evaluating(), p, mode, x);
      return forward(training_, p, mode, x);
    }

    /// Adds to the gradients of `p`. @param gradients  f32, as the raw maps @throws Error when the maps of the forward pass are gone
    void backward(const Parameters& p, const std::vector<at::Tensor>& gradients) {
      onednn::begin_backward(training_, p, gradients);
      run_backward(std::make_index_sequence<ops.size()>());
    }

    /// Where a forward first makes a number that is none: the name of a layer, or of the last one before it; empty if nowhere.
    std::string first_broken_map(const Parameters& p, const NormMode& mode, const at::Tensor& x) {
      onednn::begin_pass(training_, p, onednn::layer_numbers(p), {mode.settings, true}, x.contiguous(), 0, static_cast<int>(x.size(0)));
      training_.watch();
      run(training_, std::make_index_sequence<ops.size()>());
      return training_.first_broken(p.layers());
    }

    /// Of the last shape (in BF16: of a training): all maps and gradients, and those maps of a training that lie there from
    /// forward to backward (whole buffers, the picture and filled-up channels included; heads, which are handed out, are not).
    std::int64_t arena_bytes() { return training_.arena_bytes(); }
    std::int64_t saved_bytes() { return training_.saved_bytes(); }
    /// Convolutions of the last shape for which oneDNN has its slow reference only: 0 is what it should be.
    int slow_convolutions() const { return training_.slow_convolutions(); }

   private:
    static constexpr auto& ops = Trace<Model>::ops;
    static constexpr auto& heads = Trace<Model>::heads;
    static constexpr auto remade = [] {
      if constexpr (What == onednn::Keeps::one_map) return onednn::remade_before(ops, heads);
      else return std::array<int, 0>{};
    }();

    template <class T>
    std::vector<at::Tensor> forward(onednn::Engine<T>& engine, const Parameters& p, const NormMode& mode, const at::Tensor& x) {
      const at::Tensor picture = x.contiguous();
      const auto numbers = onednn::layer_numbers(p);
      const auto n = static_cast<int>(x.size(0));
      const auto batch = mode.training ? n : 1;  // image by image the maps of an evaluation stay in the caches
      std::vector<at::Tensor> raw;
      for (int from = 0; from < n; from += batch) {
        onednn::begin_pass(engine, p, numbers, mode, picture, from, batch);
        run(engine, std::make_index_sequence<ops.size()>());
        onednn::hand_out_heads(engine, n, from, raw);
      }
      onednn::end_pass(engine, p, mode.training);
      return raw;
    }

    onednn::Engine<float>& evaluating() {
      if (!evaluating_) evaluating_.emplace(ops, heads);
      return *evaluating_;
    }

    // By kind and activation, not by number: a net has a hundred operations, but ten of these functions.
    template <OpKind Kind, ActivationKind Act, class T>
    static void run_op(onednn::Engine<T>& engine, std::size_t i) {
      if constexpr (Kind == OpKind::conv) engine.conv(i);
      else if constexpr (Kind == OpKind::conv_norm_act) engine.template conv_norm_act<Act>(i);
      else if constexpr (Kind == OpKind::norm_act) engine.template norm_act_alone<Act>(i);
      else if constexpr (Kind == OpKind::add) engine.add(i);
      else if constexpr (Kind == OpKind::maximum) engine.maximum(i);
      else if constexpr (Kind == OpKind::concat) engine.concat(i);
      else if constexpr (Kind == OpKind::max_pool) engine.max_pool(i);
      else if constexpr (Kind == OpKind::upsample) engine.upsample(i);
      else engine.space_to_depth(i);
      engine.done(i);
    }
    template <std::size_t I>
    void run_op_again() {
      constexpr Op op = ops[I];
      if constexpr (op.kind == OpKind::concat) training_.concat_again(I);
      else if constexpr (op.kind == OpKind::upsample) training_.upsample_again(I);
      else training_.template norm_act_again<op.activation.kind>(I);
    }
    /// What is made again just before the backward pass of operation I, in the order of the forward pass.
    template <std::size_t I>
    void run_again_before() {
      constexpr auto which = [] {
        std::array<std::size_t, static_cast<std::size_t>(std::ranges::count(remade, static_cast<int>(I)))> found{};
        std::size_t n = 0;
        for (std::size_t i = 0; i < remade.size(); ++i)
          if (remade[i] == static_cast<int>(I)) found[n++] = i;
        return found;
      }();
      [&]<std::size_t... K>(std::index_sequence<K...>) { (run_op_again<which[K]>(), ...); }(std::make_index_sequence<which.size()>());
    }
    template <OpKind Kind, ActivationKind Act>
    void run_op_backward(std::size_t i) {
      if (!training_.reached(i)) return;
      if constexpr (Kind == OpKind::conv) training_.conv_backward(i);
      else if constexpr (Kind == OpKind::conv_norm_act) training_.template conv_norm_act_backward<Act>(i);
      else if constexpr (Kind == OpKind::norm_act) training_.template norm_act_alone_backward<Act>(i);
      else if constexpr (Kind == OpKind::add) training_.add_backward(i);
      else if constexpr (Kind == OpKind::maximum) training_.maximum_backward(i);
      else if constexpr (Kind == OpKind::concat) training_.concat_backward(i);
      else if constexpr (Kind == OpKind::max_pool) training_.max_pool_backward(i);
      else if constexpr (Kind == OpKind::upsample) training_.upsample_backward(i);
    }
    template <class T, std::size_t... I>
    static void run(onednn::Engine<T>& engine, std::index_sequence<I...>) { (run_op<ops[I].kind, ops[I].activation.kind>(engine, I), ...); }
    template <std::size_t... I>
    void run_backward(std::index_sequence<I...>) {
      constexpr std::size_t last = sizeof...(I) - 1;
      if constexpr (What == onednn::Keeps::one_map)
        ((run_again_before<last - I>(), run_op_backward<ops[last - I].kind, ops[last - I].activation.kind>(last - I)), ...);
      else
        (run_op_backward<ops[last - I].kind, ops[last - I].activation.kind>(last - I), ...);
    }

    onednn::Engine<Number> training_;
    struct None {};
    [[no_unique_address]] std::conditional_t<mixed, std::optional<onednn::Engine<float>>, None> evaluating_;
  };
};

}  // namespace detail

/// Computes f32 on the CPU; with `BF16` a training's maps are of 16 bits.
struct OneDnn : detail::OneDnnBackend<onednn::Keeps::two_maps, FP32> {};
/// The same numbers, bit for bit, in less memory and a little more time.
struct OneDnnLean : detail::OneDnnBackend<onednn::Keeps::one_map, FP32> {};
static_assert(Backend<OneDnn> && Backend<OneDnnLean>);

}  // namespace ctyolo::inline v0
