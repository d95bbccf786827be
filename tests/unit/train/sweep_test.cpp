// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A sweep end to end on tiny pictures: every combination once, never twice, across an interruption.
#define CTYOLO_TEST_TORCH
#include "test.hpp"
#include "train/tiny_data.hpp"

#include <ctyolo/ctyolo.hpp>
#include <ctyolo/train/sweep.hpp>

#include <set>

using namespace ctyolo;

namespace {

int batches_trained = 0;
int stop_after = -1;
std::stop_source* stopper = nullptr;

/// Counts the work of all trainers, and stops at a given batch of it.
struct Counter {
  using slot = slot::hook;
  void on(const BatchDone&) {
    if (++batches_trained == stop_after) stopper->request_stop();
  }
};

using TinySweep = Sweep<Trainer<YoloV5n::Classes<2>, EveryBatch, NoAugment, NoDefaultHooks, Counter>, Axis<SGDNesterov, AdamW>, Axis<WarmupCosine, WarmupLinear>>;

}  // namespace

TEST_CASE("train/sweep: trains each combination once, resumes what was stopped, repeats nothing") {
  const test::TemporaryFolder folder;
  tiny::make(folder, 4);
  SweepOptions options{.fit = {.data = folder / "data.yaml", .epochs = 2, .batch = 2, .img = 64, .hyp = Hyp{.lr0 = 0.001},
                               .project = folder / "runs", .name = "sweep", .workers = 0}};
  constexpr int batches_a_run = 4;
  CHECK(TinySweep::axes() == std::vector<std::string>{"optimizer", "schedule"});

  std::stop_source stop;
  stopper = &stop;
  batches_trained = 0;
  stop_after = batches_a_run + 3;  // in the middle of the second run's second epoch
  TinySweep first;
  CHECK(first.run(options, stop.get_token()).size() == 2);
  CHECK(first.rows()[0].finished);
  CHECK(!first.rows()[1].finished);
  CHECK(batches_trained == stop_after);

  stop_after = -1;
  TinySweep second;
  const auto& rows = second.run(options);
  CHECK(batches_trained == 4 * batches_a_run);  // nothing twice
  REQUIRE(rows.size() == 4);
  CHECK(rows[0].found);
  CHECK(!rows[1].found);
  CHECK(rows[3].policies == std::vector<std::string>{"AdamW", "WarmupLinear"});
  std::set<std::string> folders;
  for (const SweepRow& row : rows) {
    CHECK(row.finished);
    CHECK(row.failure == "");
    CHECK(row.seconds > 0);
    CHECK(row.memory_gb > 0);
    CHECK(std::filesystem::exists(row.folder + "/weights/last.safetensors"));
    folders.insert(row.folder);
  }
  CHECK(folders.size() == 4);
  CHECK(rows[0].map50_95 == first.rows()[0].map50_95);
  CHECK(test::read_text(folder / "runs/sweep/sweep.csv") == second.csv());
  CHECK(test::read_text(folder / "runs/sweep/sweep.txt") == second.text());

  TinySweep third;
  third.run(options);
  CHECK(batches_trained == 4 * batches_a_run);
  CHECK(third.csv() == second.csv());

  options.fit.hyp->lr0 = 0.002;  // another configuration: other runs, beside the old ones
  options.fit.epochs = 1;
  stop_after = batches_trained + 1;
  std::stop_source again;
  stopper = &again;
  TinySweep other;
  other.run(options, again.get_token());
  CHECK(other.rows().size() == 1);
  CHECK(!folders.contains(other.rows()[0].folder));
  stop_after = -1;
}

TEST_CASE("train/sweep: a combination that diverges is a row; a sweep that cannot begin is an error") {
  const test::TemporaryFolder folder;
  tiny::make(folder, 4);
  SweepOptions options{.fit = {.data = folder / "data.yaml", .epochs = 50, .batch = 2, .img = 64, .hyp = Hyp{.lr0 = 1e12, .warmup_min_steps = 0, .clip_norm = 0},
                               .project = folder / "runs", .name = "sweep", .workers = 0, .noval = true}};
  Sweep<Trainer<YoloV5n::Classes<2>, EveryBatch, NoAugment, NoDefaultHooks, Counter>, Axis<SGDNesterov>> sweep;
  sweep.run(options);
  REQUIRE(sweep.rows().size() == 1);
  CHECK(!sweep.rows()[0].finished);
  CHECK_MESSAGE(test::contains(sweep.rows()[0].failure, "training stops"), sweep.rows()[0].failure);
  CHECK(test::contains(sweep.text(), "0 of 1"));

  options.fit.data = folder / "none.yaml";
  CHECK(test::contains(test::error_of([&] { sweep.run(options); }), "none.yaml"));
  options.seeds.clear();
  CHECK(test::contains(test::error_of([&] { sweep.run(options); }), "no seeds"));
}
