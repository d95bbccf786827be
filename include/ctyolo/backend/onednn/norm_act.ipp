// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of backend/onednn/norm_act.hpp.
#pragma once

#include <ctyolo/backend/onednn/norm_act.hpp>
#include <ctyolo/backend/onednn/vectorised.hpp>
#include <ctyolo/backend/parallel.hpp>
#include <ctyolo/backend/wide.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace ctyolo::inline v0::onednn {

namespace detail {

inline constexpr std::int64_t chunk_pixels = 128;  // single-precision sums stay this short; a chunk stays in the first cache

/// Sum and sum of squares of y - origin of one unit. sums: [2][B]
struct Statistics {
  const float* y;
  std::int64_t pixels;
  const float* origin;  // [B]
  double* sums;

  template <int B>
  CTYOLO_BODY void run() const {
    const Wide<B> o = wide::at<B>(origin);
    for (std::int64_t from = 0; from < pixels; from += chunk_pixels) {
      const std::int64_t to = std::min(pixels, from + chunk_pixels);
      Wide<B> s0{}, s1{}, q0{}, q1{};
      std::int64_t p = from;
      for (; p + 1 < to; p += 2) {
        const Wide<B> a = wide::at<B>(y + p * B) - o, b = wide::at<B>(y + (p + 1) * B) - o;
        s0 += a;
        q0 += a * a;
        s1 += b;
        q1 += b * b;
      }
      for (; p < to; ++p) {
        const Wide<B> a = wide::at<B>(y + p * B) - o;
        s0 += a;
        q0 += a * a;
      }
      s0 += s1;
      q0 += q1;
      for (int k = 0; k < B; ++k) {
        sums[k] += static_cast<double>(s0[k]);
        sums[B + k] += static_cast<double>(q0[k]);
      }
    }
  }
};

template <ActivationKind Kind>
struct Apply {
  const float* y;
  const float* residual;  // may be null
  float* out;
  std::int64_t pixels;
  const float* gain;
  const float* offset;
  float slope;

  template <int B>
  CTYOLO_BODY void run() const {
    const Wide<B> g = wide::at<B>(gain), o = wide::at<B>(offset);
    Wide<B> v;
    if (residual != nullptr) {
      for (std::int64_t p = 0; p < pixels; ++p) {
        wide::activate<Kind, B>(wide::at<B>(y + p * B) * g + o, slope, v);
        wide::at<B>(out + p * B) = v + wide::at<B>(residual + p * B);
      }
    } else {
      for (std::int64_t p = 0; p < pixels; ++p) {
        wide::activate<Kind, B>(wide::at<B>(y + p * B) * g + o, slope, v);
        wide::at<B>(out + p * B) = v;
      }
    }
  }
};

/// The gradients of a chunk in one array: the only one as it lies, else their sum in `room`.
template <int B>
CTYOLO_BODY const float* summed(const std::array<const float*, Gradients::most>& g, int count, std::int64_t from, std::int64_t n, float* room) {
  if (count == 1) return g[0] + from * B;
  for (std::int64_t p = 0; p < n; ++p) {
    Wide<B> s = wide::at<B>(g[0] + (from + p) * B) + wide::at<B>(g[1] + (from + p) * B);
    if (count == 3) s += wide::at<B>(g[2] + (from + p) * B);
    wide::at<B>(room + p * B) = s;
  }
  return room;
}

/// One unit of the backward pass: the sums of dz and dz * (y - mean), or (`write`) the gradient itself.
template <ActivationKind Kind>
struct Backward {
  const float* y;
  std::array<const float*, Gradients::most> gradients;
  int count;
  float* into;  // null: the sums are wanted
  std::int64_t pixels;
  const float *gain, *offset, *mean;
  const float *a, *b;  // dy = gain * dz - a - b * (y - mean)
  double* sums;        // [2][B]
  float slope;

  template <int B>
  CTYOLO_BODY void run() const {
    alignas(64) float room[chunk_pixels * B];
    const Wide<B> g = wide::at<B>(gain), o = wide::at<B>(offset), m = wide::at<B>(mean);
    for (std::int64_t from = 0; from < pixels; from += chunk_pixels) {
      const std::int64_t n = std::min(chunk_pixels, pixels - from);
      const float* d = summed<B>(gradients, count, from, n, room);
      const float* v = y + from * B;
      if (into == nullptr) {
        Wide<B> s{}, q{};
        for (std::int64_t p = 0; p < n; ++p) {
          const Wide<B> yp = wide::at<B>(v + p * B);
          Wide<B> slope_here;
          wide::slope_of<Kind, B>(yp * g + o, slope, slope_here);
          const Wide<B> dz = wide::at<B>(d + p * B) * slope_here;
          s += dz;
          q += dz * (yp - m);
        }
        for (int k = 0; k < B; ++k) {
          sums[k] += static_cast<double>(s[k]);
          sums[B + k] += static_cast<double>(q[k]);
        }
      } else {
        const Wide<B> wa = wide::at<B>(a), wb = wide::at<B>(b);
        float* w = into + from * B;
        for (std::int64_t p = 0; p < n; ++p) {
          const Wide<B> yp = wide::at<B>(v + p * B);
          Wide<B> slope_here;
          wide::slope_of<Kind, B>(yp * g + o, slope, slope_here);
          wide::at<B>(w + p * B) = wide::at<B>(d + p * B) * slope_here * g - wa - wb * (yp - m);
        }
      }
    }
  }
};

/// Sums of all units of a block, images in order. @param partial [units][2][B]
inline std::array<double, 2> channel_sums(const std::vector<double>& partial, const BlockedMap& map, int channel) {
  std::array<double, 2> sums{};
  const int block = channel / map.block, lane = channel % map.block;
  for (int n = 0; n < map.images; ++n) {
    const double* p = partial.data() + (static_cast<std::size_t>(n) * static_cast<std::size_t>(map.blocks()) + static_cast<std::size_t>(block)) * 2 * static_cast<std::size_t>(map.block);
    sums[0] += p[lane];
    sums[1] += p[map.block + lane];
  }
  return sums;
}

inline void resize(NormState& s, const BlockedMap& y) {
  const auto n = static_cast<std::size_t>(y.blocks() * y.block);
  for (auto* v : {&s.gain, &s.offset, &s.mean, &s.inverse}) v->assign(n, 0.0f);
}

inline void set_channel(NormState& s, std::size_t c, const NormLayer& l, double mean, double variance) {
  const double inverse = 1.0 / std::sqrt(variance + l.eps);
  s.mean[c] = static_cast<float>(mean);
  s.inverse[c] = static_cast<float>(inverse);
  s.gain[c] = static_cast<float>(static_cast<double>(l.scale[c]) * inverse);
  s.offset[c] = static_cast<float>(static_cast<double>(l.shift[c]) - mean * static_cast<double>(l.scale[c]) * inverse);
}

}  // namespace detail

CTYOLO_INLINE void batch_statistics(const BlockedMap& y, const NormLayer& layer, NormState& state) {
  detail::resize(state, y);
  const auto lanes = static_cast<std::size_t>(y.block);
  state.partial.assign(static_cast<std::size_t>(y.units()) * 2 * lanes, 0.0);
  parallel_for(0, y.units(), 1, [&](std::int64_t from, std::int64_t to) {
    for (std::int64_t u = from; u < to; ++u)  // around the map's first pixel: no cancellation where the mean is large
      detail::vectorised(y.block, detail::Statistics{y.unit(u), y.pixels(), y.at(0, u % y.blocks()), state.partial.data() + static_cast<std::size_t>(u) * 2 * lanes});
  });
  const double count = static_cast<double>(y.images) * static_cast<double>(y.pixels());
  for (int c = 0; c < y.channels; ++c) {
    const auto k = static_cast<std::size_t>(c);
    const auto [sum, squares] = detail::channel_sums(state.partial, y, c);
    const double shifted = sum / count, variance = std::max(0.0, squares / count - shifted * shifted);
    const double mean = shifted + static_cast<double>(y.at(0, c / y.block)[c % y.block]);
    detail::set_channel(state, k, layer, mean, variance);
    const double unbiased = count > 1 ? variance * count / (count - 1) : variance;
    layer.running_mean[k] += static_cast<float>(layer.momentum * (mean - static_cast<double>(layer.running_mean[k])));
    layer.running_variance[k] += static_cast<float>(layer.momentum * (unbiased - static_cast<double>(layer.running_variance[k])));
  }
}

CTYOLO_INLINE void running_statistics(const BlockedMap& y, const NormLayer& layer, NormState& state) {
  detail::resize(state, y);
  for (int c = 0; c < y.channels; ++c)
    detail::set_channel(state, static_cast<std::size_t>(c), layer, static_cast<double>(layer.running_mean[c]), static_cast<double>(layer.running_variance[c]));
}

template <ActivationKind Kind>
void norm_act(const BlockedMap& y, const NormState& s, float slope, const BlockedMap& residual, const BlockedMap& out) {
  parallel_for(0, y.units(), 1, [&](std::int64_t from, std::int64_t to) {
    for (std::int64_t u = from; u < to; ++u) {
      const std::int64_t lane = u % y.blocks() * y.block;
      detail::vectorised(y.block, detail::Apply<Kind>{y.unit(u), residual.data != nullptr ? residual.unit(u) : nullptr, out.unit(u), y.pixels(),
                                      s.gain.data() + lane, s.offset.data() + lane, slope});
    }
  });
}

template <ActivationKind Kind>
void norm_act_backward(const BlockedMap& y, const NormLayer& layer, NormState& s, float slope, const Gradients& gradients,
                       const BlockedMap& into) {
  const auto lanes = static_cast<std::size_t>(y.block);
  s.partial.assign(static_cast<std::size_t>(y.units()) * 2 * lanes, 0.0);
  s.a.assign(s.gain.size(), 0.0f);
  s.b.assign(s.gain.size(), 0.0f);
  const auto pass = [&](bool write) {
    parallel_for(0, y.units(), 1, [&](std::int64_t from, std::int64_t to) {
      for (std::int64_t u = from; u < to; ++u) {
        const std::int64_t lane = u % y.blocks() * y.block;
        detail::Backward<Kind> unit{y.unit(u), {}, gradients.count, write ? into.unit(u) : nullptr, y.pixels(), s.gain.data() + lane,
                            s.offset.data() + lane, s.mean.data() + lane, s.a.data() + lane, s.b.data() + lane,
                            s.partial.data() + static_cast<std::size_t>(u) * 2 * lanes, slope};
        for (int i = 0; i < gradients.count; ++i) unit.gradients[static_cast<std::size_t>(i)] = gradients.maps[static_cast<std::size_t>(i)].unit(u);
        detail::vectorised(y.block, unit);
      }
    });
  };
  pass(false);
  const double count = static_cast<double>(y.images) * static_cast<double>(y.pixels());
  for (int c = 0; c < y.channels; ++c) {
    const auto k = static_cast<std::size_t>(c);
    const auto [sum, product] = detail::channel_sums(s.partial, y, c);
    const double inverse = static_cast<double>(s.inverse[k]), gain = static_cast<double>(s.gain[k]);
    layer.shift_gradient[k] += static_cast<float>(sum);
    layer.scale_gradient[k] += static_cast<float>(product * inverse);
    s.a[k] = static_cast<float>(gain * sum / count);
    s.b[k] = static_cast<float>(gain * product * inverse * inverse / count);
  }
  pass(true);
}

#if !CTYOLO_HEADER_ONLY  // compiled once, for all activations that there are
template void norm_act<ActivationKind::identity>(const BlockedMap&, const NormState&, float, const BlockedMap&, const BlockedMap&);
template void norm_act<ActivationKind::silu>(const BlockedMap&, const NormState&, float, const BlockedMap&, const BlockedMap&);
template void norm_act<ActivationKind::leaky_relu>(const BlockedMap&, const NormState&, float, const BlockedMap&, const BlockedMap&);
template void norm_act<ActivationKind::hardswish>(const BlockedMap&, const NormState&, float, const BlockedMap&, const BlockedMap&);
template void norm_act<ActivationKind::mish>(const BlockedMap&, const NormState&, float, const BlockedMap&, const BlockedMap&);
template void norm_act_backward<ActivationKind::identity>(const BlockedMap&, const NormLayer&, NormState&, float, const Gradients&, const BlockedMap&);
template void norm_act_backward<ActivationKind::silu>(const BlockedMap&, const NormLayer&, NormState&, float, const Gradients&, const BlockedMap&);
template void norm_act_backward<ActivationKind::leaky_relu>(const BlockedMap&, const NormLayer&, NormState&, float, const Gradients&, const BlockedMap&);
template void norm_act_backward<ActivationKind::hardswish>(const BlockedMap&, const NormLayer&, NormState&, float, const Gradients&, const BlockedMap&);
template void norm_act_backward<ActivationKind::mish>(const BlockedMap&, const NormLayer&, NormState&, float, const Gradients&, const BlockedMap&);
#endif

}  // namespace ctyolo::inline v0::onednn
