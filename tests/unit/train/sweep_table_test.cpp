// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "test.hpp"

#include <ctyolo/train/sweep_table.hpp>

using namespace ctyolo;

namespace {
const std::vector<std::string> axes{"optimizer", "image size"};
std::vector<SweepRow> rows() {
  return {{.policies = {"SGD", "Fixed"}, .seed = 0, .map50 = 0.5, .map50_95 = 0.25, .seconds = 100, .memory_gb = 1.5, .finished = true, .folder = "a"},
          {.policies = {"Adam", "MultiScale<0.5, 1.5>"}, .seed = 0, .map50 = 0.1, .failure = "diverged", .folder = "b"},
          {.policies = {"SGD", "Fixed"}, .seed = 1, .map50 = 0.75, .map50_95 = 0.25, .seconds = 7402, .memory_gb = 1.25, .finished = true, .folder = "c"}};
}
}  // namespace

TEST_CASE("train/sweep_table: means and deviations over the finished seeds of a combination") {
  const auto means = sweep_means(rows());
  REQUIRE(means.size() == 2);
  CHECK(means[0].runs == 2);
  CHECK(means[0].map50 == 0.625);
  CHECK(means[0].map50_sd == doctest::Approx(0.1767766953));
  CHECK(means[0].map50_95_sd == 0);
  CHECK(means[0].seconds == 3751);
  CHECK(means[0].memory_gb == 1.5);
  CHECK(means[1].runs == 0);
  CHECK(means[1].of == 1);
}

TEST_CASE("train/sweep_table: text aligns, and says what failed") {
  CHECK(sweep_text(axes, rows()) ==
        "optimizer  image size              runs          mAP@.5      mAP@.5:.95     time   memory\n"
        "SGD        Fixed                      2  0.625 +- 0.177  0.250 +- 0.000  1:02:31  1.50 GB\n"
        "Adam       MultiScale<0.5, 1.5>  0 of 1               -               -        -        -\n"
        "b: diverged\n");
}

TEST_CASE("train/sweep_table: csv has a row a run and quotes what has commas") {
  CHECK(sweep_csv(axes, rows()) ==
        "optimizer,image size,seed,map50,map50_95,seconds,memory_gb,state,fingerprint,folder\n"
        "SGD,Fixed,0,0.5,0.25,100,1.5,finished,,a\n"
        "Adam,\"MultiScale<0.5, 1.5>\",0,0.1,0,0,0,failed,,b\n"
        "SGD,Fixed,1,0.75,0.25,7402,1.25,finished,,c\n");
}
