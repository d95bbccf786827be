// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Convolutions as oneDNN primitives over maps of float or BFloat16, made once a shape. Tier: oneDNN.
#pragma once

#include <ctyolo/backend/onednn/blocked_map.hpp>
#include <ctyolo/core/config.hpp>
#include <ctyolo/graph/activation.hpp>
#include <ctyolo/graph/layer.hpp>

#include <cstddef>
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

/// One layer at one shape. Maps are of T; weights, biases and their gradients are f32, weights [out, in/groups, k, k].
template <class T>
class Convolution {
 public:
  /// @param trains  backward primitives are made as well
  Convolution(const Layer& layer, const MapShape& in, const MapShape& out, bool bias, bool trains, bool input_gradient, const Fused& fused);
  Convolution(Convolution&&) noexcept;
  Convolution& operator=(Convolution&&) noexcept;
  ~Convolution();

  /// Floats that the weights take in the order and type that forward() wants.
  std::size_t packed_size() const;
  void pack(const float* weights, float* packed);
  void forward(const T* in, const float* packed, const float* bias, T* out, Scratch& scratch);
  void backward_data(const T* out_gradient, const float* weights, T* in_gradient, Scratch& scratch);
  /// Adds to `weights_gradient` and, where the layer has one, to `bias_gradient`.
  void backward_weights(const T* in, const T* out_gradient, float* weights_gradient, float* bias_gradient, Scratch& scratch);

  /// Whether oneDNN has only its reference for one of the three.
  bool slow() const;

 private:
  struct Primitives;
  std::unique_ptr<Primitives> p_;
};

/// A text when headers and library of oneDNN differ in version, empty when all is well.
const char* version_mistake();
/// A text where oneDNN computes in BFloat16 no faster than in float, empty where the processor has instructions for it.
const char* bfloat16_mistake();

}  // namespace ctyolo::inline v0::onednn

#if CTYOLO_HEADER_ONLY
#include <ctyolo/backend/onednn/convolution.ipp>
#endif
