// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Ctrl-C and SIGTERM as a stop token: for programs, never used by the library itself. Tier: spec (std, POSIX).
#pragma once

#include <atomic>
#include <chrono>
#include <csignal>
#include <stop_token>
#include <thread>

namespace ctyolo::inline v0 {

namespace detail {
inline std::atomic<int> caught_signal{0};  // a signal handler can reach nothing but a global
static_assert(std::atomic<int>::is_always_lock_free);
}  // namespace detail

/// While it lives, SIGINT and SIGTERM request a stop instead of ending the program; a second one ends it at once.
/// @code
///   StopOnSignals stop;
///   trainer.fit({.data = "data.yaml"}, stop.token());
/// @endcode
class StopOnSignals {
 public:
  StopOnSignals() {
    detail::caught_signal = 0;
    struct sigaction action {};
    action.sa_handler = [](int number) { detail::caught_signal = number; };
    action.sa_flags = static_cast<int>(SA_RESTART | SA_RESETHAND);  // the second signal finds the default action
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, &old_interrupt_);
    sigaction(SIGTERM, &action, &old_terminate_);
    watcher_ = std::jthread([this](std::stop_token ending) {
      while (!ending.stop_requested()) {
        if (detail::caught_signal != 0) {
          source_.request_stop();
          return;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
      }
    });
  }
  ~StopOnSignals() {
    sigaction(SIGINT, &old_interrupt_, nullptr);
    sigaction(SIGTERM, &old_terminate_, nullptr);
  }
  StopOnSignals(const StopOnSignals&) = delete;
  StopOnSignals& operator=(const StopOnSignals&) = delete;

  std::stop_token token() const { return source_.get_token(); }

 private:
  std::stop_source source_;
  struct sigaction old_interrupt_ {}, old_terminate_ {};
  std::jthread watcher_;
};

}  // namespace ctyolo::inline v0
