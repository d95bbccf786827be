// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Frames from landscape to portrait, one kind an epoch.
#include "test.hpp"

#include <ctyolo/data/sampling/random_frames.hpp>
#include <ctyolo/data/sampling/rect_batches.hpp>

#include <set>

using namespace ctyolo;

namespace {
template <class P>
concept Takes = requires { typename RandomFrames<P>; };
static_assert(Takes<InOrder> && !Takes<RectBatches<0>>);
}  // namespace

TEST_CASE("data/sampling/random_frames: sides are twice a multiple of the stride and add up to two sizes") {
  const std::vector<ImageRecord> images(33);
  const SamplingInput input{.images = images, .batch = 16, .img_px = 640, .stride_px = 32, .seed = 1};
  const RandomFrames<> policy;
  std::set<int> heights;
  for (int epoch = 0; epoch < 400; ++epoch) {
    const auto order = policy.order(input, epoch);
    CHECK(order == Shuffled{}.order(input, epoch));
    const auto frames = policy.shapes(input, order, epoch);
    REQUIRE(frames.size() == 3);
    CHECK(frames[0] == frames[2]);
    CHECK(frames[0].height_px % 64 == 0);
    CHECK(frames[0].height_px + frames[0].width_px == 1280);
    heights.insert(frames[0].height_px);
  }
  CHECK(*heights.begin() == 320);
  CHECK(*heights.rbegin() == 960);
  CHECK(heights.size() == 11);  // 5 to 15 times 64
  CHECK(policy.shapes(input, policy.order(input, 7), 7) == policy.shapes(input, policy.order(input, 7), 7));
}

TEST_CASE("data/sampling/random_frames: small sizes stay frames of at least a stride, or squares") {
  const std::vector<ImageRecord> images(4);
  SamplingInput input{.images = images, .batch = 2, .img_px = 64, .stride_px = 32};
  for (int epoch = 0; epoch < 50; ++epoch)
    CHECK(RandomFrames<InOrder>{}.shapes(input, RandomFrames<InOrder>{}.order(input, epoch), epoch)[0] == BatchShape{64, 64});
  input.img_px = 96;
  std::set<int> heights;
  for (int epoch = 0; epoch < 50; ++epoch)
    heights.insert(RandomFrames<InOrder>{}.shapes(input, RandomFrames<InOrder>{}.order(input, epoch), epoch)[0].height_px);
  CHECK(heights == std::set<int>{64, 128});
  input.img_px = 32;
  CHECK(RandomFrames<InOrder>{}.shapes(input, RandomFrames<InOrder>{}.order(input, 0), 0)[0] == BatchShape{32, 32});
}
