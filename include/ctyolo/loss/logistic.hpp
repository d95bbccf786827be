// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The logistic function of a logit and its logarithms, without overflow or cancellation. Tier: spec (std only).
#pragma once

#include <ctyolo/backend/simd.hpp>

#include <algorithm>
#include <cmath>
#include <concepts>
#include <numbers>

namespace ctyolo::inline v0 {

/// Of a logit x: p = 1/(1+e^-x), 1-p, -log(1-p) and -log(p), each with its full relative precision.
template <class V>
struct Logistic {
  V p, not_p, minus_log_not_p, minus_log_p;
};

namespace detail {

/// e^-a for a >= 0, to about 2 ulp: 2^-n times the Taylor polynomial of the rest, which is within ln(2)/2 of 0.
/// Stops falling at a = 87, before numbers lose digits. NaN stays NaN.
inline Packet<float> exp_of_minus(Packet<float> a) {
  typedef int Ints __attribute__((vector_size(16)));
  const Packet<float> most = broadcast<Packet<float>>(87.0);
  const Packet<float> number = a < most ? a : most;  // 87 for NaN: converting that to an integer is undefined
  a = a > most ? most : a;
  const Ints n = __builtin_convertvector(number * std::numbers::log2e_v<float> + 0.5f, Ints);
  const Packet<float> whole = __builtin_convertvector(n, Packet<float>);
  // ln 2 in two parts: the first product is exact.
  const Packet<float> r = (whole * 0.693359375f - a) - whole * 2.12194440e-4f;
  Packet<float> sum = 1.0f / 720 + r * (1.0f / 5040);
  sum = 1.0f / 120 + r * sum;
  sum = 1.0f / 24 + r * sum;
  sum = 1.0f / 6 + r * sum;
  sum = 0.5f + r * sum;
  sum = 1.0f + r * (1.0f + r * sum);
  return sum * (Packet<float>)((127 - n) << 23);
}

/// log(1 + e) for 0 <= e <= 1, as 2 artanh(e / (2 + e)): the argument is at most 1/3, eight terms suffice for float.
inline Packet<float> log_of_one_plus(Packet<float> e) {
  const Packet<float> s = e / (2.0f + e);
  const Packet<float> q = s * s;
  Packet<float> sum = 1.0f / 13 + q * (1.0f / 15);
  sum = 1.0f / 11 + q * sum;
  sum = 1.0f / 9 + q * sum;
  sum = 1.0f / 7 + q * sum;
  sum = 1.0f / 5 + q * sum;
  sum = 1.0f / 3 + q * sum;
  return 2.0f * s * (1.0f + q * sum);
}

}  // namespace detail

/// V is float, double, or a packet of either.
template <class V>
inline Logistic<V> logistic(V x) {
  if constexpr (std::floating_point<V>) {
    const V e = std::exp(-std::abs(x));
    const V tail = std::log1p(e);
    const V large = 1 / (1 + e), small = e / (1 + e);
    return {x >= 0 ? large : small, x >= 0 ? small : large, tail + std::max(x, V(0)), tail + std::max(-x, V(0))};
  } else if constexpr (std::same_as<Element<V>, float>) {
    const V zero{};
    const V e = detail::exp_of_minus(x < zero ? -x : x);
    const V tail = detail::log_of_one_plus(e);
    const V large = 1.0f / (1.0f + e), small = e * large;
    return {x < zero ? small : large, x < zero ? large : small, tail + (x > zero ? x : zero),
            tail + (x < zero ? -x : zero)};
  } else {
    Logistic<V> all;
    for (int i = 0; i < lanes<V>; ++i) {
      const Logistic<Element<V>> one = logistic<Element<V>>(x[i]);
      all.p[i] = one.p;
      all.not_p[i] = one.not_p;
      all.minus_log_not_p[i] = one.minus_log_not_p;
      all.minus_log_p[i] = one.minus_log_p;
    }
    return all;
  }
}

/// p of one logit.
template <std::floating_point T>
inline T sigmoid(T x) {
  const T e = std::exp(-std::abs(x));
  return (x >= 0 ? T(1) : e) / (1 + e);
}

/// The logit of a probability; -inf for 0 and less, inf for 1 and more.
inline double logit(double p) {
  if (p <= 0) return -INFINITY;
  if (p >= 1) return INFINITY;
  return std::log(p) - std::log1p(-p);
}

}  // namespace ctyolo::inline v0
