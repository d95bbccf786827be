// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Stripped checkpoints: weights alone, half the bytes, no silent infinity.
#define CTYOLO_TEST_TORCH
#include "test.hpp"
#include "temporary_folder.hpp"

#include <ctyolo/io/strip.hpp>

#include <ATen/ops/full.h>

#include <limits>

using namespace ctyolo;

namespace {

Checkpoint checkpoint(float weight) {
  Checkpoint c;
  c.set("net", "YoloV5n");
  c.set("resumable", "true");
  c.tensors.emplace_back("w", at::full({2, 3}, weight));
  c.tensors.emplace_back("n", at::full({}, 70000, at::kLong));
  c.tensors.emplace_back("train.values.weights", at::full({5}, 1e30));
  return c;
}

}  // namespace

TEST_CASE("io/strip: what only a training needs goes, weights become f16, counters stay") {
  Checkpoint c = checkpoint(0.1f);
  strip(c);
  REQUIRE(c.tensors.size() == 2);
  CHECK((c.tensors[0].second.scalar_type() == at::kHalf));
  CHECK(static_cast<float>(c.tensors[0].second.data_ptr<c10::Half>()[0]) == 0.0999755859375f);
  CHECK(c.tensors[1].second.item<std::int64_t>() == 70000);
  CHECK(c.note("resumable") == to_text(false));
  CHECK(c.note("net") == "YoloV5n");

  const test::TemporaryFolder folder;
  c.write(folder / "s.safetensors");
  const Checkpoint d = Checkpoint::read(folder / "s.safetensors");
  CHECK(d.tensor("w", c.tensors[0].second).equal(c.tensors[0].second));

  Checkpoint e = checkpoint(1e5f);
  strip(e, WeightsAs::f32);
  CHECK(e.tensors.size() == 2);
  CHECK(e.tensors[0].second.data_ptr<float>()[5] == 1e5f);
}

TEST_CASE("io/strip: a number that f16 has not is an error, not an infinity") {
  for (const float bad : {65520.f, -1e9f, std::numeric_limits<float>::quiet_NaN()}) {
    Checkpoint c = checkpoint(1);
    c.tensors[0].second.data_ptr<float>()[4] = bad;
    const std::string error = test::error_of([&] { strip(c); });
    CHECK(test::contains(error, "w has the number "));
    CHECK(test::contains(error, "at place 4"));
    CHECK(test::contains(error, "--fp32"));
    CHECK(test::one_line(error));
  }
  Checkpoint c = checkpoint(65519.f);  // rounds to 65504
  strip(c);
  CHECK(static_cast<float>(c.tensors[0].second.data_ptr<c10::Half>()[0]) == 65504.f);
}
