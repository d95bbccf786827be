// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// BatchNorm and activation as fused passes over maps of float or BFloat16. Tier: spec (std, OpenMP).
//
// Forward: one pass for the statistics, one that normalises, activates and adds a shortcut. Backward: both are computed
// again from the convolution's output y, in a pass that writes the gradient behind the activation, dz, and its two sums; a
// second one writes the gradient over y.
// Sums are kept a pair of image and block, and added in a fixed order: the result does not depend on the threads.
#pragma once

#include <ctyolo/backend/onednn/blocked_map.hpp>
#include <ctyolo/core/config.hpp>
#include <ctyolo/graph/activation.hpp>

#include <array>
#include <vector>

namespace ctyolo::inline v0::onednn {

/// A norm layer's numbers; all arrays hold whole blocks (the flat arrays' gaps are zero).
struct NormLayer {
  const float* scale = nullptr;
  const float* shift = nullptr;
  float* running_mean = nullptr;
  float* running_variance = nullptr;
  float* scale_gradient = nullptr;  ///< added to
  float* shift_gradient = nullptr;
  double eps = 1e-3, momentum = 0.03;
};

/// What a forward pass keeps for the backward one, a number a channel: z = gain * y + offset.
struct NormState {
  std::vector<float> gain, offset, mean, inverse;  ///< inverse = 1 / sqrt(var + eps)
  std::vector<float> a, b;                         ///< room of the backward pass
  std::vector<double> partial;                     ///< room for sums, [units][2][B]
};

/// Gradients of a map, to be added up: at most three, none of them owned.
template <class T>
struct Gradients {
  static constexpr int most = 3;
  std::array<MapOf<T>, most> maps{};
  int count = 0;
};

/// Batch statistics of y; running ones moved (momentum weighs the new ones, the variance is the unbiased one).
template <class T>
void batch_statistics(const MapOf<T>& y, const NormLayer& layer, NormState& state);
/// The state that the running statistics give.
void running_statistics(const MapShape& y, const NormLayer& layer, NormState& state);

/// out = act(gain * y + offset) (+ residual, where its data is not null)
template <ActivationKind Kind, class T>
void norm_act(const MapOf<T>& y, const NormState& state, float slope, const MapOf<T>& residual, const MapOf<T>& out);

/// Gradient of the loss with respect to y from that of act(norm(y)), with batch statistics.
/// @param dz  room; may be one of the gradients @param into  may be y itself
template <ActivationKind Kind, class T>
void norm_act_backward(const MapOf<T>& y, const NormLayer& layer, NormState& state, float slope, const Gradients<T>& gradients,
                       const MapOf<T>& dz, const MapOf<T>& into);

}  // namespace ctyolo::inline v0::onednn

#if CTYOLO_HEADER_ONLY
#include <ctyolo/backend/onednn/norm_act.ipp>
#endif
