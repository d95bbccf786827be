// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The hand-over between loader threads and the consumer: a ring of batches, filled image by image. Tier: data (std).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/data/batch.hpp>
#include <ctyolo/data/batch_shape.hpp>

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <mutex>
#include <span>
#include <vector>

namespace ctyolo::inline v0 {

/// Gives out images to prepare in the epoch's order, at most `slots` batches ahead of the consumer, and hands batches
/// back in order. What is in a batch depends on its images alone, so any number of threads makes the same.
///
/// One consumer calls begin, take and abandon; any number of threads loop claim, fill the item's place, then finish.
class BatchRing {
 public:
  /// One image to prepare, and its place in the batch.
  struct Item {
    std::int64_t batch = 0;
    int image = 0;                     ///< in the batch
    std::int64_t position = 0;         ///< in the epoch's order
    BatchShape shape;
    std::uint8_t* pixels = nullptr;    // [3,h,w] of this image
    std::vector<Target>* targets = nullptr;
    ImageOrigin* origin = nullptr;
  };

  explicit BatchRing(int slots) : slots_(static_cast<std::size_t>(slots)) {}

  /// Starts an epoch of `images` places at batch `first`; `shapes` (a batch each) must stay until the next begin.
  /// Nothing of an earlier epoch may be under way: call abandon before.
  void begin(std::int64_t images, int batch, std::span<const BatchShape> shapes, std::int64_t first);

  /// Gives out no more images and waits until those under way are finished.
  void abandon();

  /// The next image to prepare. With `wait`, waits for room; false: the ring is closed. Without, false: nothing to do.
  bool claim(Item& item, bool wait);

  /// An item's place is filled, or its preparation failed with `error`.
  void finish(const Item& item, std::exception_ptr error);

  /// Is the next batch complete? Never waits.
  bool ready();

  /// Waits for the next batch and swaps it with `out`; false after the last. Throws what went wrong in it: of several
  /// mistakes always that of the first image.
  bool take(Batch& out);

  /// Wakes everyone who waits in claim; for the end.
  void close();

 private:
  struct Slot {
    Batch batch;
    std::vector<std::vector<Target>> targets;  // an image each, joined in take
    int pending = 0;                           // images not finished
    int failed_image = 0;
    std::exception_ptr error;
  };

  Slot& slot(std::int64_t batch) { return slots_[static_cast<std::size_t>(batch) % slots_.size()]; }
  int images_in(std::int64_t batch) const;
  bool room() const;
  void prepare(std::int64_t batch);

  std::mutex mutex_;
  std::condition_variable work_, done_;
  std::vector<Slot> slots_;
  std::span<const BatchShape> shapes_;
  std::size_t largest_bytes_ = 0;  // of a batch of this epoch: buffers are reserved once
  std::int64_t images_ = 0;
  int batch_size_ = 1;
  std::int64_t next_batch_ = 0;    // to be given out
  int next_image_ = 0;
  std::int64_t taken_ = 0;         // batches that the consumer has taken or skipped
  int under_way_ = 0;              // items claimed and not finished
  bool running_ = false, closed_ = false;
};

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/data/batch_ring.ipp>
#endif
