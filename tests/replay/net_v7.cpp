// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "net.hpp"

std::vector<replay::Kind> replay::v7_net_kinds() {
  return {{"net_v7_n", net<YoloV5n>},
          {"net_v7_s", net<YoloV5s>},
          {"net_v7_m", net<YoloV5m>},
          {"net_v7_l", net<YoloV5l>},
          {"net_v7_x", net<YoloV5x>}};
}
