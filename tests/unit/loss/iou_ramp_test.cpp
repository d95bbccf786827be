// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The ramp of the overlap's share; what that share does is in golden_test.cpp.
#include "test.hpp"

#include <ctyolo/loss/iou_ramp.hpp>

#include <type_traits>

using namespace ctyolo;

namespace {
struct WithoutRatio {
  using slot = slot::loss;
  LossItems operator()(std::span<const HeadView<const float>>, std::span<const HeadView<float>>, std::span<const Target>,
                       const HeadSetup&, const Hyp&, int) const {
    return {};
  }
};
template <class L>
concept Ramps = requires { typename IouRamp<L>; };
static_assert(Loss<WithoutRatio> && !Ramps<WithoutRatio>);
static_assert(!MovingLoss<SeedLoss> && Loss<IouRamp<SeedLoss>>);
}  // namespace

TEST_CASE("loss/iou_ramp: from 0 to the loss's own over the warm-up, and there it stays") {
  const Hyp hyp{.warmup_epochs = 2, .warmup_min_steps = 0};
  const auto at = [&](const auto& loss, std::int64_t step) { return loss_at(loss, {.step = step, .batches = 50}, hyp).iou_ratio; };
  const IouRamp<SeedLoss> loss;
  CHECK(at(loss, 0) == 0);
  CHECK(at(loss, 25) == doctest::Approx(0.25));
  CHECK(at(loss, 100) == 1);
  CHECK(at(loss, 1000) == 1);
  CHECK(loss.iou_ratio == 1);
  IouRamp<> half;
  half.iou_ratio = 0.5;
  CHECK(at(half, 50) == doctest::Approx(0.25));
  CHECK(at(half, 500) == 0.5);
}

TEST_CASE("loss/iou_ramp: a loss that does not move is itself at every step") {
  const SeedLoss fixed{{.iou_ratio = 0.25}};
  CHECK(&loss_at(fixed, Moment{.step = 3}, Hyp{}) == &fixed);
  static_assert(std::is_same_v<decltype(loss_at(IouRamp<SeedLoss>{}, Moment{}, Hyp{})), SeedLoss>);
}
