// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// `yolo.sh val` as a whole: options, table, files, one-line errors; with random weights, and official ones where they are.
#define CTYOLO_TEST_TORCH
#include "test.hpp"
#include "printed.hpp"
#include "train/random_net.hpp"

#if __has_include(<CLI/CLI.hpp>)

#include <yolo/val.hpp>

#include <cmath>
#include <cstdlib>
#include <set>
#include <sstream>
#include <vector>

using namespace ctyolo;
namespace fs = std::filesystem;

namespace {

using Model = YoloV5n::Classes<Dynamic>;

/// Runs `val` with these options. @return the sentence of an Error, or what was printed
std::string val(const std::string& options) {
  CLI::App app;
  yolo::ValArguments a(app);
  app.parse(options);
  return test::said_by([&] { yolo::validate<Model>(a); });
}

/// Two pictures of noise to train with, one of them to validate with; weights that find much and nothing right.
class Place {
 public:
  Place() {
    random_net::files<Model>(folder_, {80, 50});
    folder_.write("one.txt", "./images/a.png\n");
    folder_.write("data.yaml", "train: images\nval: one.txt\ntest: images\nnc: 2\nnames: [red, blue]\n");
  }
  std::string operator/(const std::string& name) const { return folder_ / name; }
  std::string write(const std::string& name, const std::string& text) const { return folder_.write(name, text); }
  std::string all(const std::string& options) const {
    return val("--weights " + (folder_ / "net.safetensors") + " --data " + (folder_ / "data.yaml") + " --workers 0 --project " +
               (folder_ / "out") + " " + options);
  }
  std::string small(const std::string& options) const { return all("--img 64 --conf 1e-4 " + options); }

 private:
  test::TemporaryFolder folder_;
};

/// Of how many words each line is.
std::vector<std::size_t> words_a_line(const std::string& file) {
  std::vector<std::size_t> counts;
  std::istringstream in(test::read_text(file));
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    counts.push_back(0);
    for (std::string word; words >> word;) ++counts.back();
  }
  return counts;
}

/// The numbers of the table's row "all": images, instances, precision, recall, mAP@.5, mAP@.5:.95.
std::vector<double> row_all(const std::string& printed) {
  std::istringstream in(printed);
  std::vector<double> numbers;
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    std::string name;
    words >> name;
    if (name == "all")
      for (double n; words >> n;) numbers.push_back(n);
  }
  return numbers;
}

std::size_t records(const std::string& json) {
  std::size_t n = 0;
  for (std::size_t at = json.find("\"image_id\""); at != std::string::npos; at = json.find("\"image_id\"", at + 1)) ++n;
  return n;
}

}  // namespace

TEST_CASE("yolo.sh val: the part of the data that is asked for, as a table; no folder where nothing is saved") {
  const Place place;
  const std::string printed = place.small("");
  CHECK_MESSAGE(test::contains(printed, "one.txt: 1 images found"), printed);
  CHECK_MESSAGE(test::contains(printed, "mAP50-95"), printed);
  CHECK_MESSAGE(test::contains(printed, "ms inference"), printed);
  REQUIRE(row_all(printed).size() == 6);
  CHECK(row_all(printed)[0] == 1);
  CHECK(row_all(place.small("--task train"))[0] == 2);
  CHECK(row_all(place.small("--task test --batch-size 1"))[1] == 2);
  CHECK(!fs::exists(place / "out"));

  CHECK_MESSAGE(test::contains(printed, "\n" + std::string(18, ' ') + "blue"), printed);  // the one that has a label
  const Place both;
  both.write("labels/a.txt", "1 0.5 0.5 0.5 0.5\n0 0.3 0.3 0.2 0.2\n");
  const std::string rows = both.small("");
  CHECK_MESSAGE(test::contains(rows, "red"), rows);
  CHECK_MESSAGE(test::contains(rows, "blue"), rows);
}

TEST_CASE("yolo.sh val: files of what was found, in folders of their own") {
  const Place place;
  const std::string printed = place.small("--task test --max-det 3 --save-txt --save-json");
  CHECK_MESSAGE(test::contains(printed, "Results saved to " + (place / "out/exp")), printed);
  for (const char* name : {"a", "b"})
    CHECK(words_a_line(place / ("out/exp/labels/" + std::string(name) + ".txt")) == std::vector<std::size_t>{5, 5, 5});
  const std::string json = test::read_text(place / "out/exp/predictions.json");
  CHECK(records(json) == 6);
  CHECK_MESSAGE(test::contains(json, "\"image_id\": \"b\""), json);

  place.small("--max-det 2 --save-txt --save-conf");
  CHECK(words_a_line(place / "out/exp2/labels/a.txt") == std::vector<std::size_t>{6, 6});
  CHECK(!fs::exists(place / "out/exp2/predictions.json"));
  place.small("--max-det 2 --save-json --exist-ok");
  CHECK(records(test::read_text(place / "out/exp/predictions.json")) == 2);
  place.small("--save-json --name mine");
  CHECK(fs::exists(place / "out/mine/predictions.json"));
  CHECK(!fs::exists(place / "out/exp3"));
}

TEST_CASE("yolo.sh val: speed has detect's limits unless others are given, study a row a size") {
  const auto limits = [](const std::string& options) {
    CLI::App app;
    yolo::ValArguments a(app);
    app.parse("--weights w --data d " + options);
    const ValOptions o = a.finished();
    return o.split + " " + to_text(o.nms.conf) + " " + to_text(o.nms.iou);
  };
  CHECK(limits("") == "val 0.001 0.6");
  CHECK(limits("--task speed") == "val 0.25 0.45");
  CHECK(limits("--task speed --conf-thres 0.1") == "val 0.1 0.45");
  CHECK(limits("--task speed --iou-thres 0.6") == "val 0.25 0.6");
  CHECK(limits("--task study --conf 0.01") == "val 0.01 0.6");

  const Place place;
  const std::string printed = place.small("--task study --study-sizes 96 64");
  CHECK_MESSAGE(test::contains(printed, "Study: 96 px"), printed);
  CHECK(fs::exists(place / "out/exp/study.png"));
  const std::string table = test::read_text(place / ("out/exp/" + study_name(place / "data.yaml", place / "net.safetensors") + ".txt"));
  CHECK_MESSAGE(test::contains(printed, table), printed);
  CHECK(read_study(table, "table").size() == 2);
}

TEST_CASE("yolo.sh val: mistakes are one line each, and no folder is made") {
  const Place place;
  const auto says = [&](const std::string& options, const std::string& part) {
    const std::string text = place.small(options);
    CHECK_MESSAGE(test::contains(text, part), text);
    CHECK_MESSAGE(test::one_line(text), text);
  };
  says("--task study --save-json", "--task study: --save-json and --save-txt are for one size");
  says("--task study --save-txt", "leave them out");
  says("--task all", "all");
  says("--device cuda", "device cuda: ");
  CHECK(!fs::exists(place / "out"));
  const std::string data = " --data " + (place / "data.yaml");
  CHECK(test::contains(val("--weights " + (place / "none.safetensors") + data), "none.safetensors"));
  CHECK(test::contains(val("--weights " + (place / "net.safetensors") + data + ".yml"), "data.yaml.yml: no such file"));
  CLI::App app;
  yolo::ValArguments a(app);
  CHECK_THROWS_WITH_AS(app.parse("--data d"), "--weights is required", CLI::RequiredError);
}

TEST_CASE("yolo.sh val: official weights reach what v7.0's val.py says of the same pictures") {
  const char* shared = std::getenv("CTYOLO_SHARED_DATA");
  const fs::path folder_of_data = shared != nullptr ? shared : "", weights = folder_of_data / "weights/yolov5n.pt";
  const fs::path images = folder_of_data / "coco128/images/train2017", labels = folder_of_data / "coco128/labels/train2017";
  if (!fs::exists(weights) || !fs::exists(images)) {
    MESSAGE("skipped: no official weights and pictures in CTYOLO_SHARED_DATA");
    return;
  }
  std::set<fs::path> pictures;
  for (const auto& entry : fs::directory_iterator(images)) pictures.insert(entry.path());
  REQUIRE(pictures.size() == 128);
  const test::TemporaryFolder folder;  // with copies: an index is written beside labels
  for (const char* part : {"images", "labels"}) fs::create_directories(folder / part);
  for (int left = 16; const fs::path& picture : pictures) {
    if (left-- == 0) break;
    const std::string stem = picture.stem().string();
    fs::copy(picture, folder / ("images/" + stem + ".jpg"));
    if (fs::exists(labels / (stem + ".txt"))) fs::copy(labels / (stem + ".txt"), folder / ("labels/" + stem + ".txt"));
  }
  std::string yaml = "train: images\nval: images\nnames:\n";
  const DataYaml known = read_data_yaml((folder_of_data / "coco128/data.yaml").string());
  for (const std::string& name : known.names) yaml += "  - " + name + "\n";
  folder.write("data.yaml", yaml);
  const auto check = [&](const std::string& options, const std::vector<double>& expected) {
    CAPTURE(options);
    const std::string printed = val("--weights " + weights.string() + " --data " + (folder / "data.yaml") + " --project " +
                                    (folder / "out") + " --batch 16 " + options);
    const std::vector<double> row = row_all(printed);
    REQUIRE_MESSAGE(row.size() == 6, printed);
    for (std::size_t i = 0; i < 6; ++i) CHECK_MESSAGE(std::abs(row[i] - expected[i]) < 2e-3, printed);
  };
  check("--save-json", {16, 72, 0.743, 0.655, 0.778, 0.571});
  check("--task speed --img 640", {16, 72, 0.747, 0.635, 0.720, 0.551});
  CHECK(test::contains(test::read_text(folder / "out/exp/predictions.json"), "\"image_id\": 9,"));
}

#else

TEST_CASE("yolo.sh val: its options need CLI11") { MESSAGE("skipped: CLI11 is not here (libcli11-dev)"); }

#endif
