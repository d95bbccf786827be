// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of data/default_loaders.hpp.
#pragma once

#include <ctyolo/data/default_loaders.hpp>

#if !CTYOLO_HEADER_ONLY
template class ctyolo::Loader<ctyolo::Yolov5Augment, ctyolo::Shuffled>;
template class ctyolo::Loader<ctyolo::NoAugment, ctyolo::RectBatches<0.5>>;
#endif
