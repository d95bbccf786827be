// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The length of a gradient and its clipping.
#include "test.hpp"

#include <ctyolo/backend/parallel.hpp>
#include <ctyolo/core/random.hpp>
#include <ctyolo/optim/gradient_norm.hpp>

#include <cmath>
#include <limits>
#include <vector>

using namespace ctyolo;

namespace {

std::vector<float> gradient(std::size_t count) {
  std::vector<float> g(count);
  Random r({.seed = 2});
  for (float& x : g) x = static_cast<float>(r.uniform(-1, 1));
  return g;
}

double sum(const std::vector<float>& g) { return sum_of_squares(g.data(), static_cast<std::int64_t>(g.size())); }

}  // namespace

TEST_CASE("optim/gradient_norm: the sum of squares, for any count") {
  for (std::size_t count : {0u, 1u, 3u, 4095u, 4096u, 4097u, 100'003u}) {
    const auto g = gradient(count);
    double plain = 0;
    for (float x : g) plain += static_cast<double>(x) * static_cast<double>(x);
    CHECK(sum(g) == doctest::Approx(plain).epsilon(1e-12));
  }
  CHECK(sum(std::vector<float>(5, 1e30f)) == doctest::Approx(5e60).epsilon(1e-6));  // no overflow of float
}

TEST_CASE("optim/gradient_norm: bit-identical for one thread and for two") {
#ifdef _OPENMP
  const auto g = gradient(300'001);
  omp_set_num_threads(1);
  const double one = sum(g);
  omp_set_num_threads(2);
  CHECK(sum(g) == one);
#endif
}

TEST_CASE("optim/gradient_norm: one broken number shows") {
  for (std::size_t at : {0u, 4096u, 100'002u}) {
    auto g = gradient(100'003);
    g[at] = std::numeric_limits<float>::quiet_NaN();
    CHECK(std::isnan(sum(g)));
    g[at] = -std::numeric_limits<float>::infinity();
    CHECK(std::isinf(sum(g)));
  }
}

TEST_CASE("optim/gradient_norm: clip_factor shortens what is too long, and nothing else") {
  static_assert(clip_factor(5, 10) == 1 && clip_factor(0, 10) == 1 && clip_factor(1e9, 0) == 1 && clip_factor(1e9, -1) == 1);
  CHECK(clip_factor(40, 10) == doctest::Approx(0.25).epsilon(1e-6));
  CHECK(clip_factor(40, 10) * 40 < 10);
  CHECK(clip_factor(std::numeric_limits<double>::infinity(), 10) == 0);
}
