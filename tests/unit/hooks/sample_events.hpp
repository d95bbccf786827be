// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Events of a made-up training, for the tests of hooks/.
#pragma once

#include <ctyolo/hooks/events.hpp>

namespace test {

inline ctyolo::Results some_results(double map = 0.25) {
  ctyolo::Results r;
  r.precision = 0.1107;
  r.recall = 0.1954;
  r.map50 = 0.1029;
  r.map50_95 = map;
  r.loss = {.box = 0.07504, .obj = 0.06971, .cls = 0.03865};
  r.images = 73;
  r.instances = 967;
  r.classes = {
      {.cls = 0, .images = 73, .instances = 800, .precision = 0.5, .recall = 0.25, .map50 = 0.125, .map50_95 = 1},
      {.cls = 2, .images = 12, .instances = 167, .precision = 1, .recall = 0, .map50 = 1e-5, .map50_95 = 0.33333}};
  return r;
}

inline ctyolo::TrainingStarted started(const std::string& folder, int start_epoch = 0) {
  ctyolo::TrainingStarted e;
  e.folder = folder;
  e.options = {{"epochs", "50"}, {"data", "a b: c.yaml"}};
  e.net = "YoloV5n";
  e.trainer = "Trainer<YoloV5n>";
  e.configuration = "optimizer SGDNesterov\nschedule WarmupCosine";
  e.class_names = {"RBC", "WBC", "Platelets"};
  e.train_px = e.val_px = 608;
  e.workers = 8;
  e.epochs = 50;
  e.start_epoch = start_epoch;
  e.parameters = 1767283;
  e.gflops = 4.24;
  e.bias_tensors = 102;
  e.weight_tensors = 108;
  e.norm_tensors = 99;
  return e;
}

inline ctyolo::EpochEnded ended(const ctyolo::Results& results, int epoch = 0) {
  return {.epoch = epoch,
          .epochs = 50,
          .train = {.box = 0.09249, .obj = 0.07952, .cls = 0.05629},
          .rates = {.weight = 0.01, .norm = 0.005, .bias = 0.1, .momentum = 0.9},
          .results = results,
          .validated = true,
          .best = false,
          .targets = 6,
          .img_px = 608,
          .memory_gb = 6.4399,
          .seconds = 12};
}

inline ctyolo::BatchDone batch(std::int64_t index, std::int64_t batches = 4, int epoch = 0) {
  return {.epoch = epoch,
          .epochs = 50,
          .batch = index,
          .batches = batches,
          .mean = {.box = 0.09249, .obj = 0.07952, .cls = 0.05629},
          .targets = 6,
          .img_px = 608,
          .memory_gb = 6.4399,
          .epoch_seconds = 10.0 * double(index + 1),
          .images_per_second = 31.24};
}

}  // namespace test
