// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of data/batch_ring.hpp.
#pragma once

#include <ctyolo/data/batch_ring.hpp>

#include <algorithm>
#include <utility>

namespace ctyolo::inline v0 {

CTYOLO_INLINE int BatchRing::images_in(std::int64_t batch) const {
  return static_cast<int>(std::min<std::int64_t>(batch_size_, images_ - batch * batch_size_));
}

CTYOLO_INLINE bool BatchRing::room() const {
  return running_ && next_batch_ < static_cast<std::int64_t>(shapes_.size()) &&
         next_batch_ < taken_ + static_cast<std::int64_t>(slots_.size());
}

CTYOLO_INLINE void BatchRing::begin(std::int64_t images, int batch, std::span<const BatchShape> shapes,
                                    std::int64_t first) {
  {
    const std::lock_guard lock(mutex_);
    images_ = images;
    batch_size_ = batch;
    shapes_ = shapes;
    next_batch_ = taken_ = first;
    next_image_ = 0;
    largest_bytes_ = 0;
    for (const BatchShape& shape : shapes) {
      const auto pixels = static_cast<std::size_t>(shape.height_px) * static_cast<std::size_t>(shape.width_px);
      largest_bytes_ = std::max(largest_bytes_, 3 * pixels * static_cast<std::size_t>(batch));
    }
    running_ = true;
  }
  work_.notify_all();
}

CTYOLO_INLINE void BatchRing::abandon() {
  std::unique_lock lock(mutex_);
  running_ = false;
  done_.wait(lock, [&] { return under_way_ == 0; });
}

CTYOLO_INLINE void BatchRing::close() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    running_ = false;
  }
  work_.notify_all();
}

CTYOLO_INLINE void BatchRing::prepare(std::int64_t number) {
  Slot& s = slot(number);
  const BatchShape shape = shapes_[static_cast<std::size_t>(number)];
  const auto count = static_cast<std::size_t>(images_in(number));
  s.batch.number = number;
  s.batch.count = static_cast<int>(count);
  s.batch.height = shape.height_px;
  s.batch.width = shape.width_px;
  s.batch.images.reserve(largest_bytes_);
  s.batch.images.resize(3 * count * static_cast<std::size_t>(shape.height_px) *
                        static_cast<std::size_t>(shape.width_px));
  s.batch.origins.resize(count);
  if (s.targets.size() < count) s.targets.resize(count);
  for (std::size_t i = 0; i < count; ++i) s.targets[i].clear();
  s.pending = static_cast<int>(count);
  s.error = nullptr;
}

CTYOLO_INLINE bool BatchRing::claim(Item& item, bool wait) {
  std::unique_lock lock(mutex_);
  if (wait) work_.wait(lock, [&] { return closed_ || room(); });
  if (closed_ || !room()) return false;
  if (next_image_ == 0) prepare(next_batch_);
  Slot& s = slot(next_batch_);
  const auto at = static_cast<std::size_t>(next_image_);
  const BatchShape shape = shapes_[static_cast<std::size_t>(next_batch_)];
  item.batch = next_batch_;
  item.image = next_image_;
  item.position = next_batch_ * batch_size_ + next_image_;
  item.shape = shape;
  item.pixels = s.batch.images.data() +
                3 * at * static_cast<std::size_t>(shape.height_px) * static_cast<std::size_t>(shape.width_px);
  item.targets = &s.targets[at];
  item.origin = &s.batch.origins[at];
  ++under_way_;
  if (++next_image_ == images_in(next_batch_)) {
    ++next_batch_;
    next_image_ = 0;
  }
  return true;
}

CTYOLO_INLINE void BatchRing::finish(const Item& item, std::exception_ptr error) {
  bool wake = false;
  {
    const std::lock_guard lock(mutex_);
    Slot& s = slot(item.batch);
    if (error && (!s.error || item.image < s.failed_image)) {
      s.error = std::move(error);
      s.failed_image = item.image;
    }
    --under_way_;
    wake = --s.pending == 0 || (!running_ && under_way_ == 0);
  }
  if (wake) done_.notify_all();
}

CTYOLO_INLINE bool BatchRing::ready() {
  const std::lock_guard lock(mutex_);
  return taken_ >= static_cast<std::int64_t>(shapes_.size()) || (next_batch_ > taken_ && slot(taken_).pending == 0);
}

CTYOLO_INLINE bool BatchRing::take(Batch& out) {
  std::unique_lock lock(mutex_);
  if (!running_ || taken_ >= static_cast<std::int64_t>(shapes_.size())) return false;
  done_.wait(lock, [&] { return next_batch_ > taken_ && slot(taken_).pending == 0; });
  Slot& s = slot(taken_);
  if (s.error) {
    running_ = false;  // the epoch ends here; begin starts another
    std::rethrow_exception(std::exchange(s.error, nullptr));
  }
  s.batch.targets.clear();
  for (int i = 0; i < s.batch.count; ++i) {
    for (Target t : s.targets[static_cast<std::size_t>(i)]) {
      t.image = i;
      s.batch.targets.push_back(t);
    }
  }
  std::swap(out, s.batch);
  ++taken_;
  lock.unlock();
  work_.notify_all();
  return true;
}

}  // namespace ctyolo::inline v0
