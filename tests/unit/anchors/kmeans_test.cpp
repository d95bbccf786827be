// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// k-means: clouds are found; degenerate labels still give anchors.
#include "test.hpp"
#include "anchors/sizes.hpp"

#include <ctyolo/anchors/fit.hpp>
#include <ctyolo/anchors/kmeans.hpp>

using namespace ctyolo;

TEST_CASE("anchors/kmeans: a centre for each cloud, whatever the seed") {
  const std::vector<SizePx> clouds = {{8, 8}, {20, 60}, {64, 24}, {100, 110}, {300, 90}, {250, 380}};
  const auto labels = sample::around(clouds, 50, 0.03);
  for (const std::uint64_t seed : {0u, 1u, 2u, 77u}) {
    const auto found = kmeans_anchors(labels, 6, seed);
    REQUIRE(found.size() == 6);
    for (std::size_t i = 0; i < 6; ++i) {
      CHECK(found[i].w == doctest::Approx(clouds[i].w).epsilon(0.05));
      CHECK(found[i].h == doctest::Approx(clouds[i].h).epsilon(0.05));
    }
  }
  CHECK(kmeans_anchors(labels, 6, 3) == kmeans_anchors(labels, 6, 3));
}

TEST_CASE("anchors/kmeans: more labels than the starts use") {
  const std::vector<SizePx> clouds = {{10, 10}, {40, 80}, {200, 150}};
  const auto labels = sample::around(clouds, 7000, 0.05);
  const auto found = kmeans_anchors(labels, 3, 0);
  REQUIRE(found.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) CHECK(found[i].w == doctest::Approx(clouds[i].w).epsilon(0.01));
}

TEST_CASE("anchors/kmeans: fewer sizes than anchors") {
  CHECK(kmeans_anchors({}, 9, 0).empty());
  for (const auto& labels : {std::vector<SizePx>{{30, 50}}, std::vector<SizePx>(20, {30, 50}), std::vector<SizePx>{{5, 5}, {300, 20}, {300, 20}}}) {
    const auto found = kmeans_anchors(labels, 9, 0);
    REQUIRE(found.size() == 9);
    CHECK(anchor_fit(labels, found, 4.0).recall == 1);
    CHECK(AnchorFitness(labels, 4.0)(found) == doctest::Approx(1));
    for (std::size_t i = 1; i < 9; ++i) {
      CHECK(found[i - 1].area() <= found[i].area());
      CHECK(found[i - 1] != found[i]);
    }
  }
  // one side always the same: a division by a standard deviation of 0 would give NaN
  std::vector<SizePx> thin;
  for (int i = 0; i < 40; ++i) thin.push_back({static_cast<float>(4 + i * i), 12});
  for (const SizePx& s : kmeans_anchors(thin, 5, 0)) {
    CHECK(s.h == doctest::Approx(12));
    CHECK(s.w >= 4);
  }
}
