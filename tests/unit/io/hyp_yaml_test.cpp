// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "../test.hpp"
#include "temporary_folder.hpp"

#include <ctyolo/io/hyp_yaml.hpp>

#include <algorithm>

using namespace ctyolo;

namespace {
std::string complaint(const std::string& text) {
  const std::string said = test::error_of([&] { parse_hyp(text, "hyp.yaml"); });
  CHECK(test::one_line(said));
  return said;
}
}  // namespace

TEST_CASE("io/hyp_yaml: what is written reads back exactly") {
  Hyp hyp;
  double value = 1.0 / 3.0;
  visit_hyp(hyp, [&](const char*, double& number) { number = value *= 0.0917; });
  hyp.lr0 = 5e-4;
  hyp.clip_norm = 1e22;
  const HypFile read = parse_hyp(hyp_yaml(hyp), "hyp.yaml");
  CHECK(read.hyp == hyp);
  CHECK(read.missing.empty());
  CHECK(read.ignored.empty());
  CHECK(hyp_yaml(hyp).starts_with("lr0: 5.0e-04\nlrf: "));  // with a point: PyYAML needs it
}

TEST_CASE("io/hyp_yaml: files of YOLOv5, old names, missing and meaningless keys") {
  const test::TemporaryFolder folder;
  test::write_text(folder / "hyp.yaml",
                   "# a comment\nlr0: 0.02  # rate\ngiou: +.07\niou_t: 0.20\nanchors: 3\nmosaic: 1\n");
  const HypFile file = read_hyp_file(folder / "hyp.yaml", Hyp{.momentum = 0.5});
  CHECK(file.hyp == Hyp{.lr0 = 0.02, .momentum = 0.5, .box = 0.07});
  CHECK(file.ignored == std::vector<std::string>{"iou_t", "anchors"});
  CHECK(file.missing.size() == 28);
  CHECK(std::count(file.missing.begin(), file.missing.end(), "lrf") == 1);
  CHECK(std::count(file.missing.begin(), file.missing.end(), "box") == 0);
  CHECK(read_hyp_yaml(folder / "hyp.yaml").lr0 == 0.02);
}

TEST_CASE("io/hyp_yaml: keys that do nothing are named in one line") {
  const test::TemporaryFolder folder;
  CHECK(parse_hyp("lr0: 0.1\ncopy_paste: 0.0\n", "h.yaml").note.empty());
  const HypFile file = parse_hyp("copy_paste: 0.1\nlr0: 0.1\niou_t: 0.2\nanchors: 3\n", "h.yaml");
  CHECK(file.hyp.copy_paste == 0.1);
  CHECK(file.note == "h.yaml: without effect: anchors, as their number is the net's type; copy_paste, as labels here are boxes, "
                     "without outlines to cut along");
}

TEST_CASE("io/hyp_yaml: mistakes name file and line") {
  CHECK(complaint("lr0: 1\n\nlr1: 2\n") == "hyp.yaml:3: unknown key 'lr1'; did you mean 'lr0'?");
  CHECK(complaint("momemtum: 1\n") == "hyp.yaml:1: unknown key 'momemtum'; did you mean 'momentum'?");
  CHECK(complaint("zzzzzzzzzzzz: 1\n") ==
        "hyp.yaml:1: unknown key 'zzzzzzzzzzzz'; the known ones are the members of Hyp (hyp/hyp.hpp)");
  CHECK(complaint("lr0: fast\n") == "hyp.yaml:1: lr0 is 'fast', which is not a finite number");
  CHECK(complaint("lr0: 1\nmixup: -0.5\n") == "hyp.yaml:2: mixup is -0.5, but no hyper-parameter lies below 0");
  CHECK(complaint("lr0:\n") == "hyp.yaml:1: lr0 must be one number");
  CHECK(complaint("lr0: .nan\n") == "hyp.yaml:1: lr0 is '.nan', which is not a finite number");
  CHECK(complaint("lr0: inf\n") == "hyp.yaml:1: lr0 is 'inf', which is not a finite number");
  CHECK(complaint("lr0: 1e999\n") == "hyp.yaml:1: lr0 is '1e999', which is not a finite number");
  CHECK(complaint("lr0: 1.0.0\n") == "hyp.yaml:1: lr0 is '1.0.0', which is not a finite number");
  CHECK(complaint("lr0: [1, 2]\n") == "hyp.yaml:1: lr0 must be one number");
  CHECK(complaint("lr0: 1\nlr0: 2\n") == "hyp.yaml:2: lr0 stands there twice");
  CHECK(complaint("box: 1\ngiou: 2\n") == "hyp.yaml:2: box stands there twice (giou is its old name)");
  CHECK(complaint("lr0: 'unclosed\n").starts_with("hyp.yaml:"));
  CHECK(complaint("just text") == "hyp.yaml: not a hyp file: it must have lines like 'lr0: 0.01'");
  CHECK(complaint("") == "hyp.yaml: not a hyp file: it must have lines like 'lr0: 0.01'");
  CHECK(test::contains(test::error_of([] { read_hyp_yaml("/no/such.yaml"); }), "/no/such.yaml: no such file"));
  CHECK(test::contains(test::error_of([] { read_hyp_yaml("/tmp"); }), "/tmp: not a file"));
}
