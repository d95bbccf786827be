// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Convolutions and both gradients against sums in double, for shapes that blocks of channels do not divide.
#define CTYOLO_TEST_TORCH
#include "test.hpp"
#include "backend/onednn/maps.hpp"

#ifdef CTYOLO_ONEDNN
#include <ctyolo/backend/onednn/convolution.hpp>
#include <ctyolo/backend/wide.hpp>

#include <algorithm>
#include <cmath>
#include <type_traits>
#include <vector>

using namespace ctyolo;
using namespace ctyolo::onednn;

namespace {

constexpr int images = 2;

/// In BFloat16 numbers and weights are such, so that products are exact and only results are rounded.
template <class T = float>
void check(int in, int out, int kernel, int stride, bool picture, bool bias, int height = 10, int width = 12) {
  CAPTURE(in);
  CAPTURE(out);
  CAPTURE(kernel);
  CAPTURE(stride);
  Layer l;
  l.in = in;
  l.out = out;
  l.kernel = kernel;
  l.stride = stride;
  l.padding = kernel / 2 - (kernel % 2 == 0 ? 1 : 0);
  l.bias = bias;
  constexpr bool half = std::is_same_v<T, BFloat16>;
  constexpr Order order = half ? Order::channels_last : Order::blocks;
  const int block = widest_block();
  const int oh = (height + 2 * l.padding - kernel) / stride + 1, ow = (width + 2 * l.padding - kernel) / stride + 1;
  test::OwnMapOf<T> x(images, in, height, width, picture ? 1 : block, order), y(images, out, oh, ow, block, order), dy(images, out, oh, ow, block, order),
      dx(images, in, height, width, block, order);
  x.fill(1);
  dy.fill(2);
  std::vector<float> weights(static_cast<std::size_t>(out * in * kernel * kernel)), biases(static_cast<std::size_t>(out));
  Random random({.seed = 3});
  for (float& w : weights) w = static_cast<float>(T(static_cast<float>(random.uniform(-1, 1))));
  for (float& b : biases) b = static_cast<float>(random.uniform(-1, 1));

  Convolution<T> c(l, x.map, y.map, bias, true, !picture, {});
  CHECK_FALSE(c.slow());
  Scratch scratch;
  std::vector<float> packed(c.packed_size()), dw(weights.size(), 1.0f), db(biases.size(), 1.0f);  // gradients are added to
  c.pack(weights.data(), packed.data());
  c.forward(x.map.data, packed.data(), biases.data(), y.memory.data(), scratch);
  if (!picture) c.backward_data(dy.memory.data(), weights.data(), dx.memory.data(), scratch);
  c.backward_weights(x.map.data, dy.memory.data(), dw.data(), db.data(), scratch);

  const auto number = [](T v) { return static_cast<double>(static_cast<float>(v)); };
  /// Beyond what rounding a result takes.
  const auto error = [](double found, double right) { return std::max(0.0, std::abs(found - right) - (half ? std::abs(right) / 256 : 0)); };
  std::vector<double> ew(weights.size(), 1.0), eb(biases.size(), 1.0), ex(static_cast<std::size_t>(images * in * height * width));
  double worst = 0;
  y.each([&](int n, int o, int py, int px) {
    const double g = number(dy.at(n, o, py, px));
    double sum = bias ? static_cast<double>(biases[static_cast<std::size_t>(o)]) : 0;
    eb[static_cast<std::size_t>(o)] += g;
    for (int i = 0; i < in; ++i)
      for (int ky = 0; ky < kernel; ++ky)
        for (int kx = 0; kx < kernel; ++kx) {
          const int sy = py * stride + ky - l.padding, sx = px * stride + kx - l.padding;
          if (sy < 0 || sy >= height || sx < 0 || sx >= width) continue;
          const auto w = static_cast<std::size_t>(((o * in + i) * kernel + ky) * kernel + kx);
          const auto p = static_cast<std::size_t>(((n * in + i) * height + sy) * width + sx);
          sum += static_cast<double>(weights[w]) * number(x.at(n, i, sy, sx));
          ew[w] += g * number(x.at(n, i, sy, sx));
          ex[p] += g * static_cast<double>(weights[w]);
        }
    worst = std::max(worst, error(number(y.at(n, o, py, px)), sum));
  });
  CHECK(worst < 1e-4);
  double worst_weight = 0, worst_bias = 0, worst_data = 0;
  for (std::size_t i = 0; i < dw.size(); ++i) worst_weight = std::max(worst_weight, std::abs(ew[i] - static_cast<double>(dw[i])));
  if (bias)
    for (std::size_t i = 0; i < db.size(); ++i) worst_bias = std::max(worst_bias, std::abs(eb[i] - static_cast<double>(db[i])));
  std::size_t at = 0;
  if (!picture) dx.each([&](int n, int i, int py, int px) { worst_data = std::max(worst_data, error(number(dx.at(n, i, py, px)), ex[at++])); });
  CHECK(worst_weight < 2e-4);
  CHECK(worst_bias < 1e-4);
  CHECK(worst_data < 1e-4);
}

}  // namespace

TEST_CASE("backend/onednn/convolution: the first layers, 3 channels and Focus's 12") {
  check(3, 16, 6, 2, true, false);
  check(3, 24, 3, 1, true, false);
  check(12, 32, 3, 1, false, false);
}
TEST_CASE("backend/onednn/convolution: between, with channels that make no whole blocks") {
  check(16, 32, 3, 2, false, false);
  check(24, 40, 1, 1, false, false);
  check(20, 12, 3, 1, false, false);
}
TEST_CASE("backend/onednn/convolution: maps so small that oneDNN has no blocked kernel") {
  check(32, 32, 3, 1, false, false, 2, 2);
  check(20, 24, 3, 1, false, false, 1, 2);
  check(16, 32, 3, 2, false, false, 2, 2);
  check(32, 21, 1, 1, false, true, 1, 1);
}
TEST_CASE("backend/onednn/convolution: all of these in BFloat16, channels last") {
  if (const char* why = bfloat16_mistake(); *why != '\0') {
    MESSAGE("skipped: ", why);
    return;
  }
  check<BFloat16>(3, 16, 6, 2, true, false);
  check<BFloat16>(12, 32, 3, 1, false, false);
  check<BFloat16>(16, 32, 3, 2, false, false);
  check<BFloat16>(24, 40, 1, 1, false, false);
  check<BFloat16>(32, 32, 3, 1, false, false, 2, 2);
  check<BFloat16>(64, 24, 1, 1, false, true);
  check<BFloat16>(32, 21, 1, 1, false, true, 1, 1);
  check<BFloat16>(16, 255, 1, 1, false, true);
}
TEST_CASE("backend/onednn/convolution: heads, 24 and 21 and 255 channels with a bias") {
  check(64, 24, 1, 1, false, true);
  check(32, 21, 1, 1, false, true);
  check(16, 255, 1, 1, false, true);
}
#endif
