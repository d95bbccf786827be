// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The history of an evolution as points. Tier: app (OpenCV).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/data/opencv.hpp>
#include <ctyolo/hyp/evolution_table.hpp>

#include <span>

namespace ctyolo::inline v0 {

/// A chart a hyper-parameter: its value to the right, fitness upwards, a point a generation, the fittest ringed and named in
/// the title. Numbers that never changed are left out; empty while none has.
cv::Mat evolution_picture(std::span<const Generation> history);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/train/evolve_chart.ipp>
#endif
