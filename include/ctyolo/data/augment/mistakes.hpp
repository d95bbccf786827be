// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What keeps a type from being a stage of an augmentation, as a sentence. Tier: data (OpenCV).
#pragma once

#include <ctyolo/core/mistake.hpp>
#include <ctyolo/data/augment/concepts.hpp>

#include <type_traits>
#include <utility>

namespace ctyolo::inline v0 {

namespace error {
template <class Stage>
struct augmentation_forgets_the_boxes : mistake {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: an augmentation changes a picture and its boxes together: template <class Context> void apply(Sample& s, const Context& c) const, "
                         "s.bgr beside s.labels");
  };
};
template <class Stage>
struct augmentation_lacks_apply : mistake {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: a stage of Augment<...> needs: template <class Context> void apply(Sample& s, const Context& c) const");
  };
};
template <class Stage>
struct augmentation_takes_the_sample_by_value : mistake {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: a stage changes the sample that it is given, Sample& s: template <class Context> void apply(Sample& s, const Context& c) const");
  };
};
template <class P, class Made>
struct augmentation_must_make_a_Sample_but_makes : mistake {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: an augmentation makes a picture with its boxes: Sample make(int index, const AugmentContext& context) const");
  };
};
template <class P>
struct augmentation_lacks_make : mistake {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: an augmentation is Augment<stages...>, or has: Sample make(int index, const AugmentContext& context) const");
  };
};
template <class Stage>
struct stage_must_come_first : mistake {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: this stage begins with the bare picture; put it first in Augment<...>, what stands before it would work for nothing");
  };
};
template <class Stage>
struct stage_is_given_twice : mistake {
  template <class S> struct tell { static_assert(is_right<S>, "ctyolo: a stage given twice would draw the same numbers twice; keep one"); };
};
}  // namespace error

namespace detail {

using StageTestContext = StageContext<AnyChain, 0>;

/// Takes or returns the picture alone.
template <class S>
concept TakesPictureAlone = requires(const S& stage, Sample& sample, const StageTestContext& context) { stage.apply(sample.bgr, context); } ||
                            requires(const S& stage, Sample& sample) { stage.apply(sample.bgr); };

template <class S>
constexpr auto find_stage_mistake() {
  if constexpr (requires(const S& stage, const StageTestContext& context) { stage.apply(Sample{}, context); })
    return error::augmentation_takes_the_sample_by_value<S>{};
  else if constexpr (AugmentStage<S>) return error::no_mistake{};
  else if constexpr (TakesPictureAlone<S>) return error::augmentation_forgets_the_boxes<S>{};
  else return error::augmentation_lacks_apply<S>{};
}

template <class P>
constexpr auto find_augment_mistake() {
  if constexpr (AugmentPolicy<P>) return error::no_mistake{};
  else if constexpr (requires(const P& p, const AugmentContext& c) { p.make(0, c); })
    return error::augmentation_must_make_a_Sample_but_makes<P, decltype(std::declval<const P&>().make(0, std::declval<const AugmentContext&>()))>{};
  else return error::augmentation_lacks_make<P>{};
}

template <class... Earlier>
struct Stages {
  /// The first mistake in the order of the stages that follow.
  template <class S, class... Rest>
  static constexpr auto find_order_mistake() {
    if constexpr (TakesUnfitted<S> && !(TakesUnfitted<Earlier> && ...)) return error::stage_must_come_first<S>{};
    else if constexpr ((std::is_same_v<S, Earlier> || ...)) return error::stage_is_given_twice<S>{};
    else return Stages<Earlier..., S>::template find_order_mistake<Rest...>();
  }
  template <class... None>
    requires(sizeof...(None) == 0)
  static constexpr auto find_order_mistake() { return error::no_mistake{}; }
};

}  // namespace detail

/// `error::no_mistake`, or what keeps P from meeting AugmentPolicy.
template <class P>
using AugmentMistake = decltype(detail::find_augment_mistake<P>());

template <class S>
using StageMistake = decltype(detail::find_stage_mistake<S>());

/// `error::no_mistake`, or what is wrong with a chain of stages.
template <class... S>
using StagesMistake = FirstMistakeOf<StageMistake<S>..., decltype(detail::Stages<>::find_order_mistake<S...>())>;

}  // namespace ctyolo::inline v0
