// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A Graph where a net is expected.
// expect: a_graph_is_no_net_yet<YoloV5Rows>
// expect: name a net made of it: struct MyNet : Net<MyNet, MyRows, Scale{}, MyAnchors> {}
#include <ctyolo/ctyolo.hpp>

using namespace ctyolo;

int main() {
#ifdef FIXED
  Trainer<YoloV5n, SGDNesterov> trainer;
#else
  Trainer<YoloV5Rows, SGDNesterov> trainer;
#endif
  trainer.fit({.data = "data.yaml", .epochs = 50, .img = 320});
}
