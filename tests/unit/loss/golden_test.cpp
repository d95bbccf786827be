// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The losses against what YOLOv5's own code answered to the same maps and targets (tests/golden/README.md).
#include "test.hpp"

#include "../../golden_cases/heads.hpp"

#include <ctyolo/io/safetensors.hpp>
#include <ctyolo/loss/yolo_loss.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <limits>
#include <span>
#include <string>
#include <vector>

using namespace ctyolo;

namespace {

/// Throws if there is no such tensor.
const TensorRecord& tensor(const SafetensorsFile& file, const std::string& name, Dtype dtype) {
  const TensorRecord* record = file.find(name);
  if (record == nullptr || record->dtype != dtype) fail("ctyolo: ", file.path(), ": no ", name, " of its type");
  return *record;
}

template <class T>
std::vector<T> elements(const SafetensorsFile& file, const std::string& name, Dtype dtype) {
  const std::span<const std::byte> bytes = tensor(file, name, dtype).bytes;  // may not be aligned
  std::vector<T> all(bytes.size() / sizeof(T));
  if (!all.empty()) std::memcpy(all.data(), bytes.data(), bytes.size());
  return all;
}
std::vector<float> floats(const SafetensorsFile& file, const std::string& name) {
  return elements<float>(file, name, Dtype::f32);
}
std::vector<int> ints(const SafetensorsFile& file, const std::string& name) {
  return elements<std::int32_t>(file, name, Dtype::i32);
}

/// A recorded case: what went into the oracle, and what came out.
struct Golden {
  SafetensorsFile file;
  Hyp hyp;
  int img_px = 0;
  HeadSetup setup;
  std::vector<Target> targets;
  std::array<float, 3> items{};  // box, obj, cls

  explicit Golden(const std::string& name)
      : file((std::filesystem::path(__FILE__).parent_path() / "../../golden/data" / ("loss_" + name + ".safetensors"))
                 .string()) {
    const auto number = [&](const std::string& key) { return std::stod(file.metadata().at(key)); };
    for (const char* key : {"box", "cls", "cls_pw", "obj", "obj_pw", "anchor_t", "fl_gamma", "label_smoothing"})
      visit_hyp(hyp, [&](const std::string& field, double& value) {
        if (field == key) value = number(key);
      });
    img_px = static_cast<int>(number("img_px"));
    setup.classes = static_cast<int>(number("classes"));
    setup.strides_px = ints(file, "strides");
    const std::vector<float> a = floats(file, "anchors");  // [L,A,2]
    const std::size_t per_level = a.size() / setup.strides_px.size();
    setup.anchors.resize(setup.strides_px.size());
    for (std::size_t i = 0; i < a.size(); i += 2) setup.anchors[i / per_level].push_back({a[i], a[i + 1]});
    const std::vector<float> t = floats(file, "targets");  // [T,6]
    for (std::size_t i = 0; i < t.size(); i += 6)
      targets.push_back({static_cast<int>(t[i]), static_cast<int>(t[i + 1]), t[i + 2], t[i + 3], t[i + 4], t[i + 5]});
    const std::vector<float> recorded = floats(file, "items");
    REQUIRE(recorded.size() == 3);
    std::copy(recorded.begin(), recorded.end(), items.begin());
  }

  std::size_t levels() const { return setup.strides_px.size(); }
};

void check_assignments(const Golden& golden, CellRule rule) {
  std::size_t shared = 0;  // assignments of cells that answer for several targets
  for (std::size_t l = 0; l < golden.levels(); ++l) {
    const std::string level = "." + std::to_string(l);
    CAPTURE(level);
    const auto& shape = tensor(golden.file, "raw" + level, Dtype::f32).shape;
    const auto got = assign(golden.targets, golden.setup.anchors[l], static_cast<int>(shape[3]),
                            static_cast<int>(shape[2]), golden.hyp.anchor_t, rule);
    const std::vector<int> cells = ints(golden.file, "cells" + level);      // [n,5] image, anchor, y, x, class
    const std::vector<float> boxes = floats(golden.file, "boxes" + level),  // [n,4] relative to the cell, in cells
        sizes = floats(golden.file, "sizes" + level);                       // [n,2] of the anchor, in cells
    std::vector<int> got_cells;
    for (const Assignment& a : got) {
      got_cells.insert(got_cells.end(), {a.image, a.anchor, a.y, a.x, a.cls});
      shared += std::count_if(got.begin(), got.end(), [&](const Assignment& b) {
                  return a.image == b.image && a.anchor == b.anchor && a.y == b.y && a.x == b.x;
                }) > 1;
    }
    REQUIRE(got_cells == cells);
    REQUIRE(boxes.size() == 4 * got.size());
    REQUIRE(sizes.size() == 2 * got.size());
    std::size_t far = 0;
    bool same_anchors = true;
    for (std::size_t i = 0; i < got.size(); ++i) {
      const auto& b = got[i].box_grid;
      const std::array<float, 4> box{b.x, b.y, b.w, b.h};
      for (std::size_t k = 0; k < 4; ++k) far += std::abs(box[k] - boxes[4 * i + k]) <= 1e-6f ? 0 : 1;
      same_anchors &= got[i].anchor_grid == AnchorSize{sizes[2 * i], sizes[2 * i + 1]};
    }
    CHECK(far == 0);
    CHECK(same_anchors);
  }
  if (golden.targets.size() > 10) CHECK(shared > 20);
}

constexpr double infinity = std::numeric_limits<double>::infinity();

template <class T, class L>
void check_loss(const Golden& golden, const L& loss) {
  std::vector<std::vector<T>> logits, slopes;
  std::vector<HeadView<const T>> raw;
  std::vector<HeadView<T>> gradient;
  for (std::size_t l = 0; l < golden.levels(); ++l) {
    const std::string name = "raw." + std::to_string(l);
    const std::vector<float> recorded = floats(golden.file, name);
    logits.emplace_back(recorded.begin(), recorded.end());
    slopes.emplace_back(recorded.size(), std::numeric_limits<T>::quiet_NaN());
    const auto& shape = tensor(golden.file, name, Dtype::f32).shape;
    raw.push_back(test::dense<const T>(logits.back().data(), shape));
    gradient.push_back(test::dense(slopes.back().data(), shape));
  }
  const LossItems got = loss(std::span<const HeadView<const T>>(raw), std::span<const HeadView<T>>(gradient),
                             golden.targets, golden.setup, golden.hyp, golden.img_px);

  const std::array<double, 3> items{got.box, got.obj, got.cls};
  for (std::size_t i = 0; i < 3; ++i) {
    const auto expected = static_cast<double>(golden.items[i]);
    INFO("item ", i, ": ", items[i], ", recorded ", expected);
    CHECK(std::abs(items[i] - expected) <= 1e-6 * std::abs(expected));
  }
  for (std::size_t l = 0; l < golden.levels(); ++l) {
    const std::string name = "gradient." + std::to_string(l);
    CAPTURE(name);
    const std::vector<float> recorded = floats(golden.file, name);
    REQUIRE(recorded.size() == slopes[l].size());
    const auto outputs = static_cast<std::size_t>(raw[l].outputs);
    for (std::size_t o = 0; o < outputs; ++o) {  // each by its own scale: objectness must not hide the boxes
      CAPTURE(o);
      double worst = 0, largest = 0;
      for (std::size_t i = o; i < recorded.size(); i += outputs) {
        const auto expected = static_cast<double>(recorded[i]), slope = static_cast<double>(slopes[l][i]);
        worst = std::max(worst, std::isnan(slope) ? infinity : std::abs(slope - expected));
        largest = std::max(largest, std::abs(expected));
      }
      if (o == 4) CHECK(largest > 0);
      CHECK(worst <= 1e-4 * largest);
    }
  }
}

template <class L>
void check(const std::string& name, const L& loss, CellRule rule) {
  CAPTURE(name);
  const Golden golden(name);
  check_assignments(golden, rule);
  check_loss<float>(golden, loss);
  check_loss<double>(golden, loss);
}

}  // namespace

TEST_CASE("loss/golden: YoloLoss is v7.0's ComputeLoss") {
  SUBCASE("three classes") { check("v7_nc3", YoloLoss<>{}, CellRule::v7); }
  SUBCASE("one class") { check("v7_nc1", YoloLoss<>{}, CellRule::v7); }
  SUBCASE("label smoothing, weights of positives") { check("v7_smooth", YoloLoss<>{}, CellRule::v7); }
  SUBCASE("focal") { check("v7_focal", YoloLoss<CIoU, Focal>{}, CellRule::v7); }
  SUBCASE("a wide input, levels without matches") { check("v7_wide", YoloLoss<>{}, CellRule::v7); }
}

TEST_CASE("loss/golden: SeedLoss is the seed's compute_loss") {
  SUBCASE("three classes") { check("seed_nc3", SeedLoss{}, CellRule::seed); }
  SUBCASE("one class") { check("seed_nc1", SeedLoss{}, CellRule::seed); }
  SUBCASE("objectness of 0.7 + 0.3 overlap") { check("seed_ratio", SeedLoss{{.iou_ratio = 0.3}}, CellRule::seed); }
}
