// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "test.hpp"
#include "temporary_folder.hpp"

#include <ctyolo/hyp/evolution_table.hpp>

#include <algorithm>
#include <cstddef>

using namespace ctyolo;

namespace {
std::vector<Generation> history() {
  return {{.precision = 1.0 / 3, .map50 = 0.5, .map50_95 = 0.25, .loss = {0.1, 0.2, 0.3}, .hyp = {}},
          {.recall = 0.1, .map50 = 0.6, .map50_95 = 0.35, .hyp = {.lr0 = 0.012345}},
          {.precision = 1.0 / 3, .map50 = 0.5, .map50_95 = 0.25, .loss = {0.1, 0.2, 0.3}, .hyp = {}}};
}
}  // namespace

TEST_CASE("hyp/evolution_table: csv comes back as it was, whatever the last row is like") {
  const std::string text = evolve_csv(history());
  CHECK(parse_evolve_csv(text, "evolve.csv") == history());
  CHECK(test::contains(text.substr(0, text.find('\n')), "metrics/mAP_0.5:0.95,        val/box_loss,        val/obj_loss,        val/cls_loss,                 lr0,"));
  CHECK(parse_evolve_csv(text.substr(0, text.size() - 5), "evolve.csv").size() == 2);  // torn
  CHECK(parse_evolve_csv("", "evolve.csv").empty());
  CHECK(tried_hyps(history())[1].fitness == doctest::Approx(0.375));
}

TEST_CASE("hyp/evolution_table: a damaged file is named with its line") {
  const auto error = [](const std::string& text) { return test::error_of([&] { parse_evolve_csv(text, "e.csv"); }); };
  const std::string text = evolve_csv(history()), heading = text.substr(0, text.find('\n') + 1);
  CHECK(test::contains(error("lr0\n0.1\n"), "e.csv:1: the columns"));
  CHECK(test::contains(error(heading + "0.1,0.2\n"), "e.csv:2: the column metrics/mAP_0.5 is missing"));
  CHECK(test::contains(error(heading + "0.1,abc\n"), "e.csv:2: metrics/recall"));
  std::string longer = text;
  longer.insert(longer.size() - 1, ",1");
  CHECK(test::contains(error(longer), "e.csv:4: there are more columns"));
}

TEST_CASE("hyp/evolution_table: txt has the fittest first and each once") {
  const std::string text = evolve_txt(history());
  CHECK(std::count(text.begin(), text.end(), '\n') == 2);
  CHECK(test::contains(text.substr(0, text.find('\n')), "       0.35"));
  CHECK(text.substr(0, 22) == "          0        0.1");
}
