// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The loader: batches of an epoch, prepared ahead by threads, the same for any number of them. Tier: data (OpenCV).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/data/augment/augment.hpp>
#include <ctyolo/data/batch_ring.hpp>
#include <ctyolo/data/dataset.hpp>
#include <ctyolo/data/image_cache.hpp>
#include <ctyolo/data/image_source.hpp>
#include <ctyolo/data/loader_options.hpp>
#include <ctyolo/data/sampling/concepts.hpp>
#include <ctyolo/data/thread_priority.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace ctyolo::inline v0 {

namespace detail {

/// Throws Error for options that make no sense; returns them with the batch brought down to the data set's size
/// and the cache chosen.
LoaderOptions checked_options(LoaderOptions options, const Dataset& dataset);

/// Writes picture, boxes and origin of a sample to its place in a batch; BGR pixels become planes R, G, B.
void pack_sample(const Sample& sample, const BatchRing::Item& item);

/// The exception being handled; one of OpenCV becomes an Error that names the image it came from.
std::exception_ptr current_error(const std::string& image);

/// Turns off OpenCV's own threads, once in a process: the workers are the parallelism, and theirs would multiply.
/// OpenCV has one such setting for the whole process; a program that wants it otherwise sets it back afterwards.
void quiet_opencv();

}  // namespace detail

/// Batches of a data set under an augmentation chain and a sampling policy.
///
/// Draws depend on (seed, epoch, position in the epoch) alone: batches are identical for any number of workers, and
/// start(epoch, k) continues as if batches 0..k-1 had been taken. The data set must outlive the loader.
/// @code
///   Loader<Yolov5Augment, Shuffled> loader(train, {.batch = 16, .img_px = 320, .workers = 1, .augmenting = true});
///   Batch batch;                                       // one object for the whole training: its buffers go round
///   for (loader.start(epoch); loader.next(batch);) { ... }
/// @endcode
template <class AugmentChain, class Sampling>
class Loader {
  static_assert(AugmentPolicy<AugmentChain>,
                "ctyolo: the first argument of Loader must be an augmentation (data/augment/concepts.hpp)");
  static_assert(SamplingPolicy<Sampling>,
                "ctyolo: the second argument of Loader must be a sampling (data/sampling/concepts.hpp)");

 public:
  Loader(const Dataset& dataset, const LoaderOptions& options, const AugmentChain& chain = {}, const Sampling& sampling = {});
  ~Loader() { ring_.close(); }
  Loader(const Loader&) = delete;
  Loader& operator=(const Loader&) = delete;

  /// Batches of an epoch; the last one may be smaller.
  std::int64_t batches() const { return batches_; }
  const LoaderOptions& options() const { return options_; }

  /// What the sampling may know of the last validation, from the next start() on. @param maps  mAP of each class
  void set_class_maps(std::vector<double> maps) {
    class_maps_ = std::move(maps);
    input_.class_maps = class_maps_;
  }

  /// Begins an epoch at batch `first_batch`; what was being prepared is dropped. Workers start at once.
  void start(int epoch, std::int64_t first_batch = 0);

  /// Swaps the next batch into `out`; false at the end of the epoch. Throws what went wrong with one of its images;
  /// then the epoch is over, and start() begins another.
  bool next(Batch& out);

  /// Is a batch ready to be taken without waiting? (Measures whether the loader keeps up.)
  bool ready() { return ring_.ready(); }

 private:
  void work();
  void prepare(const BatchRing::Item& item);

  LoaderOptions options_;
  AugmentChain chain_;
  Sampling sampling_;
  SamplingInput input_;
  std::vector<double> class_maps_;
  std::unique_ptr<ImageCache> cache_;
  std::unique_ptr<DiskCache> disk_;
  ImageSource source_;
  std::int64_t batches_ = 0;
  int epoch_ = 0;                   // these three change only while nothing is under way
  std::vector<int> order_;
  std::vector<BatchShape> shapes_;
  BatchRing ring_;
  std::vector<std::jthread> workers_;  // last: they are joined before anything they use goes away
};

// Not in the class, so that those of a default training can be compiled once (data/default_loaders.hpp).

template <class AugmentChain, class Sampling>
Loader<AugmentChain, Sampling>::Loader(const Dataset& dataset, const LoaderOptions& options, const AugmentChain& chain,
                                       const Sampling& sampling)
    : options_(detail::checked_options(options, dataset)),
      chain_(chain),
      sampling_(sampling),
      input_{dataset.records(), options_.batch, options_.img_px, options_.stride_px, options_.seed, {}},
      cache_(options_.cache == Cache::ram ? std::make_unique<ImageCache>(dataset, options_.img_px, options_.augmenting)
                                          : nullptr),
      disk_(options_.cache == Cache::disk ? std::make_unique<DiskCache>(dataset, options_.img_px, options_.augmenting)
                                          : nullptr),
      source_(dataset, options_.img_px, options_.augmenting, cache_.get(), disk_.get()),
      ring_(options_.workers > 0 ? options_.ring : 1) {
  const std::vector<int> order = sampling_.order(input_, 0);
  batches_ = batches_of(order.size(), options_.batch);
  if (options_.workers > 0) detail::quiet_opencv();
  try {
    for (int i = 0; i < options_.workers; ++i) workers_.emplace_back([this] { work(); });
  } catch (...) {
    ring_.close();  // a thread could not be started: those that run must come home before the error leaves
    throw;
  }
}

template <class AugmentChain, class Sampling>
void Loader<AugmentChain, Sampling>::start(int epoch, std::int64_t first_batch) {
  ring_.abandon();
  epoch_ = epoch;
  order_ = sampling_.order(input_, epoch);
  shapes_ = batch_shapes(sampling_, input_, order_, epoch);
  ring_.begin(static_cast<std::int64_t>(order_.size()), options_.batch, shapes_, std::max<std::int64_t>(first_batch, 0));
}

template <class AugmentChain, class Sampling>
bool Loader<AugmentChain, Sampling>::next(Batch& out) {
  if (workers_.empty()) {
    for (BatchRing::Item item; !ring_.ready() && ring_.claim(item, false);) prepare(item);
  }
  return ring_.take(out);
}

template <class AugmentChain, class Sampling>
void Loader<AugmentChain, Sampling>::work() {
  yield_priority(10);
  for (BatchRing::Item item; ring_.claim(item, true);) prepare(item);
}

template <class AugmentChain, class Sampling>
void Loader<AugmentChain, Sampling>::prepare(const BatchRing::Item& item) {
  std::exception_ptr error;
  const int image = order_[static_cast<std::size_t>(item.position)];
  try {
    const AugmentContext context(source_, options_.hyp, item.shape, Sampling::rectangular,
                                 {options_.seed, static_cast<std::uint64_t>(epoch_), static_cast<std::uint64_t>(item.position)});
    detail::pack_sample(options_.augmenting ? chain_.make(image, context) : NoAugment{}.make(image, context), item);
  } catch (...) {
    error = detail::current_error(source_.path(image));
  }
  ring_.finish(item, std::move(error));  // moved: the last owner, who destroys it, must be the consumer
}

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/data/loader.ipp>
#endif
