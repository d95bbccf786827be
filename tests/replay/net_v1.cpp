// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "net.hpp"

std::vector<replay::Kind> replay::v1_net_kinds() {
  namespace v1 = yolov5_v1;
  return {{"net_seed_s", net<v1::YoloV5s>},
          {"net_seed_m", net<v1::YoloV5m>},
          {"net_seed_l", net<v1::YoloV5l>},
          {"net_seed_x", net<v1::YoloV5x>},
          {"net_seed_fpn", net<v1::YoloV5Fpn>}};
}
