// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of eval/evaluator.hpp: the default one, for ctyolo::compiled.
#pragma once

#include <ctyolo/eval/evaluator.hpp>

#if !CTYOLO_HEADER_ONLY
template class ctyolo::Evaluator<ctyolo::Yolov5AP>;
#endif
