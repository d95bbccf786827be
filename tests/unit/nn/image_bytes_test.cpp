// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#define CTYOLO_TEST_TORCH
#include "../test.hpp"

#include <ctyolo/nn/image_bytes.hpp>

#include <vector>

using namespace ctyolo;

TEST_CASE("nn/image_bytes: planes in their order, no copy") {
  std::vector<std::uint8_t> bytes(2 * 3 * 4 * 5);
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(i);
  const at::Tensor t = image_bytes(bytes.data(), 2, 4, 5);
  CHECK((t.sizes() == at::IntArrayRef{2, 3, 4, 5}));
  CHECK((t.scalar_type() == at::kByte));
  CHECK((t.data_ptr<std::uint8_t>() == bytes.data()));
  CHECK(t.select(0, 1).select(0, 2).select(0, 3).select(0, 4).item<int>() == ((1 * 3 + 2) * 4 + 3) * 5 + 4);
}
