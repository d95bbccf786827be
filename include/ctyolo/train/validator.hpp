// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Validation: the averaged weights over the validation pictures. Tier: nn.
#pragma once

#include <ctyolo/hyp/hyp.hpp>
#include <ctyolo/loss/concepts.hpp>
#include <ctyolo/nn/head_views.hpp>
#include <ctyolo/nn/network.hpp>
#include <ctyolo/train/image_tensor.hpp>
#include <ctyolo/train/validation_loop.hpp>

#include <ATen/core/grad_mode.h>

#include <limits>
#include <span>

namespace ctyolo::inline v0 {

/// How many images' detections hooks are shown.
template <class Hooks>
int samples_for(const Hooks& hooks) {
  return hooks.wants_all_detections() ? std::numeric_limits<int>::max() : ValidatorOptions{}.samples;
}

/// Runs a net over a data set and evaluates what it finds (train/validation_loop.hpp).
template <AnyNet Model, Backend B, Loss LossOf, Evaluation EvaluationOf>
class Validator {
 public:
  /// @param loss_px  side for which the loss's gains are meant (the training's)
  Validator(const Dataset& data, const ValidatorOptions& options, const LossOf& loss, const Hyp& hyp, int loss_px)
      : loss_(loss), hyp_(hyp), loss_px_(loss_px), loop_(data, options, Model::max_stride()) {}

  Results run(Network<Model, B>& net) {
    const at::NoGradGuard no_gradients;
    net.train(false);
    for (loop_.start(); loop_.next();) {
      const at::Tensor bytes = image_tensor(loop_.batch());
      const auto raw = net.forward(B::image(bytes));
      const auto views = read_only(head_views(raw, net.setup()));
      const TestTimeMaps more = loop_.options().augment ? test_time_maps(net, bytes, Model::max_stride()) : TestTimeMaps();
      loop_.inferred();
      const LossItems items = loss_(std::span<const HeadView<const float>>(views), std::span<const HeadView<float>>(),
                                    loop_.batch().targets, net.setup(), hyp_, loss_px_);
      loop_.add(views, more, items, net.setup());
    }
    return loop_.results();
  }

  /// Of the latest run.
  std::span<const ImageDetections> samples() const { return loop_.samples(); }
  const Evidence& evidence() const { return loop_.evidence(); }

 private:
  LossOf loss_;
  Hyp hyp_;
  int loss_px_;
  ValidationLoop<EvaluationOf> loop_;
};

}  // namespace ctyolo::inline v0
