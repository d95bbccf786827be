// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Run options: which files, how long, how big. Tier: spec (std only).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/data/cache.hpp>
#include <ctyolo/hyp/hyp.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ctyolo::inline v0 {

/// Side of the square network input: one value for both, or {train, validation}.
struct ImageSize {
  int train_px = 640;
  int val_px = 640;
  constexpr ImageSize(int px) : train_px(px), val_px(px) {}  // NOLINT: `.img = 320` is meant to work
  constexpr ImageSize(int train, int val) : train_px(train), val_px(val) {}
  constexpr bool operator==(const ImageSize&) const = default;
};

/// What `Trainer::fit` is told. Names follow YOLOv5's command line.
struct FitOptions {
  std::string data = {};                   ///< data.yaml
  int epochs = 100;
  int batch = 16;                     ///< images a batch
  ImageSize img = 640;                ///< px; rounded up to a multiple of the largest stride, with a note
  std::optional<Hyp> hyp = {};             ///< none: the recipe's
  std::string weights = {};                ///< start from this checkpoint's weights; empty: random
  std::string resume = {};                 ///< continue this run (its folder or its weights/last.safetensors); all
                                      ///< options but workers, threads, cache and device come from the checkpoint.
                                      ///< Or a training of Python's (its last.pt): all options are these
  std::string project = "runs/train";
  std::string name = "exp";
  bool exist_ok = false;              ///< write into an existing folder instead of taking the next number
  int workers = -1;                   ///< loader threads; 0: none, -1: chosen from the cores
  int threads = 0;                    ///< compute threads; 0: all cores
  std::uint64_t seed = 0;
  Cache cache = Cache::automatic;     ///< where resized images are kept between epochs
  bool noval = false;                 ///< validate only after the last epoch
  bool nosave = false;                ///< save only after the last epoch
  std::vector<std::string> freeze = {};    ///< what does not learn: {"10"} the first 10 rows, {"0", "1", "2"} those rows,
                                      ///< or names of the state dict: {"model.24.m.0", "model.3.bn"} (nn/frozen.hpp)
  std::string device = "cpu";
};

/// Calls `f("name", value)` for the options that make a run what it is (not where it is written, nor on what).
template <class Options, class F>
constexpr void visit_run_options(Options& o, F&& f) {
  f("data", o.data);
  f("epochs", o.epochs);
  f("batch_size", o.batch);
  f("imgsz", o.img.train_px);
  f("imgsz_val", o.img.val_px);
  f("weights", o.weights);
  f("seed", o.seed);
  f("noval", o.noval);
  f("nosave", o.nosave);
  f("freeze", o.freeze);
}

/// @throws Error in one line for a value that cannot be meant
void check(const FitOptions& o);

/// Side rounded up to a multiple of the largest stride.
constexpr int rounded_up(int px, int stride_px) { return (px + stride_px - 1) / stride_px * stride_px; }

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/train/options.ipp>
#endif
