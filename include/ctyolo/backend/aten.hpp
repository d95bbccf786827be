// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The reference backend: LibTorch's own operators and autograd. Tier: nn (per-operator ATen headers).
#pragma once

#include <ctyolo/backend/concepts.hpp>
#include <ctyolo/core/config.hpp>

namespace ctyolo::inline v0 {

namespace detail::aten {
at::Tensor image(const at::Tensor& bytes);
at::Tensor conv(const at::Tensor& x, const Layer& l, const LayerTensors& t);
at::Tensor norm(const at::Tensor& x, const LayerTensors& t, const NormMode& mode);
at::Tensor silu(const at::Tensor& x);
at::Tensor leaky_relu(const at::Tensor& x, double slope);
at::Tensor hardswish(const at::Tensor& x);
at::Tensor mish(const at::Tensor& x);
at::Tensor add(const at::Tensor& a, const at::Tensor& b);
at::Tensor maximum(const at::Tensor& a, const at::Tensor& b);
at::Tensor concat(const std::vector<at::Tensor>& maps);
at::Tensor max_pool(const at::Tensor& x, int kernel);
at::Tensor upsample(const at::Tensor& x, int factor);
at::Tensor space_to_depth(const at::Tensor& x);

inline at::Tensor activate(Identity, const at::Tensor& x) { return x; }
inline at::Tensor activate(SiLU, const at::Tensor& x) { return silu(x); }
inline at::Tensor activate(Hardswish, const at::Tensor& x) { return hardswish(x); }
inline at::Tensor activate(Mish, const at::Tensor& x) { return mish(x); }
template <Real Slope>
at::Tensor activate(LeakyReLU<Slope>, const at::Tensor& x) { return leaky_relu(x, Slope); }
}  // namespace detail::aten

/// Maps are f32 tensors in channels-last order (the faster one for LibTorch's CPU convolutions).
struct Aten {
  using slot = slot::backend;
  using Map = at::Tensor;

  static bool supports(const std::string& device) { return device == "cpu" || device.starts_with("cuda"); }
  static Map image(const Map& bytes) { return detail::aten::image(bytes); }
  static Map conv(const Map& x, const Layer& l, const LayerTensors& t) { return detail::aten::conv(x, l, t); }
  template <class Act>
  static Map conv_norm_act(const Map& x, const Layer& l, const LayerTensors& t, const NormMode& mode) {
    return norm_act<Act>(detail::aten::conv(x, l, t), l, t, mode);
  }
  template <class Act>
  static Map norm_act(const Map& x, const Layer&, const LayerTensors& t, const NormMode& mode) {
    return detail::aten::activate(Act{}, detail::aten::norm(x, t, mode));
  }
  static Map add(const Map& a, const Map& b) { return detail::aten::add(a, b); }
  static Map maximum(const Map& a, const Map& b) { return detail::aten::maximum(a, b); }
  static Map concat(const std::vector<Map>& maps) { return detail::aten::concat(maps); }
  static Map max_pool(const Map& x, int kernel) { return detail::aten::max_pool(x, kernel); }
  static Map upsample(const Map& x, int factor) { return detail::aten::upsample(x, factor); }
  static Map space_to_depth(const Map& x) { return detail::aten::space_to_depth(x); }
};
static_assert(Backend<Aten>);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/backend/aten.ipp>
#endif
