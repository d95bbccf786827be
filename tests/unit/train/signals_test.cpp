// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Ctrl-C as a stop token.
#include "test.hpp"

#include <ctyolo/train/signals.hpp>

using namespace ctyolo;

namespace {

using Handler = void (*)(int);

Handler handler(int signal) {
  struct sigaction now {};
  sigaction(signal, nullptr, &now);
  return now.sa_handler;
}

bool stops_within_a_second(const std::stop_token& token) {
  for (int i = 0; i < 100 && !token.stop_requested(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  return token.stop_requested();
}

}  // namespace

TEST_CASE("train/signals: a signal requests a stop, and the handlers come back") {
  const Handler interrupt = handler(SIGINT), terminate = handler(SIGTERM);
  std::stop_token outlives;
  for (int signal : {SIGINT, SIGTERM, SIGINT}) {  // the third: nothing is left of the first
    StopOnSignals stop;
    CHECK((handler(SIGINT) != interrupt));
    CHECK_FALSE(stop.token().stop_requested());
    std::raise(signal);
    CHECK((handler(signal) == SIG_DFL));  // a second one ends the program
    CHECK(stops_within_a_second(stop.token()));
    outlives = stop.token();
  }
  CHECK(outlives.stop_requested());
  CHECK((handler(SIGINT) == interrupt));
  CHECK((handler(SIGTERM) == terminate));
}

TEST_CASE("train/signals: without a signal nothing happens") {
  const Handler interrupt = handler(SIGINT);
  {
    const StopOnSignals stop;
    std::this_thread::sleep_for(std::chrono::milliseconds(120));
    CHECK_FALSE(stop.token().stop_requested());
  }
  CHECK((handler(SIGINT) == interrupt));
}
