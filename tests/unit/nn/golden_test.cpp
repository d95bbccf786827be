// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The nets of YOLOv5 v7.0 against v7.0 itself; those of its first version: golden_v1_test.cpp.
#define CTYOLO_TEST_TORCH
#include "golden_net.hpp"

using namespace ctyolo;

TEST_CASE("nn/golden: YoloV5n") { golden_net::check<YoloV5n::Classes<3>, Aten>("net_v7_n"); }
TEST_CASE("nn/golden: YoloV5s") { golden_net::check<YoloV5s::Classes<3>, Aten>("net_v7_s"); }
TEST_CASE("nn/golden: YoloV5m") { golden_net::check<YoloV5m::Classes<3>, Aten>("net_v7_m"); }
TEST_CASE("nn/golden: YoloV5l") { golden_net::check<YoloV5l::Classes<3>, Aten>("net_v7_l"); }
TEST_CASE("nn/golden: YoloV5x") { golden_net::check<YoloV5x::Classes<3>, Aten>("net_v7_x"); }
#ifdef CTYOLO_ONEDNN
TEST_CASE("nn/golden: YoloV5n by oneDNN") { golden_net::check<YoloV5n::Classes<3>, OneDnn>("net_v7_n"); }
TEST_CASE("nn/golden: YoloV5s by oneDNN") { golden_net::check<YoloV5s::Classes<3>, OneDnn>("net_v7_s"); }
TEST_CASE("nn/golden: YoloV5m by oneDNN") { golden_net::check<YoloV5m::Classes<3>, OneDnn>("net_v7_m"); }
TEST_CASE("nn/golden: YoloV5l by oneDNN") { golden_net::check<YoloV5l::Classes<3>, OneDnn>("net_v7_l"); }
TEST_CASE("nn/golden: YoloV5x by oneDNN") { golden_net::check<YoloV5x::Classes<3>, OneDnn>("net_v7_x"); }
#endif
