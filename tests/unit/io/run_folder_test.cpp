// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "../test.hpp"
#include "temporary_folder.hpp"

#include <ctyolo/io/run_folder.hpp>

#include <set>
#include <thread>
#include <vector>

using namespace ctyolo;
using test::contains;

TEST_CASE("io/run_folder: exp, exp2, exp3; exist_ok takes the first") {
  const test::TemporaryFolder folder;
  const std::string project = folder / "runs/train";
  CHECK(make_run_folder(project, "exp") == project + "/exp");
  CHECK(make_run_folder(project, "exp") == project + "/exp2");
  CHECK(make_run_folder(project, "exp") == project + "/exp3");
  CHECK(make_run_folder(project, "exp", true) == project + "/exp");
  CHECK(make_run_folder(project, "new", true) == project + "/new");
  CHECK(std::filesystem::is_directory(project + "/exp3"));
}

TEST_CASE("io/run_folder: every caller gets a folder of its own") {
  const test::TemporaryFolder folder;
  std::vector<std::string> made(8);
  std::vector<std::thread> callers;
  for (auto& one : made) callers.emplace_back([&] { one = make_run_folder(folder.path(), "exp"); });
  for (auto& caller : callers) caller.join();
  CHECK(std::set(made.begin(), made.end()).size() == made.size());
}

TEST_CASE("io/run_folder: what cannot be made says so in one line") {
  const test::TemporaryFolder folder;
  test::write_text(folder / "file", "x");
  CHECK(contains(test::error_of([&] { make_run_folder(folder / "file", "exp"); }), "could not be made"));
  CHECK(contains(test::error_of([&] { make_run_folder(folder.path(), "file", true); }), "is not a folder"));
  CHECK(make_run_folder(folder.path(), "file") == folder / "file2");
  CHECK(contains(test::error_of([&] { make_run_folder(folder.path(), ""); }), "no name"));
}
