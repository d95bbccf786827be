// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The slots of a Trainer: what kinds of policy there are. Tier: spec (std only).
#pragma once

#include <concepts>
#include <type_traits>

namespace ctyolo::inline v0 {

/// A policy names its kind: `using slot = slot::optimizer;`. Every kind but hook is filled at most once.
namespace slot {
struct kind {};
struct optimizer : kind { static constexpr const char* name = "optimizer"; };
struct schedule : kind { static constexpr const char* name = "schedule"; };
struct average : kind { static constexpr const char* name = "weight average"; };
struct loss : kind { static constexpr const char* name = "loss"; };
struct backend : kind { static constexpr const char* name = "backend"; };
struct precision : kind { static constexpr const char* name = "precision"; };
struct augment : kind { static constexpr const char* name = "augment"; };
struct sampling : kind { static constexpr const char* name = "sampling"; };
struct image_size : kind { static constexpr const char* name = "image size"; };
struct anchors : kind { static constexpr const char* name = "anchors"; };
struct accumulation : kind { static constexpr const char* name = "accumulation"; };
struct class_mapping : kind { static constexpr const char* name = "class mapping"; };
struct class_priors : kind { static constexpr const char* name = "class priors"; };
struct evaluation : kind { static constexpr const char* name = "evaluation"; };
struct recipe : kind { static constexpr const char* name = "recipe"; };
struct hook : kind { static constexpr const char* name = "hook"; };
struct default_hooks : kind { static constexpr const char* name = "default hooks"; };
}  // namespace slot

/// Anything that says which slot it fills.
template <class P>
concept Policy = requires {
  typename P::slot;
  requires std::is_base_of_v<slot::kind, typename P::slot>;
};

template <class P, class Slot>
concept PolicyOf = Policy<P> && std::same_as<typename P::slot, Slot>;

}  // namespace ctyolo::inline v0
