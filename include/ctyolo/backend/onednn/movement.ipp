// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of backend/onednn/movement.hpp.
#pragma once

#include <ctyolo/backend/onednn/line.hpp>
#include <ctyolo/backend/onednn/movement.hpp>
#include <ctyolo/backend/onednn/vectorised.hpp>
#include <ctyolo/backend/parallel.hpp>
#include <ctyolo/backend/wide.hpp>

#include <cstdint>
#include <cstring>
#include <span>
#include <type_traits>
#include <vector>

namespace ctyolo::inline v0::onednn {

namespace detail {

/// Calls f(unit) for every pair of image and block, over the threads.
template <class F>
void for_units(const MapShape& map, const F& f) {
  parallel_for(0, map.units(), 1, [&](std::int64_t from, std::int64_t to) {
    for (std::int64_t u = from; u < to; ++u) f(u);
  });
}

/// One direction of a pool: the largest of `window` vectors along lines of `length`; steps counted in pixels.
template <class T>
struct PoolLines {
  Line<const T> in;
  Line<T> out;
  int length, lines, window;
  std::int64_t along, across;

  template <int B>
  CTYOLO_BODY void run() const {
    const int reach = window / 2;
    Wide<B> best, v;
    for (int l = 0; l < lines; ++l) {
      for (int i = 0; i < length; ++i) {
        const int from = i - reach > 0 ? i - reach : 0, to = i + reach < length - 1 ? i + reach : length - 1;
        wide::load<B>(in[l * across + from * along], best);
        for (int k = from + 1; k <= to; ++k) {
          wide::load<B>(in[l * across + k * along], v);
          best = v > best ? v : best;
        }
        wide::store<B>(best, out[l * across + i * along]);
      }
    }
  }
};

/// Sends each gradient of a unit to the first largest number of its window.
template <class T>
struct PoolBackward {
  Line<const T> in, gradient;
  Line<T> to;
  float* sums;  // [H*W][B]
  int height, width, window;

  template <int B>
  CTYOLO_BODY void run() const {
    const int reach = window / 2;
    Wide<B> best, v;
    for (std::int64_t p = 0; p < std::int64_t{height} * width; ++p) wide::at<B>(sums + p * B) = Wide<B>{};
    for (int y = 0; y < height; ++y) {
      for (int x = 0; x < width; ++x) {
        const int y0 = y - reach > 0 ? y - reach : 0, y1 = y + reach < height - 1 ? y + reach : height - 1;
        const int x0 = x - reach > 0 ? x - reach : 0, x1 = x + reach < width - 1 ? x + reach : width - 1;
        wide::load<B>(in[y0 * width + x0], best);
        WideInts<B> place = WideInts<B>{} + (y0 * width + x0);
        for (int wy = y0; wy <= y1; ++wy) {
          for (int wx = x0; wx <= x1; ++wx) {
            wide::load<B>(in[wy * width + wx], v);
            const WideInts<B> larger = v > best;
            best = larger ? v : best;
            place = larger ? WideInts<B>{} + (wy * width + wx) : place;
          }
        }
        wide::load<B>(gradient[y * width + x], v);
        for (int k = 0; k < B; ++k) sums[place[k] * B + k] += v[k];
      }
    }
    for (std::int64_t p = 0; p < std::int64_t{height} * width; ++p) wide::store<B>(wide::at<B>(sums + p * B), to[p]);
  }
};

template <class T>
struct AddUnits {
  std::span<const Line<const T>> maps;
  Line<T> to;
  std::int64_t pixels;

  template <int B>
  CTYOLO_BODY void run() const {
    Wide<B> sum, v;
    for (std::int64_t p = 0; p < pixels; ++p) {
      wide::load<B>(maps[0][p], sum);
      for (std::size_t i = 1; i < maps.size(); ++i) {
        wide::load<B>(maps[i][p], v);
        sum += v;
      }
      wide::store<B>(sum, to[p]);
    }
  }
};

template <class T>
struct Maximum {
  Line<const T> a, b;
  Line<T> to;
  std::int64_t pixels;

  template <int B>
  CTYOLO_BODY void run() const {
    Wide<B> p, q;
    for (std::int64_t i = 0; i < pixels; ++i) {
      wide::load<B>(a[i], p);
      wide::load<B>(b[i], q);
      p = p < q ? q : p;
      wide::store<B>(p, to[i]);
    }
  }
};

template <class T>
struct MaximumBackward {
  Line<const T> a, b, gradient;
  Line<T> to_a, to_b;
  std::int64_t pixels;

  template <int B>
  CTYOLO_BODY void run() const {
    Wide<B> p, q, g;
    for (std::int64_t i = 0; i < pixels; ++i) {
      wide::load<B>(a[i], p);
      wide::load<B>(b[i], q);
      wide::load<B>(gradient[i], g);
      Wide<B> mine = p == q ? g * 0.5f : Wide<B>{};
      mine = p > q ? g : mine;
      wide::store<B>(mine, to_a[i]);
      wide::store<B>(g - mine, to_b[i]);
    }
  }
};

template <class T>
struct Upsample {
  Line<const T> in;
  Line<T> out;
  int height, width, factor;  // of `out`

  template <int B>
  CTYOLO_BODY void run() const {
    Wide<B> v;
    for (int y = 0; y < height; ++y)
      for (int x = 0; x < width; x += factor) {
        wide::load<B>(in[std::int64_t{y / factor} * (width / factor) + x / factor], v);
        for (int k = 0; k < factor; ++k) wide::store<B>(v, out[std::int64_t{y} * width + x + k]);
      }
  }
};

template <class T>
struct UpsampleBackward {
  Line<const T> gradient;
  Line<T> to;
  int height, width, factor;  // of `to`

  template <int B>
  CTYOLO_BODY void run() const {
    Wide<B> sum, v;
    for (int y = 0; y < height; ++y)
      for (int x = 0; x < width; ++x) {
        sum = Wide<B>{};
        for (int dy = 0; dy < factor; ++dy)
          for (int dx = 0; dx < factor; ++dx) {
            wide::load<B>(gradient[(std::int64_t{y} * factor + dy) * width * factor + std::int64_t{x} * factor + dx], v);
            sum += v;
          }
        wide::store<B>(sum, to[std::int64_t{y} * width + x]);
      }
  }
};

/// The filling of image n becomes zero.
template <class T>
void clear_filling(const MapOf<T>& map, std::int64_t n) {
  for (int c = map.channels; c < map.filled(); ++c)
    for (std::int64_t p = 0; p < map.pixels(); ++p) map.channel(n, c)[p * map.pixel_stride] = T(0.0f);
}

/// Channels of one map become channels of another, pixel by pixel; both channels last.
template <class T>
void copy_lines(const MapOf<T>& from, int from_channel, const MapOf<T>& to, int to_channel, int channels) {
  for_rows(to, [&](std::int64_t n, std::int64_t y) {
    const T* f = from.channel(n, from_channel) + y * from.width * from.pixel_stride;
    T* t = to.channel(n, to_channel) + y * to.width * to.pixel_stride;
    for (int x = 0; x < to.width; ++x)
      std::memcpy(t + x * to.pixel_stride, f + x * from.pixel_stride, static_cast<std::size_t>(channels) * sizeof(T));
  });
}

}  // namespace detail

template <class T>
void copy_into_channels(const MapOf<T>& from, const MapOf<T>& to, int at) {
  if (to.order == Order::channels_last) return detail::copy_lines(from, 0, to, at, from.channels);
  const int block = to.block;
  if (at % block == 0 && (from.channels % block == 0 || at + from.channels == to.channels)) {
    parallel_for(0, from.units(), 1, [&](std::int64_t begin, std::int64_t end) {
      for (std::int64_t u = begin; u < end; ++u)
        std::memcpy(to.at(u / from.blocks(), at / block + u % from.blocks()), from.unit(u),
                    static_cast<std::size_t>(from.pixels() * block) * sizeof(T));
    });
    return;
  }
  parallel_for(0, from.images, 1, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t n = begin; n < end; ++n) {
      for (int c = 0; c < from.channels; ++c) {
        const T* f = from.channel(n, c);
        T* t = to.channel(n, at + c);
        for (std::int64_t p = 0; p < from.pixels(); ++p) t[p * block] = f[p * block];
      }
      if (at + from.channels == to.channels) detail::clear_filling(to, n);
    }
  });
}

template <class T>
void copy_out_of_channels(const MapOf<T>& from, int at, const MapOf<T>& to) {
  if (to.order == Order::channels_last) return detail::copy_lines(from, at, to, 0, to.channels);
  const int block = to.block;
  parallel_for(0, to.images, 1, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t n = begin; n < end; ++n) {
      for (int c = 0; c < to.channels; ++c) {
        const T* f = from.channel(n, at + c);
        T* t = to.channel(n, c);
        for (std::int64_t p = 0; p < to.pixels(); ++p) t[p * block] = f[p * block];
      }
      detail::clear_filling(to, n);
    }
  });
}

template <class T>
void add_up(std::span<const std::type_identity_t<MapOf<T>>> maps, const MapOf<T>& to) {
  parallel_for(0, to.units(), 1, [&](std::int64_t begin, std::int64_t end) {
    std::vector<detail::Line<const T>> lines;
    for (std::int64_t u = begin; u < end; ++u) {
      lines.clear();
      for (const MapOf<T>& map : maps) lines.emplace_back(map, u);
      detail::vectorised(to.block, detail::AddUnits<T>{lines, {to, u}, to.pixels()});
    }
  });
}

template <class T>
void maximum(const MapOf<T>& a, const MapOf<T>& b, const MapOf<T>& out) {
  detail::for_units(out, [&](std::int64_t u) {
    detail::vectorised(out.block, detail::Maximum<T>{{a, u}, {b, u}, {out, u}, out.pixels()});
  });
}

template <class T>
void maximum_backward(const MapOf<T>& a, const MapOf<T>& b, const MapOf<T>& gradient, const MapOf<T>& to_a, const MapOf<T>& to_b) {
  detail::for_units(gradient, [&](std::int64_t u) {
    detail::vectorised(gradient.block, detail::MaximumBackward<T>{{a, u}, {b, u}, {gradient, u}, {to_a, u}, {to_b, u}, gradient.pixels()});
  });
}

template <class T>
void max_pool(const MapOf<T>& in, int window, const MapOf<T>& out) {
  parallel_for(0, in.units(), 1, [&](std::int64_t begin, std::int64_t end) {
    std::vector<T> rows(static_cast<std::size_t>(in.pixels() * in.block));
    for (std::int64_t u = begin; u < end; ++u) {  // a window's largest is the largest of its rows' largest
      detail::vectorised(in.block, detail::PoolLines<T>{{in, u}, {rows.data(), in.block}, in.width, in.height, window, 1, in.width});
      detail::vectorised(in.block, detail::PoolLines<T>{{rows.data(), in.block}, {out, u}, in.height, in.width, window, in.width, 1});
    }
  });
}

template <class T>
void max_pool_backward(const MapOf<T>& in, int window, const MapOf<T>& gradient, const MapOf<T>& to) {
  parallel_for(0, in.units(), 1, [&](std::int64_t begin, std::int64_t end) {
    std::vector<float> sums(static_cast<std::size_t>(in.pixels() * in.block));
    for (std::int64_t u = begin; u < end; ++u)
      detail::vectorised(in.block, detail::PoolBackward<T>{{in, u}, {gradient, u}, {to, u}, sums.data(), in.height, in.width, window});
  });
}

template <class T>
void upsample(const MapOf<T>& in, int factor, const MapOf<T>& out) {
  detail::for_units(in, [&](std::int64_t u) {
    detail::vectorised(in.block, detail::Upsample<T>{{in, u}, {out, u}, out.height, out.width, factor});
  });
}

template <class T>
void upsample_backward(const MapOf<T>& gradient, int factor, const MapOf<T>& to) {
  detail::for_units(to, [&](std::int64_t u) {
    detail::vectorised(to.block, detail::UpsampleBackward<T>{{gradient, u}, {to, u}, to.height, to.width, factor});
  });
}

#if !CTYOLO_HEADER_ONLY  // compiled once, for both numbers
#define CTYOLO_MOVEMENT_OF(T)                                                                                          \
  template void copy_into_channels(const MapOf<T>&, const MapOf<T>&, int);                                            \
  template void copy_out_of_channels(const MapOf<T>&, int, const MapOf<T>&);                                          \
  template void add_up<T>(std::span<const MapOf<T>>, const MapOf<T>&);                                                \
  template void maximum(const MapOf<T>&, const MapOf<T>&, const MapOf<T>&);                                           \
  template void maximum_backward(const MapOf<T>&, const MapOf<T>&, const MapOf<T>&, const MapOf<T>&, const MapOf<T>&); \
  template void max_pool(const MapOf<T>&, int, const MapOf<T>&);                                                      \
  template void max_pool_backward(const MapOf<T>&, int, const MapOf<T>&, const MapOf<T>&);                            \
  template void upsample(const MapOf<T>&, int, const MapOf<T>&);                                                      \
  template void upsample_backward(const MapOf<T>&, int, const MapOf<T>&);
CTYOLO_MOVEMENT_OF(float)
CTYOLO_MOVEMENT_OF(BFloat16)
#undef CTYOLO_MOVEMENT_OF
#endif

}  // namespace ctyolo::inline v0::onednn
