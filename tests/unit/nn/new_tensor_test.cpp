// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#define CTYOLO_TEST_TORCH
#include "../test.hpp"

#include <ctyolo/nn/new_tensor.hpp>

using namespace ctyolo;

TEST_CASE("nn/new_tensor: sizes, type, a memory of its own, wanting no gradient") {
  const at::Tensor a = new_tensor({2, 3}, at::kDouble), b = new_tensor({2, 3}, at::kDouble);
  CHECK((a.sizes() == at::IntArrayRef({2, 3})));
  CHECK(a.is_contiguous());
  CHECK((a.scalar_type() == at::kDouble));
  CHECK(a.device().is_cpu());
  CHECK_FALSE(a.requires_grad());
  CHECK((a.data_ptr() != b.data_ptr()));
  a.fill_(1);
  b.fill_(2);
  CHECK(a.sum().item<double>() == 6);

  CHECK(new_tensor({}, at::kLong).dim() == 0);
  CHECK(new_tensor({0, 7}, at::kFloat).numel() == 0);
}
