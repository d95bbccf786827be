// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "../test.hpp"

#include <ctyolo/io/official_weights.hpp>

using namespace ctyolo;

TEST_CASE("io/official_weights: the five names, wherever they lie, and no other") {
  CHECK(official_weights("yolov5n.pt") == "https://github.com/ultralytics/yolov5/releases/download/v7.0/yolov5n.pt");
  CHECK(official_weights("/a.b/yolov5x.pt") == "https://github.com/ultralytics/yolov5/releases/download/v7.0/yolov5x.pt");
  for (const char* other : {"yolov5.pt", "yolov5t.pt", "yolov5n.safetensors", "best.pt", "yolov5n.pt/", "xyolov5n.pt", ""})
    CHECK_MESSAGE(official_weights(other).empty(), other);
}

TEST_CASE("io/official_weights: a digest belongs to one of the five names, and is one") {
  for (const auto& [name, sha256] : official_digests) {
    CHECK(!official_weights(std::string(name)).empty());
    CHECK(sha256.size() == 64);
    CHECK(sha256.find_first_not_of("0123456789abcdef") == std::string_view::npos);
  }
}
