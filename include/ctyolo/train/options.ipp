// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of train/options.hpp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/train/options.hpp>

#include <algorithm>
#include <thread>

namespace ctyolo::inline v0 {

CTYOLO_INLINE void check(const FitOptions& o) {
  if (o.epochs < 1) fail("epochs = ", o.epochs, ": a training needs at least 1 epoch");
  if (o.batch < 1) fail("batch = ", o.batch, ": a batch needs at least 1 image");
  for (const int px : {o.img.train_px, o.img.val_px})
    if (px < 1 || px > 8192) fail("img = ", px, " px: the image size must lie between 1 and 8192 px");
  if (o.workers < -1) fail("workers = ", o.workers, ": 0 for none, -1 to have the number chosen, or a number of threads");
  if (o.threads < 0) fail("threads = ", o.threads, ": 0 for all cores, or a number of threads");
  const int most_threads = 16 * std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  if (o.threads > most_threads || o.workers > most_threads)
    fail(o.threads > most_threads ? "threads = " : "workers = ", std::max(o.threads, o.workers), ": at most ", most_threads, ", 16 for each core here");
  if (o.hyp) visit_hyp(*o.hyp, [](const char* name, double value) {
    if (!(value >= 0)) fail("hyp ", name, " = ", value, ": no hyper-parameter lies below 0");
  });
  if (!o.resume.empty() && !o.weights.empty())
    fail("resume and weights exclude each other: a resumed run has its own weights (", o.resume, ")");
}

}  // namespace ctyolo::inline v0
