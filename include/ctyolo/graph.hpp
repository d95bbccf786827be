// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The torch-free door: graphs, blocks and the networks of the zoo. Tier: spec (std only).
#pragma once

// IWYU pragma: begin_exports
#include <ctyolo/core/version.hpp>
#include <ctyolo/graph/blocks/bottleneck.hpp>
#include <ctyolo/graph/blocks/bottleneck_csp.hpp>
#include <ctyolo/graph/blocks/c3.hpp>
#include <ctyolo/graph/blocks/concat.hpp>
#include <ctyolo/graph/blocks/conv.hpp>
#include <ctyolo/graph/blocks/detect.hpp>
#include <ctyolo/graph/blocks/focus.hpp>
#include <ctyolo/graph/blocks/output_conv.hpp>
#include <ctyolo/graph/blocks/spp.hpp>
#include <ctyolo/graph/blocks/sppf.hpp>
#include <ctyolo/graph/blocks/upsample.hpp>
#include <ctyolo/graph/frelu.hpp>
#include <ctyolo/graph/graph.hpp>
#include <ctyolo/graph/net.hpp>
#include <ctyolo/zoo/yolov5_v1.hpp>
#include <ctyolo/zoo/yolov5_v6.hpp>
// IWYU pragma: end_exports
