// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "test.hpp"

#include "temporary_folder.hpp"

#include <ctyolo/train/study_table.hpp>

#include <string>
#include <vector>

using namespace ctyolo;

namespace {

Results results() {
  Results r;
  r.precision = 0.62912, r.recall = 0.4966, r.map50 = 0.5637, r.map50_95 = 0.36444;
  r.loss = {0.05, 1.25, 12345.678};
  r.speed = {.preprocess = 0.5, .inference = 101.26, .nms = 2.5};
  return r;
}

}  // namespace

TEST_CASE("train/study_table: a heading, then rows as numpy.savetxt writes them, size and batch behind") {
  const std::vector<StudyRow> rows{study_row(results(), 640, 32), study_row(results(), 1536, 1)};
  CHECK(rows[0].ms() == doctest::Approx(103.76));
  const std::string text = study_text(rows);
  CHECK(text ==
        "#        P          R      mAP50   mAP50-95        box        obj        cls     pre-ms   infer-ms     NMS-ms         px"
        "      batch\n"
        "    0.6291     0.4966     0.5637     0.3644       0.05       1.25  1.235e+04        0.5      101.3        2.5        640"
        "         32\n"
        "    0.6291     0.4966     0.5637     0.3644       0.05       1.25  1.235e+04        0.5      101.3        2.5       1536"
        "          1\n");
  CHECK(study_text({}).find('\n') == study_text({}).size() - 1);

  const std::vector<StudyRow> read = read_study(text, "study.txt");
  REQUIRE(read.size() == 2);
  CHECK(read[1].img_px == 1536);
  CHECK(read[1].batch == 1);
  CHECK(read[0].map50_95 == 0.3644);
  CHECK(read[0].loss.cls == 12350);
  CHECK(read[0].speed.nms == 2.5);
  CHECK(study_text(read) == text);
}

TEST_CASE("train/study_table: v7.0's ten numbers are read; other rows are one sentence") {
  const std::string row = "    0.6291     0.4966     0.5637     0.3644          0          0          0        0.5      101.3"
                          "        2.5";
  const auto v7 = read_study(row + "\n\n", "a.txt");
  REQUIRE(v7.size() == 1);
  CHECK(v7[0].ms() == doctest::Approx(103.8));
  CHECK(v7[0].img_px == 0);
  CHECK(test::error_of([] { read_study("1 2 3\n", "a.txt"); }) ==
        "a.txt, line 1: 3 numbers; a row of a study has 12, or v7.0's 10");
  CHECK(test::error_of([] { read_study("# P\n1 x\n", "a.txt"); }).starts_with("a.txt, line 2: \"x\" is not a number"));
}

TEST_CASE("train/study_table: names of data and weights") {
  CHECK(study_name("data/coco128.yaml", "yolov5n.pt") == "study_coco128_yolov5n");
  CHECK(study_name("bccd/data.yaml", "runs/train/exp3/weights/best.safetensors") == "study_bccd_exp3-best");
  CHECK(study_name("data.yaml", "weights/yolov5n.pt") == "study_data_yolov5n");
}
