// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Hooks: what else happens at the moments of a training. Tier: spec (std only).
//
// # Hooks
// Slot: `slot::hook` (any number per Trainer; what is named joins the defaults, `NoDefaultHooks` drops those).
// | hook              | what it does                                       | choose it when                  |
// | ProgressBar       | prints the run as YOLOv5 does                      | default                         |
// | ResultsFile       | results.txt (the seed's), results.csv (v7.0's)     | default                         |
// | RunFiles          | hyp.yaml, opt.yaml, configuration.txt              | default                         |
// | DetectionPictures | val_detections.jpg: labels beside detections       | default                         |
// | LabelPlots        | labels.png: classes, places and sizes of the labels | default                        |
// | BatchPictures     | train_batch0.jpg.., val_batch0_labels.jpg, _pred   | default                         |
// | ValidationPlots   | PR, F1, P and R curves, confusion_matrix.png       | default                         |
// | ResultsPlot       | results.png: the columns of results.csv            | default                         |
// | TensorBoard       | events.out.tfevents.*: numbers, pictures, the net  | TensorBoard shows your runs     |
// | CocoJson          | predictions.json of the last validation, COCO's format | pycocotools is to judge     |
// | LabelFiles        | labels/NAME.txt of what the last validation found  | detections go on to other tools |
// | Upload            | sends results each epoch, weights at the end, by a command of yours | the machine does not last |
// | EarlyStop<n>      | stops after n epochs without a better fitness      | the number of epochs is a guess |
//
// Contract: a hook is a plain struct with an overload `void on(const E&)` for each event type E (hooks/events.hpp) that
// it takes part in; one it does not handle costs nothing. Hooks are called one after the other, in the order in which
// they stand, on the thread that trains; references in an event are valid during the call only. Optional members:
//   bool wants_all_detections() const;    asked once: true makes Validated::samples every image instead of the first 16
//   bool wants_stop() const;              asked after each epoch: true ends the training as if it were complete
//   std::string save() const;             state that goes into the checkpoint, any UTF-8 text ...
//   void load(const std::string& state);  ... and comes back before TrainingStarted when a run is resumed
// @code
//   struct Beep {                                       // a user's own hook
//     using slot = slot::hook;
//     void on(const EpochEnded& e) { if (e.best) std::cout << '\a'; }
//   };
// @endcode
#pragma once

#include <ctyolo/core/pack.hpp>
#include <ctyolo/core/slot.hpp>
#include <ctyolo/hooks/events.hpp>

#include <concepts>
#include <string>
#include <type_traits>

namespace ctyolo::inline v0 {

namespace error {
template <class H>
struct hook_handles_no_event : mistake {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: a hook takes part in an event by `void on(const EpochEnded& e)`; hooks/events.hpp lists the events");
  };
};
template <class H, class Event>
struct hook_must_take_the_event_by_const_reference : mistake {
  template <class S> struct tell { static_assert(is_right<S>, "ctyolo: a hook only looks at an event; write `void on(const Event& e)`"); };
};
template <class H, class Event>
struct hook_must_return_void_from_on : mistake {
  template <class S> struct tell { static_assert(is_right<S>, "ctyolo: what a hook's `on` returns would be lost; make it void (wants_stop() ends a training)"); };
};
template <class H>
struct hook_needs_bool_wants_stop_const : mistake {
  template <class S> struct tell { static_assert(is_right<S>, "ctyolo: a hook that can end a training says so by `bool wants_stop() const`"); };
};
template <class H>
struct hook_needs_bool_wants_all_detections_const : mistake {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: a hook that needs what was found on every image says so by `bool wants_all_detections() const`");
  };
};
template <class H>
struct hook_needs_both_string_save_const_and_void_load_of_const_string : mistake {
  template <class S> struct tell {
    static_assert(is_right<S>, "ctyolo: a hook with a state has both `std::string save() const` and `void load(const std::string&)`");
  };
};
}  // namespace error

/// `H` has an `on` that takes the event `E` as the trainer passes it.
template <class H, class E>
concept HandlesEvent = requires(H& hook, const E& event) { hook.on(event); };

template <class H>
concept HookWithStop = requires(const H& hook) {
  { hook.wants_stop() } -> std::same_as<bool>;
};

template <class H>
concept HookOfAllDetections = requires(const H& hook) {
  { hook.wants_all_detections() } -> std::same_as<bool>;
};

template <class H>
concept HookWithState = requires(H& hook, const H& fixed, const std::string& state) {
  { fixed.save() } -> std::same_as<std::string>;
  { hook.load(state) } -> std::same_as<void>;
};

namespace detail {

using HookEvents = TypeList<Note, DatasetChecked, TrainingStarted, EpochStarted, BatchLoaded, BatchDone, EpochEnded, Validated,
                            CheckpointSaved, TrainingEnded>;

/// `on` would take the event only as something it could change, or as a pointer: meant for it, and never called.
template <class H, class E>
concept TakesEventWrongly = !HandlesEvent<H, E> &&
                            (requires(H& hook, E& event) { hook.on(event); } || requires(H& hook, E&& event) {
                              hook.on(static_cast<E&&>(event));
                            } || requires(H& hook, E* event) { hook.on(event); });

template <class H, class E>
concept ReturnsVoidFromOn = requires(H& hook, const E& event) {
  { hook.on(event) } -> std::same_as<void>;
};

template <class H, class... Events>
struct EventMistake { using type = error::no_mistake; };
template <class H, class E, class... Rest>
struct EventMistake<H, E, Rest...> : EventMistake<H, Rest...> {};
template <class H, class E, class... Rest>
  requires TakesEventWrongly<H, E>
struct EventMistake<H, E, Rest...> { using type = error::hook_must_take_the_event_by_const_reference<H, E>; };
template <class H, class E, class... Rest>
  requires(HandlesEvent<H, E> && !ReturnsVoidFromOn<H, E>)
struct EventMistake<H, E, Rest...> { using type = error::hook_must_return_void_from_on<H, E>; };

template <class H, class E>
inline constexpr bool handles_event = HandlesEvent<H, E>;

template <class H, class... Events>
constexpr auto find_hook_mistake(TypeList<Events...>) {
  using Wrong = typename EventMistake<H, Events...>::type;
  if constexpr (!PolicyOf<H, slot::hook>) {
    return error::is_not_a_policy_of_trainer<H>{};
  } else if constexpr (!Wrong::ok) {
    return Wrong{};
  } else if constexpr (!(handles_event<H, Events> || ...)) {
    return error::hook_handles_no_event<H>{};
  } else if constexpr (requires { &H::wants_stop; } && !HookWithStop<H>) {
    return error::hook_needs_bool_wants_stop_const<H>{};
  } else if constexpr (requires { &H::wants_all_detections; } && !HookOfAllDetections<H>) {
    return error::hook_needs_bool_wants_all_detections_const<H>{};
  } else if constexpr ((requires { &H::save; } || requires { &H::load; }) && !HookWithState<H>) {
    return error::hook_needs_both_string_save_const_and_void_load_of_const_string<H>{};
  } else {
    return error::no_mistake{};
  }
}

}  // namespace detail

/// What is wrong with a hook: `error::no_mistake`, or a type whose name says it. For static_assert(HookMistake<H>::ok).
template <class H>
using HookMistake = decltype(detail::find_hook_mistake<H>(detail::HookEvents{}));

template <class H>
concept Hook = HookMistake<H>::ok;

}  // namespace ctyolo::inline v0
