// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The policies of a Trainer: what is named, else the recipe's, else the default. Tier: nn.
#pragma once

#include <ctyolo/accumulation/nominal.hpp>
#include <ctyolo/anchors/auto_anchor.hpp>
#include <ctyolo/backend/default_backend.hpp>
#include <ctyolo/backend/precision.hpp>
#include <ctyolo/core/pack.hpp>
#include <ctyolo/core/type_name.hpp>
#include <ctyolo/data/augment/concepts.hpp>
#include <ctyolo/data/sampling/shuffled.hpp>
#include <ctyolo/ema/ema.hpp>
#include <ctyolo/eval/average_precision.hpp>
#include <ctyolo/eval/concepts.hpp>
#include <ctyolo/hooks/hook_set.hpp>
#include <ctyolo/hooks/default_hooks.hpp>
#include <ctyolo/loss/concepts.hpp>
#include <ctyolo/optim/sgd_nesterov.hpp>
#include <ctyolo/recipe/generation.hpp>
#include <ctyolo/schedule/warmup_cosine.hpp>
#include <ctyolo/train/class_mapping.hpp>
#include <ctyolo/train/class_priors.hpp>
#include <ctyolo/train/configuration.hpp>
#include <ctyolo/train/image_size.hpp>

#include <array>
#include <string>
#include <tuple>
#include <utility>

namespace ctyolo::inline v0 {

namespace detail {

// The type that recipe R gives to a slot, or the library's default.
#define CTYOLO_RECIPE_OR(member, fallback)                            \
  template <class R>                                                  \
  struct member##_of { using type = fallback; };                      \
  template <class R>                                                  \
    requires requires { typename R::member; }                         \
  struct member##_of<R> { using type = typename R::member; };
CTYOLO_RECIPE_OR(optimizer, SGDNesterov)
CTYOLO_RECIPE_OR(schedule, WarmupCosine)
CTYOLO_RECIPE_OR(average, EMA<0.9999>)
CTYOLO_RECIPE_OR(loss, YoloLoss<>)
CTYOLO_RECIPE_OR(backend, DefaultBackend)
CTYOLO_RECIPE_OR(precision, FP32)
CTYOLO_RECIPE_OR(augment, Yolov5Augment)
CTYOLO_RECIPE_OR(sampling, Shuffled)
CTYOLO_RECIPE_OR(image_size, Fixed)
CTYOLO_RECIPE_OR(anchors, AutoAnchor)
CTYOLO_RECIPE_OR(accumulation, Nominal<64>)
CTYOLO_RECIPE_OR(class_mapping, AllClasses)
CTYOLO_RECIPE_OR(class_priors, EvenPriors)
CTYOLO_RECIPE_OR(evaluation, Yolov5AP)
#undef CTYOLO_RECIPE_OR

template <class T, class Tuple>
inline constexpr bool tuple_has = false;
template <class T, class... Ts>
inline constexpr bool tuple_has<T, std::tuple<Ts...>> = (std::same_as<T, Ts> || ...);

template <class... Ps>
constexpr std::array<NamedPolicy, sizeof...(Ps)> named_policies() { return {{{Ps::slot::name, &type_name<Ps>}...}}; }

/// Default hooks that the user did not name himself, then the user's.
template <bool KeepDefaults, class Own, class Defaults>
struct AllHooks;
template <bool KeepDefaults, class Own, class... Defaults>
struct AllHooks<KeepDefaults, Own, std::tuple<Defaults...>> {
  using type = decltype(std::tuple_cat(
      std::conditional_t<KeepDefaults && !tuple_has<Defaults, Own>, std::tuple<Defaults>, std::tuple<>>{}..., std::declval<Own>()));
};

}  // namespace detail

/// Every kind of policy, chosen. `Named` are the types in Trainer<Model, Named...>. Nothing is checked here (train/mistakes.hpp).
template <AnyNet Model, class... Named>
struct Chosen {
  using recipe = PolicyFor<slot::recipe, GenerationRecipe<typename Model::Generation>, Named...>;

  using optimizer = PolicyFor<slot::optimizer, typename detail::optimizer_of<recipe>::type, Named...>;
  using schedule = PolicyFor<slot::schedule, typename detail::schedule_of<recipe>::type, Named...>;
  using average = PolicyFor<slot::average, typename detail::average_of<recipe>::type, Named...>;
  using loss = PolicyFor<slot::loss, typename detail::loss_of<recipe>::type, Named...>;
  using named_backend = PolicyFor<slot::backend, typename detail::backend_of<recipe>::type, Named...>;
  using precision = PolicyFor<slot::precision, typename detail::precision_of<recipe>::type, Named...>;
  using backend = BackendIn<named_backend, precision>;  ///< what computes
  using augment = PolicyFor<slot::augment, typename detail::augment_of<recipe>::type, Named...>;
  using sampling = PolicyFor<slot::sampling, typename detail::sampling_of<recipe>::type, Named...>;
  using image_size = PolicyFor<slot::image_size, typename detail::image_size_of<recipe>::type, Named...>;
  using anchors = PolicyFor<slot::anchors, typename detail::anchors_of<recipe>::type, Named...>;
  using accumulation = PolicyFor<slot::accumulation, typename detail::accumulation_of<recipe>::type, Named...>;
  using class_mapping = PolicyFor<slot::class_mapping, typename detail::class_mapping_of<recipe>::type, Named...>;
  using class_priors = PolicyFor<slot::class_priors, typename detail::class_priors_of<recipe>::type, Named...>;
  using evaluation = PolicyFor<slot::evaluation, typename detail::evaluation_of<recipe>::type, Named...>;

  static constexpr bool default_hooks = !(PolicyOf<Named, slot::default_hooks> || ...);
  using hooks = typename detail::AllHooks<default_hooks, PoliciesFor<slot::hook, Named...>, DefaultHooks>::type;

  /// The slot's name and the policy as text of every kind that changes what is computed.
  static Facts names() {
    static constexpr auto all = detail::named_policies<optimizer, schedule, average, loss, named_backend, precision, augment, sampling, image_size,
                                                       anchors, accumulation, class_mapping, class_priors, evaluation>();
    return facts_of(all);
  }

  /// "Adam, MultiScale<>": the named policies as the user wrote them, hooks left out.
  [[gnu::cold]] static std::string named() {
    std::string text;
    [[maybe_unused]] const auto add = [&](const std::string& name) { text += (text.empty() ? "" : ", ") + name; };
    ((PolicyOf<Named, slot::hook> || PolicyOf<Named, slot::default_hooks> ? void() : add(type_name<Named>())), ...);
    return text;
  }
};

}  // namespace ctyolo::inline v0
