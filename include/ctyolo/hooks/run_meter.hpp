// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What a run costs: seconds of work and peak memory, kept across stops. Tier: spec (std only).
#pragma once

#include <ctyolo/core/text.hpp>
#include <ctyolo/hooks/concepts.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace ctyolo::inline v0 {

/// Counts training and validation; what lies between a crash and the checkpoint before it is lost, as the work is.
class RunMeter {
 public:
  using slot = slot::hook;

  void on(const TrainingStarted& e) {
    if (!e.resumed) *this = {};
    finished_ = false;
  }
  void on(const TrainingEnded& e) { finished_ = !e.interrupted; }
  void on(const BatchDone& e) {
    under_way_ = e.epoch_seconds;
    memory_gb_ = std::max(memory_gb_, e.memory_gb);
  }
  void on(const EpochEnded& e) {
    done_ += e.seconds;
    under_way_ = 0;
    memory_gb_ = std::max(memory_gb_, e.memory_gb);
  }

  double seconds() const { return done_ + under_way_; }
  /// Largest memory of the process after a batch, GB (1e9 bytes): what earlier runs of the process left is in it.
  double memory_gb() const { return memory_gb_; }
  /// The training came to its end, not to a stop.
  bool finished() const { return finished_; }

  std::string save() const { return to_text(seconds()) + " " + to_text(memory_gb_); }
  void load(const std::string& state) {
    std::vector<double> numbers;
    from_text(state, numbers, "RunMeter");
    if (numbers.size() != 2) fail("RunMeter: \"", state, "\" is not a state of two numbers");
    done_ = numbers[0];
    under_way_ = 0;
    memory_gb_ = numbers[1];
  }

 private:
  double done_ = 0, under_way_ = 0, memory_gb_ = 0;
  bool finished_ = false;
};
static_assert(Hook<RunMeter>);

}  // namespace ctyolo::inline v0
