// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Norm and activation in one pass: values and gradients against double, the gradient by finite differences.
#include "test.hpp"
#include "backend/onednn/maps.hpp"

#include <ctyolo/backend/onednn/norm_act.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace ctyolo;
using namespace ctyolo::onednn;
using test::OwnMap;

namespace {

double silu(double x) { return x / (1 + std::exp(-x)); }

struct Case {
  static constexpr int images = 2, channels = 11, height = 5, width = 27;
  static constexpr double eps = 1e-3, momentum = 0.03;
  OwnMap y, residual, out, first, second, into;
  std::vector<float> scale, shift, mean, variance, scale_gradient, shift_gradient;
  NormState state;

  explicit Case(int block)
      : y(images, channels, height, width, block), residual(images, channels, height, width, block), out(images, channels, height, width, block),
        first(images, channels, height, width, block), second(images, channels, height, width, block), into(images, channels, height, width, block) {
    y.fill(1, 3, 5);  // far from zero, as sums of squares would not like it
    residual.fill(2);
    first.fill(3);
    second.fill(4);
    Random random({.seed = 5});
    const auto padded = static_cast<std::size_t>(y.map.blocks() * block);
    for (auto* v : {&scale, &shift, &mean, &variance}) v->assign(padded, 0.0f);
    for (std::size_t c = 0; c < channels; ++c) {
      scale[c] = static_cast<float>(random.uniform(0.5, 1.5));
      shift[c] = static_cast<float>(random.uniform(-1, 1));
      mean[c] = 0.5f;
      variance[c] = 2.0f;
    }
    scale_gradient.assign(padded, 1.0f);  // they are added to
    shift_gradient.assign(padded, 1.0f);
  }
  NormLayer layer() {
    return {scale.data(), shift.data(), mean.data(), variance.data(), scale_gradient.data(), shift_gradient.data(), eps, momentum};
  }

  struct Moments { double mean, variance; };
  Moments moments(int c, const std::vector<double>& values) const {
    double sum = 0, squares = 0;
    const int each = height * width;
    for (int n = 0; n < images; ++n)
      for (int p = 0; p < each; ++p) sum += values[static_cast<std::size_t>((n * channels + c) * each + p)];
    const double m = sum / (images * each);
    for (int n = 0; n < images; ++n)
      for (int p = 0; p < each; ++p) {
        const double d = values[static_cast<std::size_t>((n * channels + c) * each + p)] - m;
        squares += d * d;
      }
    return {m, squares / (images * each)};
  }
  std::vector<double> values() const {
    std::vector<double> v;
    y.each([&](int n, int c, int py, int px) { v.push_back(static_cast<double>(y.at(n, c, py, px))); });
    return v;
  }
  /// sum of (first + second) * silu(norm(y)) over channel c, the part of the loss that y of this channel changes.
  double loss(int c, const std::vector<double>& v, double scale_of, double shift_of) const {
    const Moments m = moments(c, v);
    double sum = 0;
    for (int n = 0; n < images; ++n)
      for (int py = 0; py < height; ++py)
        for (int px = 0; px < width; ++px) {
          const double x = v[static_cast<std::size_t>(((n * channels + c) * height + py) * width + px)];
          const double z = (x - m.mean) / std::sqrt(m.variance + eps) * scale_of + shift_of;
          sum += (static_cast<double>(first.at(n, c, py, px)) + static_cast<double>(second.at(n, c, py, px))) * silu(z);
        }
    return sum;
  }
};

}  // namespace

TEST_CASE("backend/onednn/norm_act: values, running statistics, and a residual") {
  for (const int block : {8, 16}) {
    CAPTURE(block);
    Case t(block);
    const auto v = t.values();
    batch_statistics(t.y.map, t.layer(), t.state);
    norm_act<ActivationKind::silu>(t.y.map, t.state, 0, t.residual.map, t.out.map);
    double worst = 0, statistics = 0;
    for (int c = 0; c < Case::channels; ++c) {
      const auto k = static_cast<std::size_t>(c);
      const auto m = t.moments(c, v);
      constexpr double count = Case::images * Case::height * Case::width;
      statistics = std::max({statistics, std::abs(static_cast<double>(t.mean[k]) - (0.5 * 0.97 + 0.03 * m.mean)),
                             std::abs(static_cast<double>(t.variance[k]) - (2 * 0.97 + 0.03 * m.variance * count / (count - 1)))});
    }
    t.out.each([&](int n, int c, int y, int x) {
      const auto k = static_cast<std::size_t>(c);
      const auto m = t.moments(c, v);
      const double z = (static_cast<double>(t.y.at(n, c, y, x)) - m.mean) / std::sqrt(m.variance + Case::eps) * static_cast<double>(t.scale[k]) + static_cast<double>(t.shift[k]);
      worst = std::max(worst, std::abs(static_cast<double>(t.out.at(n, c, y, x)) - silu(z) - static_cast<double>(t.residual.at(n, c, y, x))));
    });
    CHECK(worst < 3e-6);
    CHECK(statistics < 1e-6);
    CHECK(t.out.memory.back() == 0.0f);  // filling stays zero
  }
}

TEST_CASE("backend/onednn/norm_act: the gradient of two gradients' sum, by finite differences") {
  for (const int block : {8, 16}) {
    CAPTURE(block);
    Case t(block);
    auto v = t.values();
    batch_statistics(t.y.map, t.layer(), t.state);
    Gradients<float> gradients;
    OwnMap room(Case::images, Case::channels, Case::height, Case::width, block);  // a gradient that may be overwritten
    room.memory = t.first.memory;
    room.map.data = room.memory.data();
    gradients.maps = {room.map, t.second.map, {}};
    gradients.count = 2;
    norm_act_backward<ActivationKind::silu>(t.y.map, t.layer(), t.state, 0, gradients, room.map, t.into.map);
    constexpr double h = 1e-5;
    double worst = 0;
    for (int c = 0; c < Case::channels; ++c) {
      const auto k = static_cast<std::size_t>(c);
      const double scale = static_cast<double>(t.scale[k]), shift = static_cast<double>(t.shift[k]);
      const double by_scale = (t.loss(c, v, scale + h, shift) - t.loss(c, v, scale - h, shift)) / (2 * h);
      const double by_shift = (t.loss(c, v, scale, shift + h) - t.loss(c, v, scale, shift - h)) / (2 * h);
      CHECK(static_cast<double>(t.scale_gradient[k]) - 1 == doctest::Approx(by_scale).epsilon(1e-4));
      CHECK(static_cast<double>(t.shift_gradient[k]) - 1 == doctest::Approx(by_shift).epsilon(1e-4));
      for (const int p : {0, 64, 134}) {
        const auto place = static_cast<std::size_t>((Case::channels + c) * Case::height * Case::width + p);  // image 1
        const double kept = v[place];
        v[place] = kept + h;
        const double up = t.loss(c, v, scale, shift);
        v[place] = kept - h;
        const double down = t.loss(c, v, scale, shift);
        v[place] = kept;
        worst = std::max(worst, std::abs((up - down) / (2 * h) - static_cast<double>(t.into.at(1, c, p / Case::width, p % Case::width))));
      }
    }
    CHECK(worst < 2e-5);
  }
}
