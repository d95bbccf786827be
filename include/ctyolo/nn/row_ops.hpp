// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What a block sees of a network while it computes: a backend's operations on its own layers. Tier: tensor.
#pragma once

#include <ctyolo/backend/concepts.hpp>

#include <cstddef>
#include <vector>

namespace ctyolo::inline v0 {

/// The `Nn` of Block::forward. Layers are numbered from 0 in the order of Block::layers.
template <Backend B>
class RowOps {
 public:
  using Map = typename B::Map;
  using Maps = std::vector<Map>;

  RowOps(const Layer* layers, const LayerTensors* tensors, int repeats, const NormMode& mode)
      : layers_(layers), tensors_(tensors), repeats_(repeats), mode_(mode) {}

  int repeats() const { return repeats_; }
  const Layer& layer(int i) const { return layers_[i]; }

  Map conv(int i, const Map& x) const { return B::conv(x, layers_[i], tensors_[i]); }
  template <class Act>
  Map conv_norm_act(int i, const Map& x) const {
    return B::template conv_norm_act<Act>(x, layers_[i], tensors_[i], mode_);
  }
  template <class Act>
  Map norm_act(int i, const Map& x) const { return B::template norm_act<Act>(x, layers_[i], tensors_[i], mode_); }
  Map add(const Map& a, const Map& b) const { return B::add(a, b); }
  Map maximum(const Map& a, const Map& b) const { return B::maximum(a, b); }
  Map concat(const Maps& maps) const { return B::concat(maps); }
  Map max_pool(const Map& x, int kernel) const { return B::max_pool(x, kernel); }
  Map upsample(const Map& x, int factor) const { return B::upsample(x, factor); }
  Map space_to_depth(const Map& x) const { return B::space_to_depth(x); }

 private:
  const Layer* layers_;
  const LayerTensors* tensors_;
  int repeats_;
  const NormMode& mode_;
};

}  // namespace ctyolo::inline v0
