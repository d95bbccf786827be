// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Packets of numbers, with functions that take single numbers as well. Tier: spec (std and compiler extensions).
//
// An element-wise rule is written once as `template <class V>` and runs with V = float, double or Packet<float>:
// arithmetic operators come from the compilers' vector extensions, the rest from the functions below.
// Packets are 16 bytes: every x86-64 and AArch64 has them, so no compiler flag is needed, and no -Wpsabi warning arises.
#pragma once

#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstring>
#include <type_traits>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

namespace ctyolo::inline v0 {

namespace detail {

template <class T>
struct PacketOf {
  typedef T type __attribute__((vector_size(16)));  // a using-declaration would drop the attribute on clang
};

template <class V>
struct ElementOf {
  using type = std::remove_cvref_t<decltype(std::declval<V&>()[0])>;
};
template <std::floating_point T>
struct ElementOf<T> {
  using type = T;
};

}  // namespace detail

/// 16 bytes of `T`: four floats or two doubles.
template <std::floating_point T>
using Packet = typename detail::PacketOf<T>::type;

/// What a packet holds; a number holds itself.
template <class V>
using Element = typename detail::ElementOf<V>::type;

/// Numbers in a V: 4 for Packet<float>, 1 for float.
template <class V>
inline constexpr int lanes = static_cast<int>(sizeof(V) / sizeof(Element<V>));

/// Reads lanes<V> numbers; `p` need not be aligned.
template <class V>
inline V load(const Element<V>* p) {
  V v;
  std::memcpy(&v, p, sizeof v);
  return v;
}

/// Writes lanes<V> numbers; `p` need not be aligned.
template <class V>
inline void store(Element<V>* p, V v) {
  std::memcpy(p, &v, sizeof v);
}

/// `value`, rounded to the element type, in every lane.
template <class V>
inline V broadcast(double value) {
  if constexpr (std::floating_point<V>) {
    return static_cast<V>(value);
  } else {
    return V{} + static_cast<Element<V>>(value);
  }
}

/// Square root of every lane.
template <class V>
inline V square_root(V v) {
  if constexpr (std::floating_point<V>) {
    return std::sqrt(v);
  } else {
#if defined(__SSE2__)
    if constexpr (std::same_as<Element<V>, float>) {
      return (V)_mm_sqrt_ps((__m128)v);
    } else {
      return (V)_mm_sqrt_pd((__m128d)v);
    }
#elif defined(__aarch64__)
    if constexpr (std::same_as<Element<V>, float>) {
      return (V)vsqrtq_f32((float32x4_t)v);
    } else {
      return (V)vsqrtq_f64((float64x2_t)v);
    }
#else
    for (int i = 0; i < lanes<V>; ++i) v[i] = std::sqrt(v[i]);
    return v;
#endif
  }
}

/// -1, 0 or 1 in every lane.
template <class V>
inline V sign(V v) {
  const V zero = broadcast<V>(0), one = broadcast<V>(1);
  const V below = v < zero ? zero - one : zero;
  return v > zero ? one : below;
}

/// Sum of the lanes, first to last.
template <class V>
inline Element<V> lane_sum(V v) {
  if constexpr (std::floating_point<V>) {
    return v;
  } else {
    Element<V> sum = v[0];
    for (int i = 1; i < lanes<V>; ++i) sum += v[i];
    return sum;
  }
}

}  // namespace ctyolo::inline v0
