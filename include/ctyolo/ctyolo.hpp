// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Everything. Tier: nn.
#pragma once

// IWYU pragma: begin_exports
#include <ctyolo/graph.hpp>
#include <ctyolo/predict.hpp>
#include <ctyolo/train.hpp>
// IWYU pragma: end_exports
