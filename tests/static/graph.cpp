// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Scaling, names and liveness of graphs. Compiling is passing.
#include <ctyolo/graph.hpp>

namespace {

using namespace ctyolo;

// channels: rounded up to a multiple of 8 (YOLOv5's make_divisible)
static_assert(scaled_channels(64, {.width = 0.25}) == 16 && scaled_channels(64, {.width = 1.25}) == 80);
static_assert(scaled_channels(65, {}) == 72 && scaled_channels(24, {.width = 0.25}) == 8 && scaled_channels(48, {.width = 0.75}) == 40);

// repeats: half to even, at least one; one stays one
static_assert(scaled_repeats(3, {.depth = 0.33}) == 1 && scaled_repeats(6, {.depth = 0.33}) == 2 && scaled_repeats(9, {.depth = 0.33}) == 3);
static_assert(scaled_repeats(9, {.depth = 0.67}) == 6 && scaled_repeats(3, {.depth = 1.33}) == 4 && scaled_repeats(1, {.depth = 1.33}) == 1);
static_assert(scaled_repeats(5, {.depth = 0.5}) == 2 && scaled_repeats(3, {.depth = 0.5}) == 2 && scaled_repeats(2, {.depth = 0.1}) == 1);

// names
static_assert((LayerName("model") / 24 / "m" / 0).view() == "model.24.m.0");
static_assert((LayerName() / "cv1").view() == "cv1" && (LayerName("model.0") / "").view() == "model.0");
static_assert((LayerName() / 1203).view() == "1203");

// a map may be freed after its last reader: P3 (row 4) after row 16, P4 (row 6) after row 12
static_assert(YoloV5Rows::last_use()[4] == 16 && YoloV5Rows::last_use()[6] == 12 && YoloV5Rows::last_use()[17] == 24);

// a layer's parameters
static_assert(Layer{.in = 16, .out = 32, .kernel = 3, .groups = 4}.weight_count() == 32 * 4 * 9);
static_assert(Layer{.kind = LayerKind::conv_norm, .in = 3, .out = 8, .kernel = 3}.parameters() == 8 * 27 + 16);
static_assert(Layer{.kind = LayerKind::conv, .in = 8, .out = 4, .bias = true}.parameters() == 36);
static_assert(Layer{.kind = LayerKind::norm, .in = 8, .out = 8}.parameters() == 16);

// directions of anchors
static_assert(YoloV5Anchors::direction() == 1 && yolov5_v1::PanetAnchors::direction() == -1 && Anchors<Level<1, 2>>::direction() == 0);

}  // namespace
