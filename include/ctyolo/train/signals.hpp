// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Ctrl-C and SIGTERM as a stop token: for programs, never used by the library itself. Tier: spec (std, POSIX).
#pragma once

#include <ctyolo/core/config.hpp>

#include <csignal>
#include <stop_token>
#include <thread>

namespace ctyolo::inline v0 {

/// While it lives, SIGINT and SIGTERM request a stop instead of ending the program; a second one ends it at once.
/// @code
///   StopOnSignals stop;
///   trainer.fit({.data = "data.yaml"}, stop.token());
/// @endcode
class StopOnSignals {
 public:
  StopOnSignals();
  ~StopOnSignals();
  StopOnSignals(const StopOnSignals&) = delete;
  StopOnSignals& operator=(const StopOnSignals&) = delete;

  std::stop_token token() const { return source_.get_token(); }

 private:
  std::stop_source source_;
  struct sigaction old_interrupt_ {}, old_terminate_ {};
  std::jthread watcher_;
};

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/train/signals.ipp>
#endif
