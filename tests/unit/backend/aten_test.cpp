// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The reference backend's operations, one by one, and the number of threads.
#define CTYOLO_TEST_TORCH
#include "test.hpp"

#include <ctyolo/backend/aten.hpp>
#include <ctyolo/backend/parallel.hpp>
#include <ctyolo/backend/threads.hpp>

#include <ATen/ops/arange.h>
#include <ATen/ops/full.h>

using namespace ctyolo;

TEST_CASE("backend/aten: bytes become 0..1") {
  const at::Tensor x = Aten::image(at::full({1, 3, 2, 2}, 51, at::kByte));
  CHECK((x.scalar_type() == at::kFloat));
  CHECK(x.max().item<float>() == doctest::Approx(0.2));
}

TEST_CASE("backend/aten: space to depth in the order 00, 10, 01, 11 (row, column)") {
  const at::Tensor x = at::arange(16, at::kFloat).view({1, 1, 4, 4});
  const at::Tensor y = Aten::space_to_depth(x);  // [1,4,2,2]
  CHECK(y[0][0][0][0].item<float>() == 0);
  CHECK(y[0][1][0][0].item<float>() == 4);
  CHECK(y[0][2][0][0].item<float>() == 1);
  CHECK(y[0][3][0][0].item<float>() == 5);
}

TEST_CASE("backend/aten: pooling keeps the size, upsampling repeats, activations are themselves") {
  const at::Tensor x = at::arange(16, at::kFloat).view({1, 1, 4, 4});
  CHECK(Aten::max_pool(x, 5).sizes() == x.sizes());
  CHECK(Aten::max_pool(x, 3)[0][0][0][0].item<float>() == 5);
  CHECK(Aten::upsample(x, 2)[0][0][1][1].item<float>() == 0);
  CHECK(Aten::concat({x, x}).size(1) == 2);
  const at::Tensor minus = at::full({1, 1, 1, 1}, -1.0f);
  CHECK(detail::aten::activate(LeakyReLU<>{}, minus).item<float>() == doctest::Approx(-0.1));
  CHECK(detail::aten::activate(SiLU{}, minus).item<float>() == doctest::Approx(-0.26894));
  CHECK(detail::aten::activate(Identity{}, minus).item<float>() == -1);
}

TEST_CASE("backend/threads: the number is in force for LibTorch and for our own loops") {
  CHECK(set_compute_threads(2) == 2);
  CHECK(at::get_num_threads() == 2);
  CHECK(compute_threads() == 2);
  CHECK(set_compute_threads(1) == 1);
  CHECK(compute_threads() == 1);
  CHECK(set_compute_threads(0) >= 1);
  CHECK(default_workers() >= 1);
}
