// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of train/signals.hpp.
#pragma once

#include <ctyolo/train/signals.hpp>

#include <atomic>
#include <chrono>

namespace ctyolo::inline v0 {

namespace detail {
inline std::atomic<int> caught_signal{0};  // a signal handler can reach nothing but a global
static_assert(std::atomic<int>::is_always_lock_free);
}  // namespace detail

CTYOLO_INLINE StopOnSignals::StopOnSignals() {
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

CTYOLO_INLINE StopOnSignals::~StopOnSignals() {
  sigaction(SIGINT, &old_interrupt_, nullptr);
  sigaction(SIGTERM, &old_terminate_, nullptr);
}

}  // namespace ctyolo::inline v0
