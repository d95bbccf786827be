// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Operations on maps that move, compare or add numbers: float or BFloat16. Tier: spec (std, OpenMP).
#pragma once

#include <ctyolo/backend/onednn/blocked_map.hpp>
#include <ctyolo/core/config.hpp>

#include <span>
#include <type_traits>

namespace ctyolo::inline v0::onednn {

/// Channels [at, at + from.channels) of `to` become `from`; any channel counts. With the last channels the filling becomes zero.
template <class T>
void copy_into_channels(const MapOf<T>& from, const MapOf<T>& to, int at);
/// The reverse: `to` becomes channels [at, at + to.channels) of `from`; its filling becomes zero.
template <class T>
void copy_out_of_channels(const MapOf<T>& from, int at, const MapOf<T>& to);

/// to = sum of maps of the same shape, in their order.
template <class T>
void add_up(std::span<const std::type_identity_t<MapOf<T>>> maps, const MapOf<T>& to);
template <class T>
void maximum(const MapOf<T>& a, const MapOf<T>& b, const MapOf<T>& out);
/// The gradient goes to the larger number, and in equal parts to equal ones (as PyTorch's maximum).
template <class T>
void maximum_backward(const MapOf<T>& a, const MapOf<T>& b, const MapOf<T>& gradient, const MapOf<T>& to_a, const MapOf<T>& to_b);

/// Largest number of each window, stride 1, same size. The first of equal numbers counts, rows first.
template <class T>
void max_pool(const MapOf<T>& in, int window, const MapOf<T>& out);
template <class T>
void max_pool_backward(const MapOf<T>& in, int window, const MapOf<T>& gradient, const MapOf<T>& to);
/// Every pixel becomes factor x factor pixels.
template <class T>
void upsample(const MapOf<T>& in, int factor, const MapOf<T>& out);
template <class T>
void upsample_backward(const MapOf<T>& gradient, int factor, const MapOf<T>& to);

}  // namespace ctyolo::inline v0::onednn

#if CTYOLO_HEADER_ONLY
#include <ctyolo/backend/onednn/movement.ipp>
#endif
