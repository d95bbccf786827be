// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of backend/onednn/movement.hpp.
#pragma once

#include <ctyolo/backend/onednn/movement.hpp>
#include <ctyolo/backend/onednn/vectorised.hpp>
#include <ctyolo/backend/parallel.hpp>
#include <ctyolo/backend/wide.hpp>

#include <algorithm>
#include <cstring>
#include <vector>

namespace ctyolo::inline v0::onednn {

namespace detail {

/// Calls f(unit) for every pair of image and block, over the threads.
template <class F>
void for_units(const BlockedMap& map, const F& f) {
  parallel_for(0, map.units(), 1, [&](std::int64_t from, std::int64_t to) {
    for (std::int64_t u = from; u < to; ++u) f(u);
  });
}

/// One direction of a pool: the largest of `window` numbers `step` vectors apart, along lines of `length`.
struct PoolLines {
  const float* in;
  float* out;
  int length, lines, window;
  std::int64_t step, line_step;  // in vectors

  template <int B>
  CTYOLO_BODY void run() const {
    const int reach = window / 2;
    for (int l = 0; l < lines; ++l) {
      for (int i = 0; i < length; ++i) {
        const int from = i - reach > 0 ? i - reach : 0, to = i + reach < length - 1 ? i + reach : length - 1;
        Wide<B> best = wide::at<B>(in + (l * line_step + from * step) * B);
        for (int k = from + 1; k <= to; ++k) {
          const Wide<B>& v = wide::at<B>(in + (l * line_step + k * step) * B);
          best = v > best ? v : best;
        }
        wide::at<B>(out + (l * line_step + i * step) * B) = best;
      }
    }
  }
};

/// Sends each gradient of a unit to the first largest number of its window.
struct PoolBackward {
  const float *in, *gradient;
  float* to;
  int height, width, window;

  template <int B>
  CTYOLO_BODY void run() const {
    const int reach = window / 2;
    for (std::int64_t p = 0; p < std::int64_t{height} * width; ++p) wide::at<B>(to + p * B) = Wide<B>{};
    for (int y = 0; y < height; ++y) {
      for (int x = 0; x < width; ++x) {
        const int y0 = y - reach > 0 ? y - reach : 0, y1 = y + reach < height - 1 ? y + reach : height - 1;
        const int x0 = x - reach > 0 ? x - reach : 0, x1 = x + reach < width - 1 ? x + reach : width - 1;
        Wide<B> best = wide::at<B>(in + (y0 * width + x0) * B);
        WideInts<B> place = WideInts<B>{} + (y0 * width + x0);
        for (int wy = y0; wy <= y1; ++wy) {
          for (int wx = x0; wx <= x1; ++wx) {
            const Wide<B>& v = wide::at<B>(in + (wy * width + wx) * B);
            const WideInts<B> larger = v > best;
            best = larger ? v : best;
            place = larger ? WideInts<B>{} + (wy * width + wx) : place;
          }
        }
        const float* g = gradient + (y * width + x) * B;
        for (int k = 0; k < B; ++k) to[place[k] * B + k] += g[k];
      }
    }
  }
};

struct AddUnits {
  const float *a, *b;
  float* to;
  std::int64_t pixels;

  template <int B>
  CTYOLO_BODY void run() const {
    for (std::int64_t p = 0; p < pixels; ++p) wide::at<B>(to + p * B) = wide::at<B>(a + p * B) + wide::at<B>(b + p * B);
  }
};

struct Scale255 {
  const std::uint8_t* bytes;
  float* to;
  std::int64_t count;

  template <int B>
  CTYOLO_BODY void run() const {
    typedef std::uint8_t Bytes __attribute__((vector_size(B), aligned(1), may_alias));
    std::int64_t i = 0;
    for (; i + B <= count; i += B)
      wide::at<B>(to + i) = __builtin_convertvector(*reinterpret_cast<const Bytes*>(bytes + i), Wide<B>) / 255.0f;
    for (; i < count; ++i) to[i] = static_cast<float>(bytes[i]) / 255.0f;
  }
};

/// One row of an image, from vectors to lines of channels (channels last): a pixel's numbers are written in one go.
template <int B>
void row_to_lines(const BlockedMap& from, std::int64_t n, std::int64_t y, float* to, std::int64_t line) {
  const int whole = from.channels / B, rest = from.channels % B;
  const std::int64_t next = from.pixels() * B;
  for (int x = 0; x < from.width; ++x) {
    const float* f = from.at(n, 0) + (y * from.width + x) * B;
    float* t = to + x * line;
    for (int b = 0; b < whole; ++b) std::memcpy(t + b * B, f + b * next, B * sizeof(float));
    if (rest > 0) std::memcpy(t + whole * B, f + whole * next, static_cast<std::size_t>(rest) * sizeof(float));
  }
}
/// The reverse; the filling becomes zero.
template <int B>
void row_from_lines(const float* from, std::int64_t line, const BlockedMap& to, std::int64_t n, std::int64_t y) {
  const int whole = to.channels / B, rest = to.channels % B;
  const std::int64_t next = to.pixels() * B;
  for (int x = 0; x < to.width; ++x) {
    const float* f = from + x * line;
    float* t = to.at(n, 0) + (y * to.width + x) * B;
    for (int b = 0; b < whole; ++b) std::memcpy(t + b * next, f + b * B, B * sizeof(float));
    if (rest > 0) {
      float last[B] = {};
      std::memcpy(last, f + whole * B, static_cast<std::size_t>(rest) * sizeof(float));
      std::memcpy(t + whole * next, last, sizeof last);
    }
  }
}

}  // namespace detail

CTYOLO_INLINE void picture_from(const std::uint8_t* bytes, float* picture, std::int64_t count) {
  parallel_for(0, count, 65536, [&](std::int64_t from, std::int64_t to) {
    detail::vectorised(widest_block(), detail::Scale255{bytes + from, picture + from, to - from});
  });
}

CTYOLO_INLINE void space_to_depth(const float* picture, int height, int width, const BlockedMap& out) {
  detail::for_units(out, [&](std::int64_t u) {
    const std::int64_t n = u / out.blocks(), b = u % out.blocks();
    float* to = out.unit(u);
    for (int k = 0; k < out.block; ++k) {
      const std::int64_t channel = b * out.block + k;
      const std::int64_t part = channel / 3, colour = channel % 3;
      const float* from = picture + ((n * 3 + colour) * height + part % 2) * width + part / 2;
      for (int y = 0; y < out.height; ++y)
        for (int x = 0; x < out.width; ++x)
          to[(std::int64_t{y} * out.width + x) * out.block + k] = channel < 12 ? from[(std::int64_t{2} * y) * width + 2 * x] : 0.0f;
    }
  });
}

CTYOLO_INLINE void copy_into_channels(const BlockedMap& from, const BlockedMap& to, int at) {
  const int block = to.block;
  if (at % block == 0 && (from.channels % block == 0 || at + from.channels == to.channels)) {
    parallel_for(0, from.units(), 1, [&](std::int64_t begin, std::int64_t end) {
      for (std::int64_t u = begin; u < end; ++u)
        std::memcpy(to.at(u / from.blocks(), at / block + u % from.blocks()), from.unit(u), static_cast<std::size_t>(from.pixels() * block) * sizeof(float));
    });
    return;
  }
  const int end_of_to = at + from.channels == to.channels ? to.blocks() * block : at + from.channels;
  parallel_for(0, from.images, 1, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t n = begin; n < end; ++n) {
      for (int c = 0; c < from.channels; ++c) {
        const float* f = from.at(n, c / block) + c % block;
        float* t = to.at(n, (at + c) / block) + (at + c) % block;
        for (std::int64_t p = 0; p < from.pixels(); ++p) t[p * block] = f[p * block];
      }
      for (int c = at + from.channels; c < end_of_to; ++c) {
        float* t = to.at(n, c / block) + c % block;
        for (std::int64_t p = 0; p < to.pixels(); ++p) t[p * block] = 0.0f;
      }
    }
  });
}

CTYOLO_INLINE void copy_out_of_channels(const BlockedMap& from, int at, const BlockedMap& to) {
  const int block = to.block;
  parallel_for(0, to.images, 1, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t n = begin; n < end; ++n)
      for (int c = 0; c < to.blocks() * block; ++c) {
        float* t = to.at(n, c / block) + c % block;
        if (c >= to.channels) {
          for (std::int64_t p = 0; p < to.pixels(); ++p) t[p * block] = 0.0f;
          continue;
        }
        const float* f = from.at(n, (at + c) / block) + (at + c) % block;
        for (std::int64_t p = 0; p < to.pixels(); ++p) t[p * block] = f[p * block];
      }
  });
}

CTYOLO_INLINE void add_up(std::span<const BlockedMap> maps, const BlockedMap& to) {
  detail::for_units(to, [&](std::int64_t u) {
    const float* sum = maps[0].unit(u);
    for (std::size_t i = 1; i < maps.size(); ++i) {
      detail::vectorised(to.block, detail::AddUnits{sum, maps[i].unit(u), to.unit(u), to.pixels()});
      sum = to.unit(u);
    }
    if (maps.size() == 1) std::memcpy(to.unit(u), sum, static_cast<std::size_t>(to.pixels() * to.block) * sizeof(float));
  });
}

CTYOLO_INLINE void maximum(const BlockedMap& a, const BlockedMap& b, const BlockedMap& out) {
  detail::for_units(out, [&](std::int64_t u) {
    const float *p = a.unit(u), *q = b.unit(u);
    float* to = out.unit(u);
    for (std::int64_t i = 0; i < out.pixels() * out.block; ++i) to[i] = std::max(p[i], q[i]);
  });
}

CTYOLO_INLINE void maximum_backward(const BlockedMap& a, const BlockedMap& b, const BlockedMap& gradient, const BlockedMap& to_a, const BlockedMap& to_b) {
  detail::for_units(gradient, [&](std::int64_t u) {
    const float *p = a.unit(u), *q = b.unit(u), *g = gradient.unit(u);
    float *ta = to_a.unit(u), *tb = to_b.unit(u);
    for (std::int64_t i = 0; i < gradient.pixels() * gradient.block; ++i) {
      ta[i] = p[i] > q[i] ? g[i] : p[i] == q[i] ? g[i] / 2 : 0.0f;
      tb[i] = g[i] - ta[i];
    }
  });
}

CTYOLO_INLINE void max_pool(const BlockedMap& in, int window, const BlockedMap& out) {
  const std::int64_t size = in.pixels() * in.block;
  parallel_for(0, in.units(), 1, [&](std::int64_t begin, std::int64_t end) {
    std::vector<float> rows(static_cast<std::size_t>(size));
    for (std::int64_t u = begin; u < end; ++u) {  // a window's largest is the largest of its rows' largest
      detail::vectorised(in.block, detail::PoolLines{in.unit(u), rows.data(), in.width, in.height, window, 1, in.width});
      detail::vectorised(in.block, detail::PoolLines{rows.data(), out.unit(u), in.height, in.width, window, in.width, 1});
    }
  });
}

CTYOLO_INLINE void max_pool_backward(const BlockedMap& in, int window, const BlockedMap& gradient, const BlockedMap& to) {
  detail::for_units(in, [&](std::int64_t u) {
    detail::vectorised(in.block, detail::PoolBackward{in.unit(u), gradient.unit(u), to.unit(u), in.height, in.width, window});
  });
}

CTYOLO_INLINE void upsample(const BlockedMap& in, int factor, const BlockedMap& out) {
  const auto lanes = static_cast<std::size_t>(in.block) * sizeof(float);
  detail::for_units(in, [&](std::int64_t u) {
    const float* from = in.unit(u);
    float* to = out.unit(u);
    for (int y = 0; y < out.height; ++y) {
      float* row = to + std::int64_t{y} * out.width * in.block;
      if (y % factor != 0) {
        std::memcpy(row, row - std::int64_t{out.width} * in.block, static_cast<std::size_t>(out.width) * lanes);
        continue;
      }
      for (int x = 0; x < out.width; ++x)
        std::memcpy(row + std::int64_t{x} * in.block, from + (std::int64_t{y / factor} * in.width + x / factor) * in.block, lanes);
    }
  });
}

CTYOLO_INLINE void upsample_backward(const BlockedMap& gradient, int factor, const BlockedMap& to) {
  detail::for_units(to, [&](std::int64_t u) {
    const float* g = gradient.unit(u);
    float* t = to.unit(u);
    for (int y = 0; y < to.height; ++y)
      for (int x = 0; x < to.width; ++x)
        for (int k = 0; k < to.block; ++k) {
          float sum = 0;
          for (int dy = 0; dy < factor; ++dy)
            for (int dx = 0; dx < factor; ++dx)
              sum += g[((std::int64_t{y} * factor + dy) * gradient.width + std::int64_t{x} * factor + dx) * to.block + k];
          t[(std::int64_t{y} * to.width + x) * to.block + k] = sum;
        }
  });
}

CTYOLO_INLINE void to_plain(const BlockedMap& from, float* to, const PlainStrides& s) {
  parallel_for(0, std::int64_t{from.images} * from.height, 1, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t r = begin; r < end; ++r) {
      const std::int64_t n = r / from.height, y = r % from.height;
      if (s.c == 1) {
        float* t = to + n * s.n + y * s.y;
        if (from.block == 16) detail::row_to_lines<16>(from, n, y, t, s.x);
        else detail::row_to_lines<8>(from, n, y, t, s.x);
        continue;
      }
      for (int b = 0; b < from.blocks(); ++b) {
        const int lanes = std::min(from.block, from.channels - b * from.block);
        const float* f = from.at(n, b) + y * from.width * from.block;
        float* t = to + n * s.n + std::int64_t{b} * from.block * s.c + y * s.y;
        for (int x = 0; x < from.width; ++x)
          for (int k = 0; k < lanes; ++k) t[x * s.x + k * s.c] = f[std::int64_t{x} * from.block + k];
      }
    }
  });
}

CTYOLO_INLINE void from_plain(const float* from, const PlainStrides& s, const BlockedMap& to) {
  parallel_for(0, std::int64_t{to.images} * to.height, 1, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t r = begin; r < end; ++r) {
      const std::int64_t n = r / to.height, y = r % to.height;
      if (s.c == 1) {
        const float* f = from + n * s.n + y * s.y;
        if (to.block == 16) detail::row_from_lines<16>(f, s.x, to, n, y);
        else detail::row_from_lines<8>(f, s.x, to, n, y);
        continue;
      }
      for (int b = 0; b < to.blocks(); ++b) {
        const int lanes = std::min(to.block, to.channels - b * to.block);
        float* t = to.at(n, b) + y * to.width * to.block;
        const float* f = from + n * s.n + std::int64_t{b} * to.block * s.c + y * s.y;
        for (int x = 0; x < to.width; ++x) {
          for (int k = 0; k < lanes; ++k) t[std::int64_t{x} * to.block + k] = f[x * s.x + k * s.c];
          for (int k = lanes; k < to.block; ++k) t[std::int64_t{x} * to.block + k] = 0.0f;
        }
      }
    }
  });
}

}  // namespace ctyolo::inline v0::onednn
