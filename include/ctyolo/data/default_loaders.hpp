// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The loaders of a training that names no other: compiled once in ctyolo::compiled. Tier: data (OpenCV).
#pragma once

#include <ctyolo/data/augment/yolov5.hpp>
#include <ctyolo/data/loader.hpp>
#include <ctyolo/data/sampling/rect_batches.hpp>
#include <ctyolo/data/sampling/shuffled.hpp>

#if !CTYOLO_HEADER_ONLY
extern template class ctyolo::Loader<ctyolo::Yolov5Augment, ctyolo::Shuffled>;
extern template class ctyolo::Loader<ctyolo::NoAugment, ctyolo::RectBatches<0.5>>;
#endif
