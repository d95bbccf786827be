// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Stage MixUp: two samples blended. Tier: data (OpenCV).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/data/augment/concepts.hpp>

#include <cstdint>

namespace ctyolo::inline v0 {

namespace detail {
/// sample = share * sample + (1 - share) * other, bytes cut off; the boxes of both.
void blend_samples(Sample& sample, const Sample& other, double share);
}  // namespace detail

/// With probability hyp.mixup the sample is blended with another image's that went through the same earlier stages, in
/// shares drawn from Beta(32, 32), so near one half (Zhang et al. 2018).
/// @note Deviation: v7.0 mixes mosaics with mosaics only; with hyp.mosaic = 1 it is the same.
struct MixUp {
  template <class Context>
  void apply(Sample& sample, const Context& context) const {
    if (context.hyp().mixup <= 0) return;
    Random random = context.random(Purpose::mixup);
    if (!random.chance(context.hyp().mixup)) return;
    const auto partner = static_cast<int>(random.below(static_cast<std::uint64_t>(context.images())));
    const double share = random.beta(32);
    Sample other = context.earlier(partner, Purpose::mixup_partner);
    context.fit(other);
    if (other.bgr.size() != sample.bgr.size()) {  // one is a canvas, the other is not
      crop_margin(sample);
      crop_margin(other);
    }
    detail::blend_samples(sample, other, share);
  }
};
static_assert(AugmentStage<MixUp>);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/data/augment/mixup.ipp>
#endif
