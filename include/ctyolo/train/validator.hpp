// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Validation: the averaged weights over the validation pictures. Tier: nn.
#pragma once

#include <ctyolo/core/stopwatch.hpp>
#include <ctyolo/data/dataset.hpp>
#include <ctyolo/data/default_loaders.hpp>
#include <ctyolo/eval/evaluator.hpp>
#include <ctyolo/eval/nms.hpp>
#include <ctyolo/hooks/events.hpp>
#include <ctyolo/hyp/hyp.hpp>
#include <ctyolo/loss/concepts.hpp>
#include <ctyolo/nn/head_views.hpp>
#include <ctyolo/nn/network.hpp>
#include <ctyolo/predict/test_time.hpp>
#include <ctyolo/train/image_tensor.hpp>

#include <ATen/core/grad_mode.h>

#include <limits>
#include <span>
#include <vector>

namespace ctyolo::inline v0 {

struct ValidatorOptions {
  int img_px = 640;
  int batch = 32;        ///< decides the grouping into rectangles, and so, a little, the result
  int workers = 0;
  NmsOptions nms{};      ///< v7.0's: conf .001, IoU .6, several labels a box, 300 boxes
  Cache cache = Cache::none;
  int samples = 16;      ///< images whose detections are kept for pictures
  bool augment = false;  ///< three passes an image (predict/test_time.hpp); the loss is the first one's
  bool single_class = false;  ///< whatever is found is class 0, and suppresses across the net's classes
};

/// How many images' detections hooks are shown.
template <class Hooks>
int samples_for(const Hooks& hooks) {
  return hooks.wants_all_detections() ? std::numeric_limits<int>::max() : ValidatorOptions{}.samples;
}

namespace detail {
/// Labels of an image in its native pixels.
std::vector<Label> native_labels(const ImageRecord& image);
/// Labels of each image of a batch, in pixels of the network input.
std::vector<std::vector<Label>> network_labels(const Batch& batch);
/// What was found in each image of a batch, in pixels of the network input. @param more  of options.augment
std::vector<std::vector<Detection>> detections_in(const std::vector<HeadView<const float>>& maps, const TestTimeMaps& more, const Batch& batch,
                                                  const HeadSetup& head, const ValidatorOptions& options);
std::vector<std::vector<Detection>> clipped(std::vector<std::vector<Detection>> found, const Batch& batch);
/// From pixels of the network input to native ones.
void scale_to_native(std::vector<std::vector<Detection>>& found, const Batch& batch);
}  // namespace detail

/// Runs a net over a data set in rectangular batches (v7.0's: padding half a stride) and evaluates, in native pixels or in those
/// of the network input.
template <AnyNet Model, Backend B, Loss LossOf, Evaluation EvaluationOf>
class Validator {
 public:
  /// @param loss_px  side for which the loss's gains are meant (the training's)
  Validator(const Dataset& data, const ValidatorOptions& options, const LossOf& loss, const Hyp& hyp, int loss_px)
      : data_(data), options_(options), loss_(loss), hyp_(hyp), loss_px_(loss_px),
        loader_(data, {.batch = options.batch, .img_px = options.img_px, .stride_px = Model::max_stride(),
                       .workers = options.workers, .augmenting = false, .cache = options.cache}) {
    options_.nms.agnostic = options.nms.agnostic || options.single_class;
  }

  Results run(Network<Model, B>& net) {
    const at::NoGradGuard no_gradients;
    net.train(false);
    samples_.clear();
    evaluator_.reset();
    LossItems sum;
    SpeedMs seconds;
    Stopwatch whole, part;
    loader_.start(0);
    Batch batch;
    while (loader_.next(batch)) {
      seconds.preprocess += part.lap();
      const at::Tensor bytes = image_tensor(batch);
      const auto raw = net.forward(B::image(bytes));
      const auto views = read_only(head_views(raw, net.setup()));
      const TestTimeMaps more = options_.augment ? test_time_maps(net, bytes, Model::max_stride()) : TestTimeMaps();
      seconds.inference += part.lap();
      const LossItems items = loss_(std::span<const HeadView<const float>>(views), std::span<const HeadView<float>>(), batch.targets, net.setup(), hyp_, loss_px_);
      sum = {sum.box + items.box, sum.obj + items.obj, sum.cls + items.cls};
      part.lap();
      auto found = detail::detections_in(views, more, batch, net.setup(), options_);
      std::vector<std::vector<Detection>> compared;
      if constexpr (in_network_pixels) compared = detail::clipped(found, batch);
      detail::scale_to_native(found, batch);
      seconds.nms += part.lap();
      const auto network_labels = in_network_pixels ? detail::network_labels(batch) : std::vector<std::vector<Label>>();
      for (std::size_t i = 0; i < found.size(); ++i) {
        const ImageRecord& image = data_[batch.origins[i].index];
        const auto labels = detail::native_labels(image);
        if constexpr (in_network_pixels) evaluator_.add(compared[i], network_labels[i]);
        else evaluator_.add(found[i], labels);
        if (static_cast<int>(samples_.size()) < options_.samples)
          samples_.push_back({image.path, image.width_px, image.height_px, found[i], labels});
      }
      part.lap();
    }
    Results results = evaluator_.results();
    const auto batches = static_cast<double>(loader_.batches());
    results.loss = {sum.box / batches, sum.obj / batches, sum.cls / batches};
    const double per_image = 1e3 / data_.size();
    results.speed = {seconds.preprocess * per_image, seconds.inference * per_image, seconds.nms * per_image};
    results.seconds = whole.lap();
    return results;
  }

  /// Of the latest run.
  std::span<const ImageDetections> samples() const { return samples_; }
  const Evidence& evidence() const { return evaluator_.evidence(); }

 private:
  static constexpr bool in_network_pixels = NetworkPixelEvaluation<EvaluationOf>;

  const Dataset& data_;
  ValidatorOptions options_;
  LossOf loss_;
  Hyp hyp_;
  int loss_px_;
  Loader<NoAugment, RectBatches<0.5>> loader_;
  std::vector<ImageDetections> samples_;
  Evaluator<EvaluationOf> evaluator_;
};

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/train/validator.ipp>
#endif
