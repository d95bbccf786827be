// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A loss that returns a number instead of its items.
// expect: loss_must_return_LossItems_but_returns<Objects, float>
// expect: a loss returns its items, box, objectness and class, as LossItems{
#include <ctyolo/ctyolo.hpp>

using namespace ctyolo;

struct Objects {
  using slot = slot::loss;
#ifdef FIXED
  LossItems operator()(std::span<const HeadView<const float>>, std::span<const HeadView<float>>, std::span<const Target> targets,
                       const HeadSetup&, const Hyp& hyp, int) const {
    return {.box = 0, .obj = static_cast<float>(hyp.obj) * static_cast<float>(targets.size()), .cls = 0};
  }
#else
  float operator()(std::span<const HeadView<const float>>, std::span<const HeadView<float>>, std::span<const Target> targets,
                   const HeadSetup&, const Hyp& hyp, int) const {
    return static_cast<float>(hyp.obj) * static_cast<float>(targets.size());
  }
#endif
};

int main() {
  using Model = YoloV5n::Classes<3>;
  Trainer<Model, SGDNesterov, Objects> trainer;
  trainer.fit({.data = "data.yaml", .epochs = 50, .img = 320});
}
