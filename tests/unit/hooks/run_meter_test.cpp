// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "test.hpp"
#include "temporary_folder.hpp"

#include <ctyolo/hooks/run_meter.hpp>

using namespace ctyolo;

TEST_CASE("hooks/run_meter: seconds add up over epochs and across a stop in the middle of one") {
  const Results results;
  RunMeter meter;
  meter.on(BatchDone{.memory_gb = 3, .epoch_seconds = 4});
  meter.on(BatchDone{.memory_gb = 2, .epoch_seconds = 8});
  meter.on(EpochEnded{.results = results, .memory_gb = 1, .seconds = 10});
  CHECK(meter.seconds() == 10);
  meter.on(BatchDone{.memory_gb = 2, .epoch_seconds = 5});
  CHECK(meter.seconds() == 15);
  CHECK(meter.memory_gb() == 3);

  RunMeter resumed;
  resumed.load(meter.save());
  CHECK(resumed.seconds() == 15);
  resumed.on(EpochEnded{.results = results, .seconds = 6});  // the rest of that epoch
  CHECK(resumed.seconds() == 21);
  CHECK(resumed.memory_gb() == 3);
  CHECK(test::error_of([&] { resumed.load("1"); }) != "");
}
