// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bytes as tensors, and pictures at another size.
#define CTYOLO_TEST_TORCH
#include "test.hpp"

#include <ctyolo/train/image_tensor.hpp>

#include <ATen/ops/full.h>

using namespace ctyolo;

TEST_CASE("train/image_tensor: shares the batch's memory") {
  Batch batch;
  batch.count = 2;
  batch.height = 3;
  batch.width = 4;
  batch.images.resize(72);
  batch.images[71] = 9;
  const at::Tensor t = image_tensor(batch);
  CHECK(t.sizes() == at::IntArrayRef({2, 3, 3, 4}));
  CHECK(t.data_ptr() == static_cast<void*>(batch.images.data()));
  CHECK(t[1][2][2][3].item<int>() == 9);
}

TEST_CASE("train/image_tensor: the longer side gets the wanted size, both stay whole strides") {
  const at::Tensor x = at::full({1, 3, 64, 96}, 0.5f);
  const at::Tensor y = resized_to(x, 160, 32);
  CHECK(y.sizes() == at::IntArrayRef({1, 3, 128, 160}));
  CHECK(y.min().item<float>() == doctest::Approx(0.5));
  CHECK(resized_to(x, 96, 32).data_ptr() == x.data_ptr());
}
