// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A convolution (or a norm) and the activation behind it, which may have layers of its own. Tier: spec (std only).
#pragma once

#include <ctyolo/graph/activation.hpp>
#include <ctyolo/graph/layer.hpp>

#include <concepts>

namespace ctyolo::inline v0 {

/// An activation that learns: its layers stand behind those of what it activates, under PyTorch's name `act`.
/// It has `own_layers` of them, lists them in `layers(list, name, channels, stride_px)` and computes in
/// `forward(nn, first_layer, x)`.
template <class Act>
concept LayeredActivation = requires(LayerList& list, const LayerName& name) {
  { Act::own_layers } -> std::convertible_to<int>;
  Act::layers(list, name, 8, 8);
};

namespace detail {

/// Layers that one convolution with its activation takes: 1, or more where the activation has its own.
template <class Act>
inline constexpr int layers_per_conv = 1;
template <LayeredActivation Act>
inline constexpr int layers_per_conv<Act> = 1 + Act::own_layers;

/// The activation's own layers, if any. @param name  of the module that holds the activation, relative to the block
template <class Act>
constexpr void act_layers(LayerList& list, [[maybe_unused]] const LayerName& name, [[maybe_unused]] int channels,
                          [[maybe_unused]] int stride_px) {
  if constexpr (LayeredActivation<Act>) Act::layers(list, name / "act", channels, stride_px);
  else static_cast<void>(list);
}

template <class Act>
constexpr void conv_act_layers(LayerList& list, const LayerName& name, int in, int out, int kernel, int stride, int stride_px,
                               int padding) {
  list.conv_norm(name, in, out, kernel, stride, stride_px, padding);
  act_layers<Act>(list, name, out, stride_px);
}
template <class Act>
constexpr void conv_act_layers(LayerList& list, const LayerName& name, int in, int out, int kernel, int stride_px) {
  conv_act_layers<Act>(list, name, in, out, kernel, 1, stride_px, same_padding(kernel));
}

/// Convolution, norm and activation. @param layer  the convolution's number; the activation's own follow it
template <class Act, class Nn>
constexpr auto conv_act(Nn& nn, int layer, const typename Nn::Map& x) {
  if constexpr (LayeredActivation<Act>) return Act::forward(nn, layer + 1, nn.template conv_norm_act<Identity>(layer, x));
  else return nn.template conv_norm_act<Act>(layer, x);
}

/// Norm and activation.
template <class Act, class Nn>
constexpr auto norm_act(Nn& nn, int layer, const typename Nn::Map& x) {
  if constexpr (LayeredActivation<Act>) return Act::forward(nn, layer + 1, nn.template norm_act<Identity>(layer, x));
  else return nn.template norm_act<Act>(layer, x);
}

}  // namespace detail

}  // namespace ctyolo::inline v0
