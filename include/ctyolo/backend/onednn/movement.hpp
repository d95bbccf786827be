// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Operations on blocked maps that move, compare or add numbers. Tier: spec (std, OpenMP).
#pragma once

#include <ctyolo/backend/onednn/blocked_map.hpp>
#include <ctyolo/core/config.hpp>

#include <cstdint>
#include <span>

namespace ctyolo::inline v0::onednn {

/// Bytes 0..255 or numbers 0..1, [N,3,H,W], as numbers 0..1 in the same order.
void picture_from(const std::uint8_t* bytes, float* picture, std::int64_t count);
/// The 2x2 pixels of a plain picture as channels: [N,3,H,W] -> [N,12,H/2,W/2], order 00, 10, 01, 11 (row, column).
void space_to_depth(const float* picture, int height, int width, const BlockedMap& out);

/// Channels [at, at + from.channels) of `to` become `from`; any channel counts. With the last channels the filling becomes zero.
void copy_into_channels(const BlockedMap& from, const BlockedMap& to, int at);
/// The reverse: `to` becomes channels [at, at + to.channels) of `from`; its filling becomes zero.
void copy_out_of_channels(const BlockedMap& from, int at, const BlockedMap& to);

/// to = sum of maps of the same shape, in their order.
void add_up(std::span<const BlockedMap> maps, const BlockedMap& to);
void maximum(const BlockedMap& a, const BlockedMap& b, const BlockedMap& out);
/// The gradient goes to the larger number, and in equal parts to equal ones (as PyTorch's maximum).
void maximum_backward(const BlockedMap& a, const BlockedMap& b, const BlockedMap& gradient, const BlockedMap& to_a, const BlockedMap& to_b);

/// Largest number of each window, stride 1, same size. The first of equal numbers counts, rows first.
void max_pool(const BlockedMap& in, int window, const BlockedMap& out);
void max_pool_backward(const BlockedMap& in, int window, const BlockedMap& gradient, const BlockedMap& to);
/// Every pixel becomes factor x factor pixels.
void upsample(const BlockedMap& in, int factor, const BlockedMap& out);
void upsample_backward(const BlockedMap& gradient, int factor, const BlockedMap& to);

/// Strides of a plain tensor [N,C,H,W], in floats.
struct PlainStrides {
  std::int64_t n = 0, c = 0, y = 0, x = 0;
};
void to_plain(const BlockedMap& from, float* to, const PlainStrides& strides);
/// The filling of `to` becomes zero.
void from_plain(const float* from, const PlainStrides& strides, const BlockedMap& to);

}  // namespace ctyolo::inline v0::onednn

#if CTYOLO_HEADER_ONLY
#include <ctyolo/backend/onednn/movement.ipp>
#endif
