// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Between plain arrays of numbers and maps of float or BFloat16: pictures in, heads out. Tier: spec (std, OpenMP).
#pragma once

#include <ctyolo/backend/onednn/blocked_map.hpp>
#include <ctyolo/core/config.hpp>

#include <cstdint>

namespace ctyolo::inline v0::onednn {

/// `picture` [N,3,H,W] becomes bytes 0..255 over 255, or numbers 0..1; both plain: [N][3][H*W].
template <class T>
void picture_from(const std::uint8_t* bytes, const MapOf<T>& picture);
template <class T>
void picture_from(const float* numbers, const MapOf<T>& picture);
/// The 2x2 pixels of a picture as channels: [N,3,H,W] -> [N,12,H/2,W/2], order 00, 10, 01, 11 (row, column).
template <class T>
void space_to_depth(const MapOf<T>& picture, const MapOf<T>& out);

/// Strides of a plain tensor [N,C,H,W], in floats.
struct PlainStrides {
  std::int64_t n = 0, c = 0, y = 0, x = 0;
};
template <class T>
void to_plain(const MapOf<T>& from, float* to, const PlainStrides& strides);
/// The filling of `to` becomes zero.
template <class T>
void from_plain(const float* from, const PlainStrides& strides, const MapOf<T>& to);

}  // namespace ctyolo::inline v0::onednn

#if CTYOLO_HEADER_ONLY
#include <ctyolo/backend/onednn/plain_maps.ipp>
#endif
