// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Run options: what is refused, what is rounded, what is written down.
#include "test.hpp"

#include <ctyolo/core/text.hpp>
#include <ctyolo/train/options.hpp>

#include <utility>
#include <vector>

using namespace ctyolo;

TEST_CASE("train/options: values that cannot be meant are refused in one line") {
  const auto refused = [](const FitOptions& o, const std::string& part) {
    try {
      check(o);
    } catch (const Error& e) {
      return std::string(e.what()).find(part) != std::string::npos;
    }
    return false;
  };
  CHECK_NOTHROW(check(FitOptions{.data = "d"}));
  CHECK(refused({.epochs = 0}, "epochs = 0"));
  CHECK(refused({.batch = -1}, "batch = -1"));
  CHECK(refused({.img = {640, 0}}, "img = 0 px"));
  CHECK(refused({.workers = -2}, "workers = -2"));
  CHECK(refused({.threads = -1}, "threads = -1"));
  CHECK(refused({.threads = 100000}, "threads = 100000: at most "));
  CHECK(refused({.workers = 100000}, "workers = 100000: at most "));
  CHECK(refused({.hyp = Hyp{.lr0 = -1}}, "hyp lr0 = -1: no hyper-parameter lies below 0"));
  CHECK(refused({.weights = "w", .resume = "r"}, "exclude each other"));
}

TEST_CASE("train/options: one image size serves both, two are kept apart") {
  CHECK(ImageSize(320) == ImageSize(320, 320));
  CHECK(FitOptions{.img = {320, 640}}.img.val_px == 640);
  CHECK(rounded_up(300, 32) == 320);
  CHECK(rounded_up(320, 32) == 320);
}

TEST_CASE("train/options: options go through text and come back") {
  const FitOptions before{.data = "a b.yaml", .epochs = 3, .batch = 5, .img = {320, 352}, .seed = 18446744073709551615u, .noval = true};
  FitOptions after;
  std::vector<std::pair<std::string, std::string>> lines;
  visit_run_options(before, [&](const char* name, const auto& value) { lines.emplace_back(name, to_text(value)); });
  std::size_t i = 0;
  visit_run_options(after, [&](const char*, auto& value) { from_text(lines[i++].second, value, "option"); });
  CHECK(after.data == before.data);
  CHECK(after.epochs == 3);
  CHECK(after.img == before.img);
  CHECK(after.seed == before.seed);
  CHECK(after.noval);
}
