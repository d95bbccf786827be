// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Vectors as wide as a block of channels, and the arithmetic on them. Tier: spec (std and compiler extensions).
//
// Kernels are written once as always-inlined bodies over Wide<8> or Wide<16> and compiled for each instruction set by
// thin functions with a target attribute, so that a plain -O2 build is fast: no flag of the user is needed.
// Wide values are passed by reference only: by value their calling convention would depend on the instruction set.
#pragma once

#include <ctyolo/backend/bfloat16.hpp>
#include <ctyolo/core/instructions.hpp>
#include <ctyolo/graph/activation.hpp>

#include <cstdint>

#if defined(__x86_64__)
#define CTYOLO_TARGET_AVX2 __attribute__((target("avx2,fma")))
#define CTYOLO_TARGET_AVX512 __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,avx2,fma")))
#else
#define CTYOLO_TARGET_AVX2
#define CTYOLO_TARGET_AVX512
#endif
#define CTYOLO_BODY __attribute__((always_inline)) inline

namespace ctyolo::inline v0 {

/// B floats in one vector.
template <int B>
struct WideOf {
  typedef float type __attribute__((vector_size(4 * B), aligned(4), may_alias));
  typedef std::int32_t ints __attribute__((vector_size(4 * B), aligned(4), may_alias));
  typedef std::uint32_t bits __attribute__((vector_size(4 * B), aligned(4), may_alias));
  typedef std::uint16_t halves __attribute__((vector_size(2 * B), aligned(2), may_alias));
};
template <int B>
using Wide = typename WideOf<B>::type;
template <int B>
using WideInts = typename WideOf<B>::ints;

/// Floats in the widest vector that this processor has instructions for.
inline int widest_block() { return instructions() == Instructions::avx512 ? 16 : 8; }

namespace wide {

template <int B>
CTYOLO_BODY const Wide<B>& at(const float* p) { return *reinterpret_cast<const Wide<B>*>(p); }
template <int B>
CTYOLO_BODY Wide<B>& at(float* p) { return *reinterpret_cast<Wide<B>*>(p); }

/// v = B numbers from p on.
template <int B>
CTYOLO_BODY void load(const float* p, Wide<B>& v) { v = at<B>(p); }
template <int B>
CTYOLO_BODY void load(const BFloat16* p, Wide<B>& v) {
  v = (Wide<B>)(__builtin_convertvector(*reinterpret_cast<const typename WideOf<B>::halves*>(p), typename WideOf<B>::bits) << 16);
}
/// The numbers from p on become v; 16-bit ones are rounded to the nearest, ties to even. What arithmetic makes where there is no
/// number (a quiet NaN) stays none.
template <int B>
CTYOLO_BODY void store(const Wide<B>& v, float* p) { at<B>(p) = v; }
template <int B>
CTYOLO_BODY void store(const Wide<B>& v, BFloat16* p) {
  using Halves = typename WideOf<B>::halves;
  const auto b = (typename WideOf<B>::bits)v;
  *reinterpret_cast<Halves*>(p) = __builtin_convertvector((b + 0x7fff + (b >> 16 & 1)) >> 16, Halves);
}

/// y = e^x, to about 2 units in the last place; x is clamped to [-87, 88].
///
/// x = n ln 2 + r with |r| <= ln 2 / 2; e^r by its series, 2^n by the exponent's bits.
template <int B>
CTYOLO_BODY void exponential(const Wide<B>& x, Wide<B>& y) {
  constexpr float low = -87.0f, high = 88.0f, magic = 12582912.0f;  // 1.5 * 2^23: adding it rounds to a whole number
  Wide<B> v = x < low ? Wide<B>{} + low : x;
  v = v > high ? Wide<B>{} + high : v;
  const Wide<B> t = v * 1.44269504088896341f + magic;
  const Wide<B> n = t - magic;
  const Wide<B> r = v - n * 0.693145751953125f - n * 1.42860682030941723e-6f;
  Wide<B> p = r * (1.0f / 5040) + 1.0f / 720;
  p = p * r + 1.0f / 120;
  p = p * r + 1.0f / 24;
  p = p * r + 1.0f / 6;
  p = p * r + 0.5f;
  p = p * r + 1.0f;
  p = p * r + 1.0f;
  y = (Wide<B>)((WideInts<B>)p + ((WideInts<B>)t << 23));
}

/// y = 1 / (1 + e^-x)
template <int B>
CTYOLO_BODY void sigmoid(const Wide<B>& x, Wide<B>& y) {
  Wide<B> e;
  exponential<B>(-x, e);
  y = 1.0f / (1.0f + e);
}

/// e = e^x and t = tanh(log(1 + e)), Mish's gate; x above 20 counts as 20, where t is 1.
template <int B>
CTYOLO_BODY void mish_gate(const Wide<B>& x, Wide<B>& e, Wide<B>& t) {
  const Wide<B> v = x > 20.0f ? Wide<B>{} + 20.0f : x;
  exponential<B>(v, e);
  const Wide<B> n = e * (e + 2.0f);
  t = n / (n + 2.0f);
}

/// Value of an activation.
template <ActivationKind Kind, int B>
CTYOLO_BODY void activate(const Wide<B>& x, float slope, Wide<B>& y) {
  if constexpr (Kind == ActivationKind::identity) {
    y = x;
  } else if constexpr (Kind == ActivationKind::silu) {
    Wide<B> s;
    sigmoid<B>(x, s);
    y = x * s;
  } else if constexpr (Kind == ActivationKind::leaky_relu) {
    y = x > 0.0f ? x : x * slope;
  } else if constexpr (Kind == ActivationKind::hardswish) {
    Wide<B> gate = x + 3.0f;
    gate = gate < 0.0f ? Wide<B>{} : gate;
    gate = gate > 6.0f ? Wide<B>{} + 6.0f : gate;
    y = x * gate * (1.0f / 6);
  } else {
    static_assert(Kind == ActivationKind::mish);
    Wide<B> e, t;
    mish_gate<B>(x, e, t);
    y = x * t;
  }
}

/// Derivative of an activation at x.
template <ActivationKind Kind, int B>
CTYOLO_BODY void slope_of(const Wide<B>& x, float slope, Wide<B>& d) {
  if constexpr (Kind == ActivationKind::identity) {
    d = Wide<B>{} + 1.0f;
  } else if constexpr (Kind == ActivationKind::silu) {
    Wide<B> s;
    sigmoid<B>(x, s);
    d = s * (1.0f + x * (1.0f - s));
  } else if constexpr (Kind == ActivationKind::leaky_relu) {
    d = x > 0.0f ? Wide<B>{} + 1.0f : Wide<B>{} + slope;
  } else if constexpr (Kind == ActivationKind::hardswish) {
    d = x * (1.0f / 3) + 0.5f;
    d = x < -3.0f ? Wide<B>{} : d;
    d = x > 3.0f ? Wide<B>{} + 1.0f : d;
  } else {
    static_assert(Kind == ActivationKind::mish);
    Wide<B> e, t;
    mish_gate<B>(x, e, t);
    const Wide<B> half = 0.5f * e * (e + 2.0f) + 1.0f;  // (n + 2) / 2
    d = t + x * (e / half) * ((e + 1.0f) / half);
  }
}

}  // namespace wide

}  // namespace ctyolo::inline v0
