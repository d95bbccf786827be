// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "temporary_folder.hpp"
#include "../test.hpp"
#include "sample_events.hpp"

#include <ctyolo/hooks/results_file.hpp>

using namespace ctyolo;
using test::read_text;

namespace {
const std::string txt_line =
    "      0/49     6.44G   0.09249   0.07952   0.05629    0.2283         6       608"
    "    0.1107    0.1954    0.1029      0.25   0.07504   0.06971   0.03865\n";
const std::string csv_heading =
    "               epoch,      train/box_loss,      train/obj_loss,      train/cls_loss,   metrics/precision,"
    "      metrics/recall,     metrics/mAP_0.5,metrics/mAP_0.5:0.95,        val/box_loss,        val/obj_loss,"
    "        val/cls_loss,               x/lr0,               x/lr1,               x/lr2\n";
const std::string csv_line =
    "                   0,             0.09249,             0.07952,             0.05629,              0.1107,"
    "              0.1954,              0.1029,                0.25,             0.07504,             0.06971,"
    "             0.03865,                 0.1,                0.01,               0.005\n";

std::string after_epochs(const std::string& line, int epochs, std::size_t at) {
  std::string text;
  for (int e = 0; e < epochs; ++e) text += std::string(line).replace(at, 1, std::to_string(e));
  return text;
}
std::string txt_after(int epochs) { return after_epochs(txt_line, epochs, 6); }
std::string csv_after(int epochs) { return csv_heading + after_epochs(csv_line, epochs, 19); }

/// A run of `epochs` epochs from `first` on, in the folder.
void run(ResultsFile& hook, const std::string& folder, int first, int epochs) {
  const Results results = test::some_results();
  hook.on(test::started(folder, first));
  for (int e = first; e < first + epochs; ++e) hook.on(test::ended(results, e));
}
}  // namespace

TEST_CASE("hooks/results_file: exact bytes, complete after every epoch, without the rows of an older run") {
  const test::TemporaryFolder folder;
  test::write_text(folder / "results.txt", "old");
  test::write_text(folder / "results.csv", "old");
  ResultsFile hook;
  hook.on(test::started(folder.path()));
  CHECK_FALSE(std::filesystem::exists(folder / "results.txt"));
  CHECK_FALSE(std::filesystem::exists(folder / "results.csv"));
  const Results results = test::some_results();
  for (int e = 0; e < 3; ++e) {
    hook.on(test::ended(results, e));
    CHECK(read_text(folder / "results.txt") == txt_after(e + 1));
    CHECK(read_text(folder / "results.csv") == csv_after(e + 1));
  }
}

TEST_CASE("hooks/results_file: a resumed run continues exactly where the checkpoint was") {
  const test::TemporaryFolder folder;
  std::string state;
  {
    ResultsFile hook;
    run(hook, folder.path(), 0, 2);
    state = hook.save();
  }
  const std::string txt = folder / "results.txt", csv = folder / "results.csv";
  SUBCASE("files untouched") {}
  SUBCASE("surplus rows") {
    test::write_text(txt, txt_after(5));
    test::write_text(csv, csv_after(4));
  }
  SUBCASE("torn rows") {
    test::write_text(txt, txt_after(3).substr(0, txt_after(3).size() - 20));
    test::write_text(csv, csv_after(2).substr(0, csv_after(2).size() - 20));
  }
  SUBCASE("files gone") {
    std::filesystem::remove(txt);
    std::filesystem::remove(csv);
  }
  ResultsFile resumed;
  resumed.load(state);
  run(resumed, folder.path(), 2, 2);
  CHECK(read_text(txt) == txt_after(4));
  CHECK(read_text(csv) == csv_after(4));
}

TEST_CASE("hooks/results_file: resumed from a checkpoint without its state, it keeps the whole lines") {
  const test::TemporaryFolder folder;
  test::write_text(folder / "results.txt", txt_after(2) + "      2/49   torn");
  ResultsFile hook;
  run(hook, folder.path(), 2, 1);
  CHECK(read_text(folder / "results.txt") == txt_after(3));
  CHECK(read_text(folder / "results.csv").starts_with(csv_heading));
}

TEST_CASE("hooks/results_file: state of a run that has no row yet, a second run of the same hook") {
  const test::TemporaryFolder folder;
  ResultsFile hook, resumed;
  resumed.load(hook.save());
  run(resumed, folder.path(), 0, 1);
  CHECK(read_text(folder / "results.csv") == csv_after(1));
  run(resumed, folder.path(), 0, 2);
  CHECK(read_text(folder / "results.csv") == csv_after(2));
}

TEST_CASE("hooks/results_file: damage and full disks are said in one line") {
  ResultsFile hook;
  for (const char* state : {"", "x", "1 2", "1 2\n", "a b\n", "3 0\nab", "18446744073709551615 1\n"}) {
    const std::string said = test::error_of([&] { hook.load(state); });
    CHECK(test::one_line(said));
    CHECK(said.starts_with("the state of ResultsFile in the checkpoint"));
  }
  const std::string said = test::error_of([&] { run(hook, "/no/such/folder", 0, 1); });
  CHECK(said == "/no/such/folder/results.txt: could not be written: No such file or directory");
}
