// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Tests of data/labels.hpp.
#include "fixture.hpp"

#include <ctyolo/data/labels.hpp>

using namespace ctyolo;
using namespace ctyolo::test;

namespace {
std::string fault(const std::string& text) {
  const LabelFile labels = parse_labels(text, "l/a.txt");
  REQUIRE(labels.faults.size() == 1);
  return labels.faults[0];
}
}  // namespace

TEST_CASE("data/labels: boxes, in the ways people write them") {
  const LabelFile labels = parse_labels(
      "\xEF\xBB\xBF"
      "0 0.5 0.5 0.25 0.125\r\n\n  2\t1e-1 +0.2 1 1\n3.0 0 0 0 5e-400\n1 1.00000001 1 1 1",
      "a");
  CHECK(labels.faults.empty());
  REQUIRE(labels.rows.size() == 4);
  CHECK(labels.rows[0] == Target{0, 0, 0.5f, 0.5f, 0.25f, 0.125f});
  CHECK(labels.rows[1] == Target{0, 2, 0.1f, 0.2f, 1, 1});
  CHECK(labels.rows[2] == Target{0, 3, 0, 0, 0, 0});
  CHECK(labels.rows[3] == Target{0, 1, 1, 1, 1, 1});
  CHECK(labels.lines == std::vector<int>{1, 3, 4, 5});
}

TEST_CASE("data/labels: a polygon becomes the box around it, row by row") {
  const LabelFile labels = parse_labels("1 0.25 0.25 0.75 0.25 0.5 0.5\n0 0.5 0.5 0.5 0.5\n", "a");
  CHECK(labels.faults.empty());
  REQUIRE(labels.rows.size() == 2);
  CHECK(labels.rows[0] == Target{0, 1, 0.5f, 0.375f, 0.5f, 0.25f});
  CHECK(labels.rows[1] == Target{0, 0, 0.5f, 0.5f, 0.5f, 0.5f});
}

TEST_CASE("data/labels: duplicates are counted and left out, order is kept") {
  const LabelFile labels = parse_labels("1 .5 .5 .1 .1\n0 .5 .5 .1 .1\n1 0.5 0.50 .1 .1\n1 .5 .5 .1 .1\n", "a");
  CHECK(labels.duplicates == 2);
  REQUIRE(labels.rows.size() == 2);
  CHECK(labels.rows[0].cls == 1);
}

TEST_CASE("data/labels: bad rows are named with file and line") {
  CHECK(contains(fault("0 .5 .5 .1 .1\n0 .5 .5 .1\n"), "l/a.txt:2: 4 columns; a row is 'class x y w h'"));
  CHECK(contains(fault("0 .5 .5 .1 .1 .9\n"), ":1: 6 columns"));
  CHECK(contains(fault("0 .5 .5 .1 .1 .9 .9 .9\n"), ":1: 8 columns"));
  CHECK(contains(fault("0 1.5 .5 .1 .1\n"), ":1: x 1.5 is outside 0..1; boxes are fractions of the image, not pixels"));
  CHECK(contains(fault("0 .5 -.5 .1 .1\n"), "y -0.5 is outside"));
  CHECK(contains(fault("0 .5 .5 320 .1\n"), "width 320 is outside"));
  CHECK(contains(fault("0 .5 .5 .1 nan\n"), "height nan is outside"));
  CHECK(contains(fault("0 .5 .5 .1 inf\n"), "height inf is outside"));
  CHECK(contains(fault("0 .5 .5 .1 1e999\n"), "height inf is outside"));
  CHECK(contains(fault("0 .1 .1 nan .2 .3 .3\n"), "column 4 is not finite"));
  CHECK(contains(fault("0,.5,.5,.1,.1\n"), "'0,.5,.5,.1,.1' in column 1 is not a number"));
  CHECK(contains(fault("0 .5 .5x .1 .1\n"), "'.5x' in column 3 is not a number"));
  CHECK(contains(fault("0.5 .5 .5 .1 .1\n"), "class 0.5 is not a whole number"));
  CHECK(contains(fault("-1 .5 .5 .1 .1\n"), "class -1 is not a whole number from 0"));
  CHECK(contains(fault("1e30 .5 .5 .1 .1\n"), "class 1e30 is not"));
  CHECK(contains(fault(std::string("\x01\x80\0zz", 5)), "'??"));
}

TEST_CASE("data/labels: a file that is not labels at all does not flood the log") {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "bad\n";
  const LabelFile labels = parse_labels(text, "a.txt");
  CHECK(labels.faults.size() == 11);
  CHECK(labels.faults.back() == "a.txt: 990 more bad rows");
}

TEST_CASE("data/labels: files") {
  const TemporaryFolder f;
  CHECK(read_labels(f / "none.txt").missing);
  CHECK(read_labels(f.write("empty.txt", "")).rows.empty());
  CHECK_FALSE(read_labels(f / "empty.txt").missing);
  CHECK(read_labels(f.write("one.txt", "0 .5 .5 .1 .1")).rows.size() == 1);
  std::filesystem::create_directory(f / "folder.txt");
  CHECK(contains(read_labels(f / "folder.txt").faults.at(0), "cannot be read"));
}
