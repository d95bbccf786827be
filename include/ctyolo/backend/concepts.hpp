// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Backends: how the primitives of a network are computed. Tier: tensor (ATen).
//
// # Backend policies
// Slot: `slot::backend` (one per Trainer; default `OneDnn` where oneDNN is there, else `Aten`).
// | policy     | computes with         | devices   | choose it when                                            |
// | OneDnn     | oneDNN and own passes | CPU       | training and detecting on a CPU                           |
// | OneDnnLean | the same, bit for bit | CPU       | memory is short: a training keeps one map a layer, not two |
// | Aten       | LibTorch's operators  | CPU, CUDA | always right: the reference                               |
// A backend names its map type and offers the operations below as static functions; blocks call them through
// nn/row_ops.hpp, so a block never names a backend.
#pragma once

#include <ctyolo/backend/layer_tensors.hpp>
#include <ctyolo/core/slot.hpp>
#include <ctyolo/graph/activation.hpp>
#include <ctyolo/graph/layer.hpp>
#include <ctyolo/graph/net.hpp>

#include <string>
#include <vector>

namespace ctyolo::inline v0 {

/// How the norm layers of a network behave at the moment.
struct NormMode {
  NormSettings settings;
  bool training = false;  ///< batch statistics, and running ones updated
};

/// A backend that wants the whole net rather than its operations one by one: `template <AnyNet Model> class Whole` has
/// `forward(parameters, mode, x)` and `backward(parameters, gradients)` (backend/onednn.hpp).
template <class B>
concept WholeNetBackend = PolicyOf<B, slot::backend> && requires(const typename B::Map& x) {
  requires B::whole_net;
  { B::image(x) } -> std::same_as<typename B::Map>;      // u8 [N,3,H,W] -> what `forward` takes
  { B::supports(std::string()) } -> std::same_as<bool>;  // a device name
};

template <class B>
concept OpBackend = PolicyOf<B, slot::backend> && requires(const typename B::Map& x, const std::vector<typename B::Map>& maps,
                                                         const Layer& l, const LayerTensors& t, const NormMode& mode) {
  { B::image(x) } -> std::same_as<typename B::Map>;          // u8 [N,3,H,W] -> f32 0..1
  { B::conv(x, l, t) } -> std::same_as<typename B::Map>;
  { B::template conv_norm_act<SiLU>(x, l, t, mode) } -> std::same_as<typename B::Map>;
  { B::template norm_act<SiLU>(x, l, t, mode) } -> std::same_as<typename B::Map>;
  { B::add(x, x) } -> std::same_as<typename B::Map>;
  { B::concat(maps) } -> std::same_as<typename B::Map>;
  { B::max_pool(x, 5) } -> std::same_as<typename B::Map>;    // stride 1, same size
  { B::upsample(x, 2) } -> std::same_as<typename B::Map>;    // nearest
  { B::space_to_depth(x) } -> std::same_as<typename B::Map>; // [N,C,H,W] -> [N,4C,H/2,W/2]
  { B::supports(std::string()) } -> std::same_as<bool>;      // a device name
};

template <class B>
concept Backend = WholeNetBackend<B> || OpBackend<B>;

}  // namespace ctyolo::inline v0
