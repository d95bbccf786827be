// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The chain of augmentation stages, composed at compile time. Tier: data (OpenCV).
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/data/augment/mistakes.hpp>

#include <cstddef>
#include <tuple>
#include <utility>

namespace ctyolo::inline v0 {

namespace detail {

/// Cuts off margins and checks the size: what follows counts on it.
inline void finish_sample(Sample& sample, const AugmentContext& context) {
  context.fit(sample);
  crop_margin(sample);
  const BatchShape shape = context.shape();
  if (sample.width_px() != shape.width_px || sample.height_px() != shape.height_px) {
    fail("the augmentation made a picture of ", sample.width_px(), " x ", sample.height_px(),
         " px, but the batch takes ", shape.width_px, " x ", shape.height_px,
         "; one of its stages changes the size without setting margin_px");
  }
}

}  // namespace detail

/// Runs its stages in order. Stages with settings are given as values:
/// `Augment<Mosaic, Grey>{.stages = {Mosaic{}, Grey{0.1}}}`.
template <class... Stages>
struct Augment {
  using slot = slot::augment;
  using mistake = StagesMistake<Stages...>;
  static_assert(Checked<mistake>::done);

  std::tuple<Stages...> stages;

  /// The finished sample of image `index`.
  Sample make(int index, const AugmentContext& context) const {
    Sample sample = run<sizeof...(Stages)>(index, context);
    detail::finish_sample(sample, context);
    return sample;
  }

  /// Image `index` after the first `Count` stages.
  template <std::size_t Count>
  Sample run(int index, const AugmentContext& context) const {
    Sample sample = context.load(index);
    [&]<std::size_t... I>(std::index_sequence<I...>) { (apply_stage<I>(sample, context), ...); }
    (std::make_index_sequence<Count>());
    return sample;
  }

 private:
  template <std::size_t I>
  void apply_stage(Sample& sample, const AugmentContext& context) const {
    using Stage = std::tuple_element_t<I, std::tuple<Stages...>>;
    if constexpr (!TakesUnfitted<Stage>) context.fit(sample);
    if constexpr (!TakesCanvas<Stage>) paint(sample);
    std::get<I>(stages).apply(sample, StageContext<Augment, I>(context, *this));
  }
};

/// The picture in its frame, unchanged otherwise.
struct NoAugment : Augment<> {};
static_assert(AugmentPolicy<NoAugment>);

}  // namespace ctyolo::inline v0
