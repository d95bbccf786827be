// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// All that can be wrong with Trainer<Model, Policies...>: the first mistake, as a sentence. Tier: nn.
#pragma once

#include <ctyolo/core/mistake.hpp>
#include <ctyolo/data/augment/mistakes.hpp>
#include <ctyolo/graph/net_mistakes.hpp>
#include <ctyolo/hooks/default_hooks.hpp>
#include <ctyolo/loss/mistakes.hpp>
#include <ctyolo/optim/mistakes.hpp>
#include <ctyolo/schedule/mistakes.hpp>
#include <ctyolo/train/chosen.hpp>
#include <ctyolo/train/policy_values.hpp>

#include <concepts>
#include <tuple>
#include <type_traits>

namespace ctyolo::inline v0 {

namespace error {
template <class P>
struct default_hooks_is_the_kind_of_NoDefaultHooks_alone : mistake {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: slot::default_hooks switches the default hooks off; a hook of your own says `using slot = slot::hook;`");
  };
};
template <class P>
struct policy_cannot_be_made_without_arguments : mistake {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: a Trainer makes its policies first and takes your values afterwards: give this one a constructor without arguments as well");
  };
};
template <class P>
struct policy_does_not_show_its_members : mistake {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: a policy has members that nobody sees: runs with other values of them would pass for the same training; show them: template <class F> void visit_settings(F&& f) const { f(\"name\", member); }");
  };
};
}  // namespace error

namespace detail {

template <class Slot, class P, bool Meets>
using ConceptMistake = std::conditional_t<Meets, error::no_mistake, error::policy_does_not_meet_the_concept_of<Slot, P>>;

/// What a policy says of itself: EMA<1.5>, Augment<Grey>.
template <class P>
struct OwnMistake { using type = error::no_mistake; };
template <class P>
  requires requires { typename P::mistake; }
struct OwnMistake<P> { using type = typename P::mistake; };

template <class Hooks>
struct HooksMistake;
/// What goes for policies of every kind.
template <class P>
constexpr auto find_policy_mistake() {
  if constexpr (PolicyOf<P, slot::default_hooks> && !std::same_as<P, NoDefaultHooks>) return error::default_hooks_is_the_kind_of_NoDefaultHooks_alone<P>{};
  else if constexpr (!requires { P(); }) return error::policy_cannot_be_made_without_arguments<P>{};
  else return typename OwnMistake<P>::type{};
}

template <class... Hooks>
struct HooksMistake<std::tuple<Hooks...>> { using type = FirstMistakeOf<HookMistake<Hooks>...>; };

template <class P>
using SettingsMistake =
    std::conditional_t<std::is_empty_v<P> || PolicyWithSettings<P>, error::no_mistake, error::policy_does_not_show_its_members<P>>;

template <class C>
using ChosenMistake = FirstMistakeOf<
    ConceptMistake<slot::recipe, typename C::recipe, Recipe<typename C::recipe>>, OptimizerMistake<typename C::optimizer>,
    ScheduleMistake<typename C::schedule>, ConceptMistake<slot::average, typename C::average, WeightAverage<typename C::average>>,
    LossMistake<typename C::loss>, ConceptMistake<slot::backend, typename C::named_backend, Backend<typename C::named_backend>>,
    ConceptMistake<slot::precision, typename C::precision, Precision<typename C::precision>>, AugmentMistake<typename C::augment>,
    ConceptMistake<slot::sampling, typename C::sampling, SamplingPolicy<typename C::sampling>>,
    ConceptMistake<slot::image_size, typename C::image_size, ImageSizePolicy<typename C::image_size>>,
    ConceptMistake<slot::anchors, typename C::anchors, AnchorPolicy<typename C::anchors>>,
    ConceptMistake<slot::accumulation, typename C::accumulation, Accumulation<typename C::accumulation>>,
    ConceptMistake<slot::class_mapping, typename C::class_mapping, ClassMapping<typename C::class_mapping>>,
    ConceptMistake<slot::class_priors, typename C::class_priors, ClassPriors<typename C::class_priors>>,
    ConceptMistake<slot::evaluation, typename C::evaluation, Evaluation<typename C::evaluation>>,
    SettingsMistake<typename C::optimizer>, SettingsMistake<typename C::average>, SettingsMistake<typename C::loss>,
    SettingsMistake<typename C::anchors>, typename HooksMistake<typename C::hooks>::type>;

template <class C, int Stride>
using PairMistake = FirstMistakeOf<PrecisionMistake<typename C::named_backend, typename C::precision>,
                                   typename ImageSizeMistakeOf<typename C::image_size, Stride>::type>;

/// What a backend says of a net.
template <class B, class Model>
struct NetMistake { using type = error::no_mistake; };
template <class B, class Model>
  requires requires { typename B::template mistake_in<Model>; }
struct NetMistake<B, Model> { using type = typename B::template mistake_in<Model>; };

template <class Model, class... Policies>
constexpr auto find_trainer_mistake() {
  if constexpr (!NetMistakeOf<Model>::ok) return NetMistakeOf<Model>{};
  else if constexpr (!PackMistake<Policies...>::ok) return PackMistake<Policies...>{};
  else if constexpr (!FirstMistakeOf<decltype(find_policy_mistake<Policies>())...>::ok) return FirstMistakeOf<decltype(find_policy_mistake<Policies>())...>{};
  else if constexpr (!ChosenMistake<Chosen<Model, Policies...>>::ok) return ChosenMistake<Chosen<Model, Policies...>>{};
  else return FirstMistakeOf<PairMistake<Chosen<Model, Policies...>, Model::max_stride()>,
                             typename NetMistake<typename Chosen<Model, Policies...>::backend, Model>::type>{};
}

}  // namespace detail

/// `error::no_mistake`, or the first thing wrong with Trainer<Model, Policies...>.
template <class Model, class... Policies>
using TrainerMistake = decltype(detail::find_trainer_mistake<Model, Policies...>());

}  // namespace ctyolo::inline v0
