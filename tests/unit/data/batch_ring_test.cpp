// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Tests of data/batch_ring.hpp.
#include "fixture.hpp"

#include <ctyolo/data/batch_ring.hpp>
#include <ctyolo/data/thread_priority.hpp>

#include <stdexcept>
#include <thread>

using namespace ctyolo;
using namespace ctyolo::test;

namespace {
const std::vector<BatchShape> four_batches(4, BatchShape{2, 2});

void fill(BatchRing& ring, const BatchRing::Item& item) {
  for (int i = 0; i < 12; ++i) item.pixels[i] = static_cast<std::uint8_t>(item.position);
  item.targets->push_back({.image = 0, .cls = static_cast<int>(item.position)});
  item.origin->index = static_cast<int>(item.position);
  ring.finish(item, nullptr);
}
}  // namespace

TEST_CASE("data/batch_ring: images are given out in order, no further ahead than the ring is long") {
  BatchRing ring(2);
  ring.begin(11, 3, four_batches, 0);
  std::vector<BatchRing::Item> items;
  for (BatchRing::Item item; ring.claim(item, false);) items.push_back(item);
  REQUIRE(items.size() == 6);
  CHECK(items[4].batch == 1);
  CHECK(items[4].image == 1);
  CHECK(items[4].position == 4);
  CHECK_FALSE(ring.ready());
  for (const std::size_t i : {5u, 2u, 0u, 4u, 3u, 1u}) fill(ring, items[i]);  // finished in any order
  CHECK(ring.ready());
  Batch out;
  REQUIRE(ring.take(out));
  CHECK(out.number == 0);
  CHECK(out.count == 3);
  CHECK(out.images == std::vector<std::uint8_t>{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
                                                2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2});
  REQUIRE(out.targets.size() == 3);
  CHECK(out.targets[2].image == 2);
  CHECK(out.targets[2].cls == 2);
  CHECK(out.origins[1].index == 1);
  for (BatchRing::Item item; ring.claim(item, false);) fill(ring, item);
  REQUIRE(ring.take(out));
  for (BatchRing::Item item; ring.claim(item, false);) fill(ring, item);
  REQUIRE(ring.take(out));
  REQUIRE(ring.take(out));
  CHECK(out.number == 3);
  CHECK(out.count == 2);  // the last one is smaller
  CHECK_FALSE(ring.take(out));
}

TEST_CASE("data/batch_ring: the first image's error comes out, and a new epoch begins cleanly") {
  BatchRing ring(1);
  ring.begin(12, 3, four_batches, 2);
  std::vector<BatchRing::Item> items(3);
  for (auto& item : items) REQUIRE(ring.claim(item, false));
  CHECK(items[0].position == 6);
  ring.finish(items[2], std::make_exception_ptr(std::runtime_error("third")));
  ring.finish(items[1], std::make_exception_ptr(std::runtime_error("second")));
  fill(ring, items[0]);
  Batch out;
  CHECK_THROWS_WITH(ring.take(out), "second");
  CHECK_FALSE(ring.take(out));
  ring.abandon();
  ring.begin(12, 3, four_batches, 3);
  for (BatchRing::Item item; ring.claim(item, false);) fill(ring, item);
  REQUIRE(ring.take(out));
  CHECK(out.number == 3);
  CHECK_FALSE(ring.take(out));
}

TEST_CASE("data/batch_ring: abandon waits for what is under way; close wakes the waiting") {
  BatchRing ring(2);
  ring.begin(12, 3, four_batches, 0);
  BatchRing::Item item;
  REQUIRE(ring.claim(item, false));
  {
    const std::jthread late([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      fill(ring, item);
    });
    ring.abandon();
    CHECK_FALSE(ring.claim(item, false));
  }
  bool claimed = true;
  {
    const std::jthread waiting([&] {
      BatchRing::Item other;
      claimed = ring.claim(other, true);
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    ring.close();
  }
  CHECK_FALSE(claimed);
}

TEST_CASE("data/thread_priority: only the calling thread gives way") {
#if defined(__linux__)
  const int before = getpriority(PRIO_PROCESS, 0);
  int lowered = 0;
  std::jthread([&] {
    yield_priority(3);
    lowered = getpriority(PRIO_PROCESS, 0);
  }).join();
  CHECK(lowered == std::min(before + 3, 19));
  CHECK(getpriority(PRIO_PROCESS, 0) == before);
#endif
}
