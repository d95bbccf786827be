// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of data/loader.hpp that do not depend on the policies.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/core/memory.hpp>
#include <ctyolo/data/loader.hpp>
#include <ctyolo/data/network_input.hpp>

#include <cstddef>

namespace ctyolo::inline v0::detail {

CTYOLO_INLINE LoaderOptions checked_options(LoaderOptions options, const Dataset& dataset) {
  const auto at_least = [](const char* name, int value, int least) {
    if (value < least) fail("loader: ", name, " is ", value, ", it must be at least ", least);
  };
  at_least("batch", options.batch, 1);
  at_least("img_px", options.img_px, 1);
  at_least("stride_px", options.stride_px, 1);
  at_least("workers", options.workers, 0);
  at_least("ring", options.ring, 1);
  options.batch = std::min(options.batch, dataset.size());
  options.cache = chosen_cache(options.cache, dataset, options.img_px, free_memory_bytes());
  return options;
}

CTYOLO_INLINE void pack_sample(const Sample& sample, const BatchRing::Item& item) {
  write_planes(sample.bgr, item.pixels);
  append_targets(sample, item.image, *item.targets);
  *item.origin = sample.origin;
}

CTYOLO_INLINE std::exception_ptr current_error(const std::string& image) {
  try {
    throw;
  } catch (const cv::Exception& e) {
    return std::make_exception_ptr(Error(image + ": the picture could not be prepared: OpenCV: " + e.err));
  } catch (...) {
    return std::current_exception();
  }
}

CTYOLO_INLINE void quiet_opencv() {
  static const bool once = [] {
    cv::setNumThreads(0);
    return true;
  }();
  static_cast<void>(once);
}

}  // namespace ctyolo::inline v0::detail
