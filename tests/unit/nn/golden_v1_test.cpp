// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The nets of the first YOLOv5 against the first YOLOv5 itself.
#define CTYOLO_TEST_TORCH
#include "golden_net.hpp"

using namespace ctyolo;
namespace v1 = yolov5_v1;

TEST_CASE("nn/golden_v1: YoloV5s") { golden_net::check<v1::YoloV5s::Classes<3>, Aten>("net_seed_s"); }
TEST_CASE("nn/golden_v1: YoloV5m") { golden_net::check<v1::YoloV5m::Classes<3>, Aten>("net_seed_m"); }
TEST_CASE("nn/golden_v1: YoloV5l") { golden_net::check<v1::YoloV5l::Classes<3>, Aten>("net_seed_l"); }
TEST_CASE("nn/golden_v1: YoloV5x") { golden_net::check<v1::YoloV5x::Classes<3>, Aten>("net_seed_x"); }
TEST_CASE("nn/golden_v1: YoloV5Fpn") { golden_net::check<v1::YoloV5Fpn::Classes<3>, Aten>("net_seed_fpn"); }
#ifdef CTYOLO_ONEDNN
TEST_CASE("nn/golden_v1: YoloV5s by oneDNN") { golden_net::check<v1::YoloV5s::Classes<3>, OneDnn>("net_seed_s"); }
TEST_CASE("nn/golden_v1: YoloV5m by oneDNN") { golden_net::check<v1::YoloV5m::Classes<3>, OneDnn>("net_seed_m"); }
TEST_CASE("nn/golden_v1: YoloV5l by oneDNN") { golden_net::check<v1::YoloV5l::Classes<3>, OneDnn>("net_seed_l"); }
TEST_CASE("nn/golden_v1: YoloV5x by oneDNN") { golden_net::check<v1::YoloV5x::Classes<3>, OneDnn>("net_seed_x"); }
TEST_CASE("nn/golden_v1: YoloV5Fpn by oneDNN") { golden_net::check<v1::YoloV5Fpn::Classes<3>, OneDnn>("net_seed_fpn"); }
#endif
