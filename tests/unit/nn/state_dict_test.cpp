// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Named tensors: Python's order and names, and what is taken over from others.
#define CTYOLO_TEST_TORCH
#include "test.hpp"

#include <ctyolo/backend/aten.hpp>
#include <ctyolo/graph.hpp>
#include <ctyolo/nn/network.hpp>
#include <ctyolo/nn/state_dict.hpp>

using namespace ctyolo;

TEST_CASE("nn/state_dict: 349 entries of yolov5n in PyTorch's order") {
  Network<YoloV5n, Aten> net({.seed = 1});
  const StateDict all = state_dict(net.parameters(), net.setup(), 24, 17);
  REQUIRE(all.size() == 349);
  const auto index = [&](const std::string& name) {
    for (std::size_t i = 0; i < all.size(); ++i)
      if (all[i].first == name) return static_cast<int>(i);
    return -1;
  };
  CHECK(index("model.0.conv.weight") == 0);
  CHECK(index("model.0.bn.num_batches_tracked") == 5);
  CHECK(index("model.24.anchors") == index("model.24.m.0.weight") - 1);
  CHECK(all[5].second.item<std::int64_t>() == 17);
  CHECK(anchors_of(all, 24)[0][0] == AnchorSize{1.25f, 1.625f});
}

TEST_CASE("nn/state_dict: tensors of equal name and shape are taken over, others are named") {
  Network<YoloV5n, Aten> coco({.seed = 1});
  Network<YoloV5n::Classes<3>, Aten> mine({.seed = 2});
  const Transferred t = load_state_dict(mine.parameters(), state_dict(coco.parameters(), coco.setup(), 24, 0));
  CHECK(t.of == 349 - 57 - 1);
  CHECK(t.items == t.of - 6);  // weight and bias of three heads
  REQUIRE(t.left_out.size() == 6);
  CHECK(t.left_out[0] == "model.24.m.0.weight");
  CHECK(mine.parameters().tensors()[0].weight.equal(coco.parameters().tensors()[0].weight));
}
