// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of backend/onednn/norm_act.hpp.
#pragma once

#include <ctyolo/backend/onednn/line.hpp>
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
template <class T>
struct Statistics {
  Line<const T> y;
  std::int64_t pixels;
  const T* origin;  // [B]
  double* sums;

  template <int B>
  CTYOLO_BODY void run() const {
    Wide<B> o, a, b;
    wide::load<B>(origin, o);
    for (std::int64_t from = 0; from < pixels; from += chunk_pixels) {
      const std::int64_t to = std::min(pixels, from + chunk_pixels);
      Wide<B> s0{}, s1{}, q0{}, q1{};
      std::int64_t p = from;
      for (; p + 1 < to; p += 2) {
        wide::load<B>(y[p], a);
        wide::load<B>(y[p + 1], b);
        a -= o;
        b -= o;
        s0 += a;
        q0 += a * a;
        s1 += b;
        q1 += b * b;
      }
      for (; p < to; ++p) {
        wide::load<B>(y[p], a);
        a -= o;
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

template <ActivationKind Kind, class T>
struct Apply {
  Line<const T> y;
  Line<const T> residual;  // may be null
  Line<T> out;
  std::int64_t pixels;
  const float* gain;
  const float* offset;
  float slope;

  template <int B>
  CTYOLO_BODY void run() const {
    const Wide<B> g = wide::at<B>(gain), o = wide::at<B>(offset);
    Wide<B> v, r;
    if (residual.data != nullptr) {
      for (std::int64_t p = 0; p < pixels; ++p) {
        wide::load<B>(y[p], v);
        wide::activate<Kind, B>(v * g + o, slope, v);
        wide::load<B>(residual[p], r);
        wide::store<B>(v + r, out[p]);
      }
    } else {
      for (std::int64_t p = 0; p < pixels; ++p) {
        wide::load<B>(y[p], v);
        wide::activate<Kind, B>(v * g + o, slope, v);
        wide::store<B>(v, out[p]);
      }
    }
  }
};

/// One unit of the first backward pass: dz, and the sums of dz and of dz * (y - mean).
template <ActivationKind Kind, class T>
struct Backward {
  Line<const T> y;
  std::array<Line<const T>, Gradients<T>::most> gradients;
  int count;
  Line<T> dz;
  std::int64_t pixels;
  const float *gain, *offset, *mean;
  double* sums;  // [2][B]
  float slope;

  template <int B>
  CTYOLO_BODY void run() const {
    const Wide<B> g = wide::at<B>(gain), o = wide::at<B>(offset), m = wide::at<B>(mean);
    Wide<B> v, d, more, slope_here;
    for (std::int64_t from = 0; from < pixels; from += chunk_pixels) {
      const std::int64_t to = std::min(pixels, from + chunk_pixels);
      Wide<B> s{}, q{};
      for (std::int64_t p = from; p < to; ++p) {
        wide::load<B>(y[p], v);
        wide::load<B>(gradients[0][p], d);
        if (count > 1) {
          wide::load<B>(gradients[1][p], more);
          d += more;
        }
        if (count > 2) {
          wide::load<B>(gradients[2][p], more);
          d += more;
        }
        wide::slope_of<Kind, B>(v * g + o, slope, slope_here);
        d *= slope_here;
        wide::store<B>(d, dz[p]);
        s += d;
        q += d * (v - m);
      }
      for (int k = 0; k < B; ++k) {
        sums[k] += static_cast<double>(s[k]);
        sums[B + k] += static_cast<double>(q[k]);
      }
    }
  }
};

/// One unit of the second: dy = gain * dz - a - b * (y - mean).
template <class T>
struct Finish {
  Line<const T> y, dz;
  Line<T> into;
  std::int64_t pixels;
  const float *gain, *mean, *a, *b;

  template <int B>
  CTYOLO_BODY void run() const {
    const Wide<B> g = wide::at<B>(gain), m = wide::at<B>(mean), wa = wide::at<B>(a), wb = wide::at<B>(b);
    Wide<B> v, d;
    for (std::int64_t p = 0; p < pixels; ++p) {
      wide::load<B>(y[p], v);
      wide::load<B>(dz[p], d);
      wide::store<B>(d * g - wa - wb * (v - m), into[p]);
    }
  }
};

/// Sums of all units of a block, images in order. @param partial [units][2][B]
inline std::array<double, 2> channel_sums(const std::vector<double>& partial, const MapShape& map, int channel) {
  std::array<double, 2> sums{};
  const int block = channel / map.block, lane = channel % map.block;
  for (int n = 0; n < map.images; ++n) {
    const double* p = partial.data() + (std::int64_t{n} * map.blocks() + block) * 2 * map.block;
    sums[0] += p[lane];
    sums[1] += p[map.block + lane];
  }
  return sums;
}

inline void resize(NormState& s, const MapShape& y) {
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

template <class T>
void batch_statistics(const MapOf<T>& y, const NormLayer& layer, NormState& state) {
  detail::resize(state, y);
  const auto lanes = static_cast<std::size_t>(y.block);
  state.partial.assign(static_cast<std::size_t>(y.units()) * 2 * lanes, 0.0);
  parallel_for(0, y.units(), 1, [&](std::int64_t from, std::int64_t to) {
    for (std::int64_t u = from; u < to; ++u)  // around the map's first pixel: no cancellation where the mean is large
      detail::vectorised(y.block, detail::Statistics<T>{{y, u}, y.pixels(), y.at(0, u % y.blocks()),
                                                        state.partial.data() + static_cast<std::size_t>(u) * 2 * lanes});
  });
  const double count = static_cast<double>(y.images) * static_cast<double>(y.pixels());
  for (int c = 0; c < y.channels; ++c) {
    const auto k = static_cast<std::size_t>(c);
    const auto [sum, squares] = detail::channel_sums(state.partial, y, c);
    const double shifted = sum / count, variance = std::max(0.0, squares / count - shifted * shifted);
    const double mean = shifted + static_cast<double>(static_cast<float>(*y.channel(0, c)));
    detail::set_channel(state, k, layer, mean, variance);
    const double unbiased = count > 1 ? variance * count / (count - 1) : variance;
    layer.running_mean[k] += static_cast<float>(layer.momentum * (mean - static_cast<double>(layer.running_mean[k])));
    layer.running_variance[k] += static_cast<float>(layer.momentum * (unbiased - static_cast<double>(layer.running_variance[k])));
  }
}

CTYOLO_INLINE void running_statistics(const MapShape& y, const NormLayer& layer, NormState& state) {
  detail::resize(state, y);
  for (int c = 0; c < y.channels; ++c)
    detail::set_channel(state, static_cast<std::size_t>(c), layer, static_cast<double>(layer.running_mean[c]), static_cast<double>(layer.running_variance[c]));
}

template <ActivationKind Kind, class T>
void norm_act(const MapOf<T>& y, const NormState& s, float slope, const MapOf<T>& residual, const MapOf<T>& out) {
  parallel_for(0, y.units(), 1, [&](std::int64_t from, std::int64_t to) {
    for (std::int64_t u = from; u < to; ++u) {
      const std::int64_t lane = u % y.blocks() * y.block;
      const detail::Line<const T> added = residual.data != nullptr ? detail::Line<const T>(residual, u) : detail::Line<const T>(nullptr, 0);
      detail::vectorised(y.block, detail::Apply<Kind, T>{{y, u}, added, {out, u}, y.pixels(), s.gain.data() + lane,
                                                         s.offset.data() + lane, slope});
    }
  });
}

template <ActivationKind Kind, class T>
void norm_act_backward(const MapOf<T>& y, const NormLayer& layer, NormState& s, float slope, const Gradients<T>& gradients,
                       const MapOf<T>& dz, const MapOf<T>& into) {
  using detail::Line;
  const auto lanes = static_cast<std::size_t>(y.block);
  s.partial.assign(static_cast<std::size_t>(y.units()) * 2 * lanes, 0.0);
  s.a.assign(s.gain.size(), 0.0f);
  s.b.assign(s.gain.size(), 0.0f);
  parallel_for(0, y.units(), 1, [&](std::int64_t from, std::int64_t to) {
    for (std::int64_t u = from; u < to; ++u) {
      const std::int64_t lane = u % y.blocks() * y.block;
      const auto gradient = [&](int i) { return Line<const T>(gradients.maps[static_cast<std::size_t>(i < gradients.count ? i : 0)], u); };
      detail::vectorised(y.block, detail::Backward<Kind, T>{{y, u}, {gradient(0), gradient(1), gradient(2)}, gradients.count, {dz, u},
                                                            y.pixels(), s.gain.data() + lane, s.offset.data() + lane, s.mean.data() + lane,
                                                            s.partial.data() + static_cast<std::size_t>(u) * 2 * lanes, slope});
    }
  });
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
  parallel_for(0, y.units(), 1, [&](std::int64_t from, std::int64_t to) {
    for (std::int64_t u = from; u < to; ++u) {
      const std::int64_t lane = u % y.blocks() * y.block;
      detail::vectorised(y.block, detail::Finish<T>{{y, u}, {dz, u}, {into, u}, y.pixels(), s.gain.data() + lane, s.mean.data() + lane,
                                                    s.a.data() + lane, s.b.data() + lane});
    }
  });
}

#if !CTYOLO_HEADER_ONLY  // compiled once, for both numbers and all activations that there are
#define CTYOLO_NORM_ACT_OF(T, KIND)                                                                                          \
  template void norm_act<ActivationKind::KIND>(const MapOf<T>&, const NormState&, float, const MapOf<T>&, const MapOf<T>&);     \
  template void norm_act_backward<ActivationKind::KIND>(const MapOf<T>&, const NormLayer&, NormState&, float, const Gradients<T>&, \
                                                        const MapOf<T>&, const MapOf<T>&);
#define CTYOLO_NORM_ACTS_OF(T)                                              \
  template void batch_statistics(const MapOf<T>&, const NormLayer&, NormState&); \
  CTYOLO_NORM_ACT_OF(T, identity)                                           \
  CTYOLO_NORM_ACT_OF(T, silu)                                               \
  CTYOLO_NORM_ACT_OF(T, leaky_relu)                                         \
  CTYOLO_NORM_ACT_OF(T, hardswish)                                          \
  CTYOLO_NORM_ACT_OF(T, mish)
CTYOLO_NORM_ACTS_OF(float)
CTYOLO_NORM_ACTS_OF(BFloat16)
#undef CTYOLO_NORM_ACTS_OF
#undef CTYOLO_NORM_ACT_OF
#endif

}  // namespace ctyolo::inline v0::onednn
