// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Tests of data/dataset_index.hpp (and of dataset_scan.hpp, which makes what it stores).
#include "exif.hpp"

#include <ctyolo/data/dataset_index.hpp>

using namespace ctyolo;
using namespace ctyolo::test;

namespace {
std::vector<ScannedImage> some_scans() {
  std::vector<ScannedImage> scans(3);
  scans[0].record = {"/d/images/a b.jpg", 640, 480, 6, {{0, 2, 0.1f, 1.0f / 3, 1e-20f, 1}, {0, 0, 0, 0, 0, 0}}};
  scans[0].image = {1234, 1'700'000'000'123'456'789};
  scans[0].label = {56, -7};
  scans[1].record.path = "x.png";
  scans[1].corrupt = true;
  scans[1].warnings = {"x.png: left out: end 5", ""};
  scans[2].record.path = "end 12";
  return scans;
}
}  // namespace

TEST_CASE("data/dataset_index: text reads back as the same scans, bit by bit") {
  const auto scans = some_scans();
  CHECK(parse_index(index_text(scans)) == scans);
  CHECK(parse_index(index_text({})).empty());
}

TEST_CASE("data/dataset_index: anything damaged, cut off or of another version reads as nothing") {
  const std::string text = index_text(some_scans());
  for (std::size_t i = 0; i < text.size(); ++i) {
    CHECK(parse_index(text.substr(0, i)).empty());
    std::string changed = text;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    CHECK(parse_index(changed).empty());
  }
  CHECK(parse_index(text + "x").empty());
}

TEST_CASE("data/dataset_index: files are written in one step") {
  const TemporaryFolder f;
  const auto scans = some_scans();
  CHECK(load_index(f / "a.ctyolo-index").empty());
  CHECK(save_index(f / "a.ctyolo-index", scans));
  CHECK(load_index(f / "a.ctyolo-index") == scans);
  CHECK(std::distance(std::filesystem::directory_iterator(f.path()), {}) == 1);
  CHECK_FALSE(save_index(f / "no/such/folder/a", scans));
  auto odd = scans;
  odd[0].record.path = "a\nb.jpg";
  CHECK_FALSE(save_index(f / "odd", odd));
}

TEST_CASE("data/dataset_scan: one image and its labels") {
  const TemporaryFolder f;
  const std::string image = f.write("images/a.jpg", with_exif(bytes_of(f.image("b.jpg", plain(40, 20))), 6, true));
  const std::string label = f.write("labels/a.txt", "1 .5 .5 .1 .1\n1 .5 .5 .1 .1\n");
  const ScannedImage scan = scan_image(image, stamp_of(image), stamp_of(label));
  CHECK_FALSE(scan.corrupt);
  CHECK_FALSE(scan.missing());
  CHECK(scan.record.width_px == 20);
  CHECK(scan.record.height_px == 40);
  CHECK(scan.record.orientation == 6);
  CHECK(scan.record.labels.size() == 1);
  CHECK(scan.warnings == std::vector<std::string>{label + ": 1 duplicate rows ignored"});
  CHECK(stamp_of(f / "none").size == -1);
}
