// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The parallel loop.
#include "test.hpp"

#include <ctyolo/backend/parallel.hpp>
#include <ctyolo/core/error.hpp>

#include <atomic>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

using namespace ctyolo;

namespace {

void use_threads([[maybe_unused]] int n) {
#ifdef _OPENMP
  omp_set_num_threads(n);
#endif
}

}  // namespace

TEST_CASE("backend/parallel: every number once, cuts at multiples of the grain") {
  for (int threads : {1, 2, 3, 7}) {
    use_threads(threads);
    for (std::int64_t count : {0, 1, 15, 16, 17, 32, 33, 1000}) {
      CAPTURE(threads);
      CAPTURE(count);
      std::vector<std::atomic<int>> seen(static_cast<std::size_t>(count));
      std::atomic<int> bad_cuts{0}, pieces{0};
      parallel_for(5, 5 + count, 16, [&](std::int64_t from, std::int64_t to) {
        ++pieces;
        if ((from - 5) % 16 != 0 || from >= to || (to != 5 + count && (to - 5) % 16 != 0)) ++bad_cuts;
        for (std::int64_t i = from; i < to; ++i) ++seen[static_cast<std::size_t>(i - 5)];
      });
      int wrong = 0;
      for (const auto& s : seen) wrong += s == 1 ? 0 : 1;
      CHECK(wrong == 0);
      CHECK(bad_cuts == 0);
      CHECK(pieces <= threads);
      if (count <= 16) CHECK(pieces == (count > 0 ? 1 : 0));
    }
  }
  int calls = 0;
  parallel_for(3, 1, 16, [&](std::int64_t, std::int64_t) { ++calls; });
  CHECK(calls == 0);
}

TEST_CASE("backend/parallel: two threads where two are asked for") {
#ifdef _OPENMP
  use_threads(2);
  CHECK(compute_threads() == 2);
  std::mutex mutex;
  std::set<std::thread::id> ids;
  parallel_for(0, 1000, 1, [&](std::int64_t, std::int64_t) {
    const std::lock_guard lock(mutex);
    ids.insert(std::this_thread::get_id());
  });
  CHECK(ids.size() == 2);
#else
  CHECK(compute_threads() == 1);
#endif
}

TEST_CASE("backend/parallel: an exception comes out once every piece is through") {
  use_threads(2);
  std::atomic<int> done{0};
  const auto loop = [&] {
    parallel_for(0, 100, 1, [&](std::int64_t from, std::int64_t to) {
      if (from == 0) fail("piece ", from);
      done += static_cast<int>(to - from);
    });
  };
  CHECK_THROWS_WITH_AS(loop(), "piece 0", Error);
#ifdef _OPENMP
  CHECK(done == 50);
#endif
}

TEST_CASE("backend/parallel: a loop within a loop stays on its thread") {
  use_threads(2);
  std::atomic<int> cells{0}, wrong{0};
  parallel_for(0, 10, 1, [&](std::int64_t from, std::int64_t to) {
    const auto outer = std::this_thread::get_id();
    for (std::int64_t i = from; i < to; ++i)
      parallel_for(0, 10, 1, [&](std::int64_t a, std::int64_t b) {
        cells += static_cast<int>(b - a);
        wrong += std::this_thread::get_id() == outer ? 0 : 1;
      });
  });
  CHECK(cells == 100);
#ifdef _OPENMP
  CHECK(wrong == 0);
#endif
}
