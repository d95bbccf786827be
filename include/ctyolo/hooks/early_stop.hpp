// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Ends a training that no longer improves. Tier: spec (std only).
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/core/text.hpp>
#include <ctyolo/hooks/concepts.hpp>

#include <string>

namespace ctyolo::inline v0 {

/// What the argument of EarlyStop must meet; the name is the compiler's error message.
template <int Patience>
concept EarlyStop_patience_is_at_least_1_epoch = (Patience >= 1);

/// Wants to stop when the fitness has not risen above its best for `Patience` epochs. As long as it is 0 (a network
/// that finds nothing yet) nothing is counted.
/// @note Deviation: an equal fitness is no improvement; in YOLOv5 v7.0 it is, and a plateau goes on for ever.
/// @code
///   Trainer<YoloV5n, EarlyStop<50>> trainer;
/// @endcode
template <int Patience>
requires EarlyStop_patience_is_at_least_1_epoch<Patience>
class EarlyStop {
 public:
  using slot = slot::hook;

  void on(const EpochEnded& e) {
    if (!e.validated) return;
    const double fitness = e.results.fitness();
    if (fitness > best_ || best_ == 0) {
      if (fitness > best_) best_ = fitness;
      best_epoch_ = e.epoch;
    }
    stop_ = e.epoch - best_epoch_ >= Patience;
  }

  bool wants_stop() const { return stop_; }

  std::string save() const { return to_text(best_) + " " + to_text(best_epoch_); }
  void load(const std::string& state) {
    const auto space = state.find(' ');
    if (space == std::string::npos) fail("the state of EarlyStop in the checkpoint is damaged: \"", state, "\"");
    from_text(state.substr(0, space), best_, "the state of EarlyStop in the checkpoint");
    from_text(state.substr(space + 1), best_epoch_, "the state of EarlyStop in the checkpoint");
  }

 private:
  double best_ = 0;
  int best_epoch_ = -1;
  bool stop_ = false;
};
static_assert(Hook<EarlyStop<1>>);

}  // namespace ctyolo::inline v0
