// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Convolutions as oneDNN primitives over blocked maps, made once a shape. Tier: oneDNN.
#pragma once

#include <ctyolo/backend/onednn/blocked_map.hpp>
#include <ctyolo/core/config.hpp>
#include <ctyolo/graph/activation.hpp>
#include <ctyolo/graph/layer.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>

namespace ctyolo::inline v0::onednn {

/// Memory that primitives share: scratch of their own, and weights as they want them. Grows, never shrinks.
class Scratch {
 public:
  float* floats(std::size_t which, std::size_t count);

 private:
  struct Free { void operator()(float* p) const; };
  static constexpr std::size_t slots = 5;
  std::unique_ptr<float, Free> memory_[slots];
  std::size_t sizes_[slots] = {};
};

/// What becomes of a convolution's output where a norm and an activation follow and nothing trains.
struct Fused {
  bool on = false;
  Activation activation{};
};

/// One layer at one shape. All arrays are f32; weights are [out, in/groups, k, k].
class Convolution {
 public:
  /// @param plain_input  the input is [N,C,H,W] without blocks (a picture of 3 channels)
  /// @param trains       backward primitives are made as well
  Convolution(const Layer& layer, const BlockedMap& in, const BlockedMap& out, bool plain_input, bool bias, bool trains,
              bool input_gradient, const Fused& fused);
  Convolution(Convolution&&) noexcept;
  Convolution& operator=(Convolution&&) noexcept;
  ~Convolution();

  /// Floats of the weights in the order that forward() wants.
  std::size_t packed_size() const;
  void pack(const float* weights, float* packed);
  void forward(const float* in, const float* packed, const float* bias, float* out, Scratch& scratch);
  void backward_data(const float* out_gradient, const float* weights, float* in_gradient, Scratch& scratch);
  /// Adds to `weights_gradient` and, where the layer has one, to `bias_gradient`.
  void backward_weights(const float* in, const float* out_gradient, float* weights_gradient, float* bias_gradient, Scratch& scratch);

  /// Whether oneDNN has only its reference for one of the three.
  bool slow() const;

 private:
  struct Primitives;
  std::unique_ptr<Primitives> p_;
};

/// A text when headers and library of oneDNN differ in version, empty when all is well.
const char* version_mistake();

}  // namespace ctyolo::inline v0::onednn

#if CTYOLO_HEADER_ONLY
#include <ctyolo/backend/onednn/convolution.ipp>
#endif
