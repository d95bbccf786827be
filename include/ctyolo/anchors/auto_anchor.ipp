// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of anchors/auto_anchor.hpp.
#pragma once

#include <ctyolo/anchors/auto_anchor.hpp>

#include <ctyolo/anchors/evolve.hpp>
#include <ctyolo/anchors/fit.hpp>
#include <ctyolo/anchors/kmeans.hpp>
#include <ctyolo/anchors/levels.hpp>
#include <ctyolo/core/error.hpp>
#include <ctyolo/core/random.hpp>

#include <algorithm>
#include <cstddef>
#include <iomanip>
#include <span>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace ctyolo::inline v0 {

namespace detail {

/// Sizes as training's scaling may make them: each image by a factor of its own.
inline std::vector<SizePx> jittered(const LabelSizes& labels, std::uint64_t seed) {
  std::vector<SizePx> sizes = labels.px;
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    Random random({.seed = seed, .position = static_cast<std::uint64_t>(labels.image[i]), .purpose = Purpose::anchor_scale});
    const auto scale = static_cast<float>(random.uniform(0.9, 1.1));
    sizes[i] = {sizes[i].w * scale, sizes[i].h * scale};
  }
  return sizes;
}

inline std::string in_words(const AnchorFit& fit) {
  std::ostringstream text;
  text << std::fixed << std::setprecision(2) << fit.per_target << " anchors/target, " << std::setprecision(3) << fit.recall
       << " best possible recall";
  return text.str();
}

/// "10,13 16,30 33,23": rounded, for people.
inline std::string in_words(std::span<const SizePx> sizes) {
  std::ostringstream text;
  text << std::fixed << std::setprecision(0);
  for (const SizePx& s : sizes) text << (&s == sizes.data() ? "" : " ") << s.w << "," << s.h;
  return text.str();
}

}  // namespace detail

CTYOLO_INLINE AnchorChoice AutoAnchor::operator()(const AnchorRequest& request) const {
  if (generations < 0) fail("AutoAnchor: generations = ", generations, ": 0 for k-means alone, or a number of mutations");
  if (!(request.anchor_t > 1)) fail("AutoAnchor: anchor_t = ", request.anchor_t, ": it is a ratio of sides and must be above 1");
  const std::vector<SizePx> seen = detail::jittered(request.labels, request.seed), now = anchors_px(request.head);
  const AnchorFit fit = anchor_fit(seen, now, request.anchor_t);
  std::string note = "AutoAnchor: " + detail::in_words(fit);
  if (fit.recall > recall_limit) return {.note = note + ": the anchors fit"};

  std::vector<SizePx> sizes;
  std::size_t tiny = 0;
  for (const SizePx& s : request.labels.px) {
    if (s.w < 3 || s.h < 3) ++tiny;
    if (s.w >= smallest_px || s.h >= smallest_px) sizes.push_back(s);
  }
  if (tiny > 0)
    note += " (" + std::to_string(tiny) + " of " + std::to_string(seen.size()) + " labels have a side below 3 px)";
  std::vector<SizePx> found = kmeans_anchors(sizes, static_cast<int>(now.size()), request.seed);
  for (SizePx& s : found) s = {std::max(s.w, 2.0F), std::max(s.h, 2.0F)};
  if (!found.empty())
    found = sorted_by_area(evolve_anchors(std::move(found), AnchorFitness(sizes, request.anchor_t), generations, request.seed).anchors_px);
  const AnchorFit better = anchor_fit(seen, found, request.anchor_t);
  if (!(better.recall > fit.recall)) return {.note = note + ": no better ones were found, the anchors stay"};
  return {.anchors = anchors_by_level(found, request.head),
          .note = note + ": new anchors " + detail::in_words(found) + " px have " + detail::in_words(better)};
}

}  // namespace ctyolo::inline v0
