// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Activation FReLU: the larger of a value and what its neighbourhood says. Tier: spec (std only).
#pragma once

#include <ctyolo/graph/conv_act.hpp>

namespace ctyolo::inline v0 {

/// max(x, norm(depthwise 3x3 convolution of x)) (funnel activation, Ma 2020). Its layer is called `act.conv`, `act.bn`
/// in the state dict; a network with it has 11 numbers a channel more at each convolution.
/// @code
///   Row<From<-1>, 1, Conv<64, 3, 2, auto_padding, FReLU>>
/// @endcode
struct FReLU {
  static constexpr int own_layers = 1;
  static constexpr void layers(LayerList& list, const LayerName& name, int channels, int stride_px) {
    list.conv_norm(name, channels, channels, 3, 1, stride_px, same_padding(3), channels);
  }
  template <class Nn>
  static constexpr auto forward(Nn& nn, int first_layer, const typename Nn::Map& x) {
    return nn.maximum(x, nn.template conv_norm_act<Identity>(first_layer, x));
  }
};
static_assert(LayeredActivation<FReLU>);

}  // namespace ctyolo::inline v0
