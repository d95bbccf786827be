// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The table of a sweep as bars. Tier: app (OpenCV).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/data/opencv.hpp>
#include <ctyolo/train/sweep_table.hpp>

#include <span>

namespace ctyolo::inline v0 {

/// mAP@.5:.95 on the left, with a line of one standard deviation up and down; minutes on the right. A bar a combination
/// that has finished runs; empty when none has.
cv::Mat sweep_picture(std::span<const SweepRow> rows);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/train/sweep_chart.ipp>
#endif
