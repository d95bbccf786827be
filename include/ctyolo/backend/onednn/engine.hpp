// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A net's operations, carried out one by one over planned memory. Tier: oneDNN.
#pragma once

#include <ctyolo/backend/onednn/convolution.hpp>
#include <ctyolo/backend/onednn/movement.hpp>
#include <ctyolo/backend/onednn/norm_act.hpp>
#include <ctyolo/backend/onednn/plain_maps.hpp>
#include <ctyolo/backend/onednn/plan.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace ctyolo::inline v0::onednn {

/// The numbers of one layer; gradients are null where nothing trains.
struct LayerNumbers {
  const float* weight = nullptr;
  const float* bias = nullptr;  ///< the convolution's, or the norm's shift
  const float* scale = nullptr;
  float* mean = nullptr;
  float* variance = nullptr;
  float* weight_gradient = nullptr;
  float* bias_gradient = nullptr;
  float* scale_gradient = nullptr;
};

/// Memory that a net and its average share: they never compute at the same time.
struct Workspace {
  void* arena(std::size_t bytes);
  Scratch scratch;
  std::uint64_t forward = 0;  ///< counts forward passes: a backward pass finds out whether its maps are still there

 private:
  struct Free { void operator()(void* p) const; };
  std::unique_ptr<void, Free> memory_;
  std::size_t size_ = 0;
};

/// What the operations of a net need at one shape, and their execution. The order of the calls is the caller's: the
/// compile-time list of operations (backend/onednn.hpp). Maps are of T.
template <class T>
class Engine {
 public:
  /// @param remade_before  which maps a training does not keep (remake.hpp), an operation each; empty: it keeps all
  explicit Engine(std::span<const Op> ops, std::span<const int> heads, std::span<const int> remade_before = {},
                  Order order = Order::blocks);
  Engine(const Engine& other);             ///< the same net, no state of its own, the same workspace
  Engine& operator=(const Engine& other);
  ~Engine();

  /// Chooses the plan of a shape. @param version  changes whenever a weight does
  /// @throws Error where the processor has no instructions for T
  void begin(const std::vector<Layer>& layers, std::span<const LayerNumbers> numbers, double eps, double momentum, int images,
             int height, int width, bool training, std::uint64_t version);
  MapOf<T> picture() { return map(now().plan.picture); }

  void conv(std::size_t i);
  template <ActivationKind Kind>
  void conv_norm_act(std::size_t i);
  template <ActivationKind Kind>
  void norm_act_alone(std::size_t i);
  void add(std::size_t i);
  void maximum(std::size_t i);
  void concat(std::size_t i);
  void max_pool(std::size_t i);
  void upsample(std::size_t i);
  void space_to_depth(std::size_t i);
  /// Called after each operation of a forward pass.
  void done(std::size_t i) {
    if (watching_) [[unlikely]] look_at(i);
  }
  MapOf<T> result(std::size_t i) { return map(plan(i).out); }
  std::size_t heads() const { return heads_.size(); }
  MapOf<T> head(std::size_t level);

  /// From here to the next begin() every result is looked through for numbers that are none.
  void watch() { watching_ = true; }
  /// The layer that made the first of them, or the last one before it; empty if there was none.
  std::string first_broken(const std::vector<Layer>& layers) const;

  /// The weights' version at the end of the forward pass.
  void set_version(std::uint64_t version) { version_ = version; }
  /// @throws Error when another forward pass has come in between, or weights were written
  void begin_backward(std::uint64_t version);
  MapOf<T> head_gradient(std::size_t level) { return map(now().plan.head_gradients[level]); }
  /// Made again for the backward pass: by the pass of a norm, or by moving what has been made again already.
  template <ActivationKind Kind>
  void norm_act_again(std::size_t i);
  void concat_again(std::size_t i);
  void upsample_again(std::size_t i);
  bool reached(std::size_t i) { return now().plan.ops[i].reached; }
  void conv_backward(std::size_t i);
  template <ActivationKind Kind>
  void conv_norm_act_backward(std::size_t i);
  template <ActivationKind Kind>
  void norm_act_alone_backward(std::size_t i);
  void add_backward(std::size_t i);
  void maximum_backward(std::size_t i);
  void concat_backward(std::size_t i);
  void max_pool_backward(std::size_t i);
  void upsample_backward(std::size_t i);

  /// Bytes of maps and gradients of the present plan.
  std::int64_t arena_bytes() { return now_ == nullptr ? 0 : now().plan.arena_size * std::int64_t{sizeof(T)}; }
  /// Of them, bytes of maps that the forward pass leaves for the backward pass (Plan::saved_size).
  std::int64_t saved_bytes() { return now_ == nullptr ? 0 : now().plan.saved_size * std::int64_t{sizeof(T)}; }
  /// Convolutions of the present plan for which oneDNN has its slow reference only.
  int slow_convolutions() const;

 private:
  struct Shaped {
    Plan plan;
    std::vector<std::optional<Convolution<T>>> convolutions;  // an operation each
    std::vector<std::vector<float>> packed, biases;         // not training: norms folded in
    std::uint64_t folded_version = 0;
    std::uint64_t used = 0;
  };
  static constexpr std::size_t most_shapes = 16;

  Shaped& now() { return *now_; }
  OpPlan& plan(std::size_t i) { return now().plan.ops[i]; }
  const LayerNumbers& numbers(std::size_t i) const { return numbers_[static_cast<std::size_t>(ops_[i].layer)]; }
  NormState& state(std::size_t i) { return states_[static_cast<std::size_t>(ops_[i].layer)]; }
  NormLayer norm_of(std::size_t i) const;
  void make_shape(const std::vector<Layer>& layers, int images, int height, int width, bool training);
  void fold(const std::vector<Layer>& layers, std::uint64_t version);
  /// No numbers where the place is none.
  MapOf<T> map(const Place& p) const { return {p.shape, p.used() ? arena_ + now_->plan.offset(p) : nullptr}; }
  void convolve(std::size_t i, const Place& out);
  void convolve_fused(std::size_t i);
  void convolve_backward(std::size_t i, const MapOf<T>& gradient);
  void join(const std::vector<Place>& parts, const std::vector<bool>& copies, const Place& out);
  Gradients<T> gradients(std::size_t i);
  /// Where there is one gradient by now.
  MapOf<T> gradient(std::size_t i) { return gradients(i).maps[0]; }
  void look_at(std::size_t i);

  std::span<const Op> ops_;
  std::span<const int> heads_;
  std::span<const int> remade_before_;
  Order order_;
  std::shared_ptr<Workspace> workspace_;
  std::vector<std::unique_ptr<Shaped>> shapes_;
  Shaped* now_ = nullptr;
  T* arena_ = nullptr;
  std::vector<LayerNumbers> numbers_;
  std::vector<NormState> states_;
  double eps_ = 0, momentum_ = 0;
  std::uint64_t clock_ = 0, forward_ = 0, version_ = 0;
  bool watching_ = false;
  std::optional<std::size_t> broken_;
};

}  // namespace ctyolo::inline v0::onednn

#include <ctyolo/backend/onednn/engine_templates.hpp>

#if CTYOLO_HEADER_ONLY
#include <ctyolo/backend/onednn/engine.ipp>
#endif
