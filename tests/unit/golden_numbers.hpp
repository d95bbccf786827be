// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Made-up numbers of nets, a function of names: tests/golden/forward.py makes the same, to the last bit.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace test {

/// FNV-1a of the name: where its numbers begin.
inline std::uint64_t stream(std::string_view name) {
  std::uint64_t key = 0xCBF29CE484222325u;
  for (const char c : name) key = (key ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  return key;
}

/// SplitMix64's hash of a counter.
inline std::uint64_t bits(std::uint64_t index) {
  std::uint64_t z = index * 0x9E3779B97F4A7C15u;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

/// Fills with numbers in centre +- spread, never 0 without a centre. Each operation rounds once, so that every machine gets the same.
inline void numbers(std::string_view name, std::span<float> out, double spread, float centre = 0) {
  const std::uint64_t start = stream(name);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto high = static_cast<double>(bits(start + i) >> 40);
    out[i] = static_cast<float>((high - (0x1p23 - 0.5)) * (spread * 0x1p-23)) + centre;
  }
}

/// A tensor of a state_dict, by its name.
inline void entry(std::string_view name, std::span<const std::int64_t> shape, std::span<float> out) {
  if (shape.size() == 4) return numbers(name, out, 2.4 / std::sqrt(static_cast<double>(shape[1] * shape[2] * shape[3])));
  if (name.ends_with("running_var")) return numbers(name, out, 0.25, 0.5f);
  if (name.ends_with("weight")) return numbers(name, out, 0.2, 0.5f);
  numbers(name, out, 0.3);
  if (name.ends_with("bias"))
    for (float& x : out) x += std::copysign(1.3f, x);
}

/// u8 [n,3,h,w]: noise upon squares of 16 pixels.
inline std::vector<std::uint8_t> picture(std::size_t n, std::size_t h, std::size_t w) {
  std::vector<std::uint8_t> all(n * 3 * h * w);
  const std::uint64_t squares = stream("squares"), noise = stream("noise");
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::size_t x = i % w, y = i / w % h, plane = i / (w * h);
    const std::size_t square = (plane * (h / 16) + y / 16) * (w / 16) + x / 16;
    all[i] = static_cast<std::uint8_t>((bits(noise + i) >> 57) + (bits(squares + square) >> 57));
  }
  return all;
}

/// What a file keeps of a tensor: projections on four random directions, the largest size, the first elements.
inline constexpr std::size_t summary_size = 13, summary_largest = 4;
inline std::array<double, summary_size> summary(std::span<const float> x) {
  std::array<double, summary_size> s{};
  const std::uint64_t start = stream("projection");
  for (std::size_t i = 0; i < x.size(); ++i) {
    const std::uint64_t direction = bits(start + i);
    const auto value = static_cast<double>(x[i]);
    for (unsigned k = 0; k < 4; ++k) s[k] += value * ((static_cast<double>(direction >> (16 * k) & 0xFFFF) - 32767.5) / 32768);
    s[summary_largest] = std::abs(value) > s[summary_largest] || std::isnan(value) ? std::abs(value) : s[summary_largest];
    if (i < summary_size - 5) s[5 + i] = value;
  }
  for (std::size_t k = 0; k < 4; ++k) s[k] /= std::sqrt(static_cast<double>(x.size()));
  return s;
}

/// Infinite where one is no number.
inline double largest_difference(const auto& found, const auto& expected) {
  if (found.size() != expected.size()) return std::numeric_limits<double>::infinity();
  double worst = 0;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const double off = std::abs(static_cast<double>(found[i]) - static_cast<double>(expected[i]));
    worst = std::isnan(off) ? std::numeric_limits<double>::infinity() : std::max(worst, off);
  }
  return worst;
}

inline double largest(std::span<const float> x) {
  double size = 0;
  for (const float value : x) size = std::max(size, std::abs(static_cast<double>(value)));
  return size;
}

}  // namespace test
