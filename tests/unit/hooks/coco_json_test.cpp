// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// COCO's format of results, read back by another reader of JSON.
#include "../test.hpp"
#include "sample_events.hpp"
#include "temporary_folder.hpp"

#include <ctyolo/hooks/coco_json.hpp>
#include <ctyolo/hooks/hook_set.hpp>

#include <nlohmann/json.hpp>

#include <filesystem>

using namespace ctyolo;

namespace {

const std::vector<std::string> names{"a", "b"};

std::vector<ImageDetections> two_images() {
  return {{.path = "/x/images/000000000042.jpg", .width_px = 500, .height_px = 400,
           .detections = {{{258.1504f, 41.2896f, 606.4204f, 285.0696f}, 0.236123f, 17}, {{0, 0, 10.5f, 20.0004f}, 0.00001f, 0}}},
          {.path = "kit\"chen.png", .width_px = 50, .height_px = 40, .detections = {{{1, 2, 3, 4}, 1, 79}}},
          {.path = "empty.png", .width_px = 50, .height_px = 40}};
}

}  // namespace

TEST_CASE("hooks/coco_json: the 80 classes have COCO's numbers") {
  static_assert(coco_categories.front() == 1 && coco_categories.back() == 90 && coco_categories[10] == 11 && coco_categories[11] == 13);
  CHECK(coco_categories[17] == 19);  // horse
  CHECK(coco_categories[60] == 67);  // dining table
  CHECK(coco_categories[79] == 90);  // toothbrush
  CHECK(is_coco("../datasets/coco/val2017.txt"));
  CHECK(!is_coco("../datasets/coco128/images/train2017"));
}

TEST_CASE("hooks/coco_json: a record a box: number or name of the image, corner and size to 3 decimals, score to 5") {
  const auto json = nlohmann::json::parse(coco_results(two_images()));
  REQUIRE(json.size() == 3);
  CHECK(json[0] == nlohmann::json::parse(R"({"image_id": 42, "category_id": 17, "bbox": [258.15, 41.29, 348.27, 243.78], "score": 0.23612})"));
  CHECK(json[1] == nlohmann::json::parse(R"({"image_id": 42, "category_id": 0, "bbox": [0, 0, 10.5, 20], "score": 1e-05})"));
  CHECK(json[2] == nlohmann::json::parse(R"({"image_id": "kit\"chen", "category_id": 79, "bbox": [1, 2, 2, 2], "score": 1})"));
  CHECK(json[2]["image_id"].is_string());
  const auto coco = nlohmann::json::parse(coco_results(two_images(), coco_categories));
  CHECK(coco[0]["category_id"] == 19);
  CHECK(coco[2]["category_id"] == 90);
  CHECK(nlohmann::json::parse(coco_results({})).empty());
  CHECK(test::error_of([] { coco_results(two_images(), std::span(coco_categories).first(3)); }).find("class 17") != std::string::npos);
  std::vector<ImageDetections> zeros{{.path = "000.jpg", .detections = {{{0, 0, 1, 1}, 1, 0}}}};
  CHECK(nlohmann::json::parse(coco_results(zeros))[0]["image_id"] == 0);
}

TEST_CASE("hooks/coco_json: the file is written after the last validation, in a training into its folder") {
  const test::TemporaryFolder folder;
  const auto images = two_images();
  const Results results = test::some_results();
  const auto validated = [&](bool final_epoch) {
    return Validated{.epoch = 3, .results = results, .samples = images, .class_names = names, .final_epoch = final_epoch};
  };
  HookSet<CocoJson> alone(std::tuple{CocoJson{.file = folder / "p.json", .coco_ids = true}});
  CHECK(alone.wants_all_detections());
  alone.emit(validated(false));
  CHECK(!std::filesystem::exists(folder / "p.json"));
  alone.emit(validated(true));
  CHECK(nlohmann::json::parse(test::read_text(folder / "p.json"))[0]["category_id"] == 19);

  HookSet<CocoJson> run;
  run.emit(test::started(folder / ""));
  run.emit(validated(true));
  CHECK(std::filesystem::exists(folder / "predictions.json"));

  HookSet<CocoJson> off(std::tuple{CocoJson{.file = ""}});
  CHECK(!off.wants_all_detections());
  off.emit(validated(true));
}

TEST_CASE("hooks/coco_json: a file that cannot be written is an error at once, in a training when it is over") {
  const auto images = two_images();
  const Results results = test::some_results();
  const Validated validated{.results = results, .samples = images, .class_names = names, .final_epoch = true};
  CocoJson alone{.file = "/no/such/folder/p.json"};
  CHECK_THROWS_AS(alone.on(validated), Error);
  CocoJson run;
  run.on(test::started("/no/such/folder"));
  CHECK_NOTHROW(run.on(validated));
  CHECK(test::error_of([&] { run.on(TrainingEnded{.results = results}); }).find("complete and saved") != std::string::npos);
}
