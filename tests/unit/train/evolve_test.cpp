// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// An evolution end to end on tiny pictures, stopped and continued.
#define CTYOLO_TEST_TORCH
#include "test.hpp"
#include "train/tiny_data.hpp"

#include <ctyolo/ctyolo.hpp>
#include <ctyolo/train/evolve.hpp>

using namespace ctyolo;

namespace {

int batches_trained = 0;
int stop_after = -1;
std::stop_source* stopper = nullptr;

struct Counter {
  using slot = slot::hook;
  void on(const BatchDone&) {
    if (++batches_trained == stop_after) stopper->request_stop();
  }
};

using TinyEvolve = Evolve<Trainer<YoloV5n::Classes<2>, EveryBatch, NoAugment, NoDefaultHooks, Counter>>;

}  // namespace

TEST_CASE("train/evolve: the same history whether it was stopped or not, and nothing is trained twice") {
  const test::TemporaryFolder folder;
  tiny::make(folder, 4);
  EvolveOptions options{.fit = {.data = folder / "data.yaml", .epochs = 2, .batch = 2, .img = 64, .hyp = Hyp{.warmup_epochs = 0, .warmup_min_steps = 0},
                                .project = folder / "runs", .name = "whole", .workers = 0}, .generations = 3};
  TinyEvolve whole;
  const Generation best = whole.run(options);
  CHECK(batches_trained == 3 * 4);
  REQUIRE(whole.history().size() == 3);
  CHECK(whole.history()[0].hyp == *options.fit.hyp);
  CHECK(whole.history()[1].hyp != whole.history()[0].hyp);
  CHECK(whole.history()[0].loss.total() > 0);
  for (const Generation& g : whole.history()) CHECK(g.fitness() <= best.fitness());
  CHECK(read_hyp_yaml(folder / "runs/whole/hyp_evolve.yaml") == best.hyp);
  CHECK((parse_evolve_csv(test::read_text(folder / "runs/whole/evolve.csv"), "csv") == whole.history()));
  const cv::Mat picture = cv::imread(folder / "runs/whole/evolve.png"), expected = evolution_picture(whole.history());
  REQUIRE(picture.size() == expected.size());
  CHECK(cv::norm(picture, expected, cv::NORM_INF) == 0);
  int kept = 0;
  for (const char* name : {"gen0", "gen1", "gen2"}) kept += std::filesystem::exists(folder / ("runs/whole/" + std::string(name) + "/weights"));
  CHECK(kept == 1);

  std::stop_source stop;
  stopper = &stop;
  batches_trained = 0;
  stop_after = 5;  // the first batch of the second generation
  options.fit.name = "parts";
  TinyEvolve parts;
  parts.run(options, stop.get_token());
  CHECK(parts.history().size() == 1);
  CHECK(batches_trained == 5);
  stop_after = -1;
  TinyEvolve again;
  CHECK(again.run(options) == best);
  CHECK((again.history() == whole.history()));
  CHECK(batches_trained == 3 * 4);
  CHECK(again.run(options) == best);
  CHECK(batches_trained == 3 * 4);
}

TEST_CASE("train/evolve: a generation that diverges has no fitness, and the next one is made") {
  const test::TemporaryFolder folder;
  tiny::make(folder, 4);
  TinyEvolve evolve;
  evolve.run({.fit = {.data = folder / "data.yaml", .epochs = 50, .batch = 2, .img = 64,
                      .hyp = Hyp{.lr0 = 1e12, .warmup_epochs = 0, .warmup_min_steps = 0, .clip_norm = 0},
                      .project = folder / "runs", .name = "evolve", .workers = 0, .noval = true, .nosave = true},
              .generations = 2, .settings = {.genes = std::span(yolov5_genes).first(1)}});
  REQUIRE(evolve.history().size() == 2);
  CHECK(evolve.history()[0].fitness() == 0);
  CHECK(evolve.history()[1].hyp.lr0 <= 0.1);  // the limits bring it back
  CHECK(test::contains(test::error_of([&] { evolve.run({.generations = 0}); }), "generations = 0"));
}
