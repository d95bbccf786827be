// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The door for detection with a trained net: LibTorch and json, no OpenCV, no yaml-cpp. Tier: nn.
#pragma once

// IWYU pragma: begin_exports
#include <ctyolo/backend/threads.hpp>
#include <ctyolo/graph.hpp>
#include <ctyolo/predict/detector.hpp>
// IWYU pragma: end_exports
