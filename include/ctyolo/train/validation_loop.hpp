// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A validation without its net: batches in, detections and losses out, the sums at the end. Tier: nn.
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/core/heads.hpp>
#include <ctyolo/core/stopwatch.hpp>
#include <ctyolo/data/dataset.hpp>
#include <ctyolo/data/default_loaders.hpp>
#include <ctyolo/eval/evaluator.hpp>
#include <ctyolo/eval/nms.hpp>
#include <ctyolo/hooks/events.hpp>
#include <ctyolo/predict/test_time.hpp>

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

/// Rectangular batches of a data set (v7.0's: padding half a stride), evaluated in native pixels or in those of the network input.
/// @code
///   for (loop.start(); loop.next();) {
///     ...                                     // the net's maps for loop.batch()
///     loop.inferred();
///     ...                                     // its loss
///     loop.add(maps, more, items, net.setup());
///   }
///   Results r = loop.results();
/// @endcode
template <Evaluation EvaluationOf>
class ValidationLoop {
 public:
  ValidationLoop(const Dataset& data, const ValidatorOptions& options, int stride_px);
  ~ValidationLoop();
  ValidationLoop(const ValidationLoop&) = delete;
  ValidationLoop& operator=(const ValidationLoop&) = delete;

  void start();
  /// Takes the next batch. @return false: that was all
  bool next();
  Batch& batch() { return batch_; }
  /// The net is done with the batch.
  void inferred();
  /// @param maps  raw, of the batch @param more  of options().augment
  void add(const std::vector<HeadView<const float>>& maps, const TestTimeMaps& more, const LossItems& items, const HeadSetup& head);
  Results results();

  const ValidatorOptions& options() const { return options_; }
  std::span<const ImageDetections> samples() const { return samples_; }
  const Evidence& evidence() const { return evaluator_.evidence(); }

 private:
  static constexpr bool in_network_pixels = NetworkPixelEvaluation<EvaluationOf>;

  const Dataset& data_;
  ValidatorOptions options_;
  Loader<NoAugment, RectBatches<0.5>> loader_;
  Batch batch_;
  std::vector<ImageDetections> samples_;
  Evaluator<EvaluationOf> evaluator_;
  LossItems sum_;
  SpeedMs seconds_;
  Stopwatch whole_, part_;
};

// Not in the class, so that the default one can be compiled once.

template <Evaluation E>
ValidationLoop<E>::ValidationLoop(const Dataset& data, const ValidatorOptions& options, int stride_px)
    : data_(data), options_(options),
      loader_(data, {.batch = options.batch, .img_px = options.img_px, .stride_px = stride_px, .workers = options.workers,
                     .augmenting = false, .cache = options.cache}) {
  options_.nms.agnostic = options.nms.agnostic || options.single_class;
}

template <Evaluation E>
ValidationLoop<E>::~ValidationLoop() = default;

template <Evaluation E>
void ValidationLoop<E>::start() {
  samples_.clear();
  evaluator_.reset();
  sum_ = {};
  seconds_ = {};
  whole_.lap();
  part_.lap();
  loader_.start(0);
}

template <Evaluation E>
bool ValidationLoop<E>::next() {
  if (!loader_.next(batch_)) return false;
  seconds_.preprocess += part_.lap();
  return true;
}

template <Evaluation E>
void ValidationLoop<E>::inferred() { seconds_.inference += part_.lap(); }

template <Evaluation E>
void ValidationLoop<E>::add(const std::vector<HeadView<const float>>& maps, const TestTimeMaps& more, const LossItems& items,
                            const HeadSetup& head) {
  sum_ = {sum_.box + items.box, sum_.obj + items.obj, sum_.cls + items.cls};
  part_.lap();  // the loss's time is nobody's
  auto found = detail::detections_in(maps, more, batch_, head, options_);
  std::vector<std::vector<Detection>> compared;
  if constexpr (in_network_pixels) compared = detail::clipped(found, batch_);
  detail::scale_to_native(found, batch_);
  seconds_.nms += part_.lap();
  const auto network_labels = in_network_pixels ? detail::network_labels(batch_) : std::vector<std::vector<Label>>();
  for (std::size_t i = 0; i < found.size(); ++i) {
    const ImageRecord& image = data_[batch_.origins[i].index];
    const auto labels = detail::native_labels(image);
    if constexpr (in_network_pixels) evaluator_.add(compared[i], network_labels[i]);
    else evaluator_.add(found[i], labels);
    if (static_cast<int>(samples_.size()) < options_.samples)
      samples_.push_back({image.path, image.width_px, image.height_px, found[i], labels});
  }
  part_.lap();
}

template <Evaluation E>
Results ValidationLoop<E>::results() {
  Results results = evaluator_.results();
  const auto batches = static_cast<double>(loader_.batches());
  results.loss = {sum_.box / batches, sum_.obj / batches, sum_.cls / batches};
  const double per_image = 1e3 / data_.size();
  results.speed = {seconds_.preprocess * per_image, seconds_.inference * per_image, seconds_.nms * per_image};
  results.seconds = whole_.lap();
  return results;
}

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/train/validation_loop.ipp>
#else
extern template class ctyolo::ValidationLoop<ctyolo::Yolov5AP>;
#endif
