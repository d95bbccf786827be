// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The slots of a Trainer: what kinds of policy there are. Tier: spec (std only).
#pragma once

#include <concepts>

namespace ctyolo::inline v0 {

/// A policy names its kind: `using slot = slot::optimizer;`. Every kind but hook is filled at most once.
namespace slot {
struct optimizer { static constexpr const char* name = "optimizer"; };
struct schedule { static constexpr const char* name = "schedule"; };
struct average { static constexpr const char* name = "weight average"; };
struct loss { static constexpr const char* name = "loss"; };
struct backend { static constexpr const char* name = "backend"; };
struct precision { static constexpr const char* name = "precision"; };
struct augment { static constexpr const char* name = "augment"; };
struct sampling { static constexpr const char* name = "sampling"; };
struct image_size { static constexpr const char* name = "image size"; };
struct anchors { static constexpr const char* name = "anchors"; };
struct accumulation { static constexpr const char* name = "accumulation"; };
struct class_mapping { static constexpr const char* name = "class mapping"; };
struct class_priors { static constexpr const char* name = "class priors"; };
struct evaluation { static constexpr const char* name = "evaluation"; };
struct recipe { static constexpr const char* name = "recipe"; };
struct hook { static constexpr const char* name = "hook"; };
struct default_hooks { static constexpr const char* name = "default hooks"; };
}  // namespace slot

/// Anything that says which slot it fills.
template <class P>
concept Policy = requires {
  typename P::slot;
  { P::slot::name } -> std::convertible_to<const char*>;
};

template <class P, class Slot>
concept PolicyOf = Policy<P> && std::same_as<typename P::slot, Slot>;

}  // namespace ctyolo::inline v0
