// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Run options: which files, how long, how big. Tier: spec (std only).
#pragma once

#include <ctyolo/hyp/hyp.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace ctyolo::inline v0 {

/// Side of the square network input: one value for both, or {train, validation}.
struct ImageSize {
  int train_px = 640;
  int val_px = 640;
  constexpr ImageSize(int px) : train_px(px), val_px(px) {}  // NOLINT: `.img = 320` is meant to work
  constexpr ImageSize(int train, int val) : train_px(train), val_px(val) {}
  constexpr bool operator==(const ImageSize&) const = default;
};

enum class Cache { none, ram };

/// What `Trainer::fit` is told. Names follow YOLOv5's command line.
struct FitOptions {
  std::string data;                   ///< data.yaml
  int epochs = 100;
  int batch = 16;
  ImageSize img = 640;                ///< px; rounded up to a multiple of the largest stride, with a note
  std::optional<Hyp> hyp;             ///< none: the recipe's
  std::string weights;                ///< start from this checkpoint's weights; empty: random
  std::string resume;                 ///< continue this run (its folder or its weights/last.safetensors)
  std::string project = "runs/train";
  std::string name = "exp";
  bool exist_ok = false;              ///< write into an existing folder instead of taking the next number
  int workers = -1;                   ///< loader threads; 0: none, -1: chosen from the cores
  int threads = 0;                    ///< compute threads; 0: all cores
  std::uint64_t seed = 0;
  Cache cache = Cache::none;
  bool noval = false;                 ///< validate only after the last epoch
  bool nosave = false;                ///< save only after the last epoch
  std::string device = "cpu";
};

}  // namespace ctyolo::inline v0
