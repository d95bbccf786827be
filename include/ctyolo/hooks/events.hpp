// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The moments of a training that a hook can take part in: one type each. Tier: spec (std only).
#pragma once

#include <ctyolo/core/box.hpp>
#include <ctyolo/core/results.hpp>
#include <ctyolo/core/row_facts.hpp>
#include <ctyolo/data/batch.hpp>
#include <ctyolo/data/image_record.hpp>
#include <ctyolo/data/summary.hpp>
#include <ctyolo/eval/evidence.hpp>
#include <ctyolo/hyp/hyp.hpp>
#include <ctyolo/schedule/rates.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace ctyolo::inline v0 {

/// Something the user should know and that stops nothing ("image size 300 rounded up to 320"). One line.
struct Note {
  std::string text = {};
};

/// One data split was read and checked.
struct DatasetChecked {
  const DatasetSummary& summary;
};

/// Everything is ready, the first epoch is about to start.
struct TrainingStarted {
  std::string folder = {};           ///< of the run; exists
  std::vector<std::pair<std::string, std::string>> options = {};  ///< run options as in force, YOLOv5's names
  Hyp hyp = {};                      ///< as in force, before any scaling
  std::string net = {};              ///< "YoloV5n"
  std::string trainer = {};          ///< the trainer's type as text
  std::string configuration = {};    ///< every policy and value, several lines
  std::string configuration_json = {};  ///< the same as JSON; may be empty
  std::vector<std::string> class_names = {};
  int train_px = 640, val_px = 640;  ///< after rounding
  int workers = 0;
  int epochs = 0;
  int start_epoch = 0;               ///< > 0 when resumed
  int train_images = 0, val_images = 0;
  std::int64_t parameters = 0;
  double gflops = 0;                 ///< of one forward at train_px
  int bias_tensors = 0, weight_tensors = 0, norm_tensors = 0;
  bool resumed = false;              ///< continues an earlier run, perhaps in the middle of an epoch
  std::span<const ImageRecord> train_records = {};  ///< with their labels
  std::span<const RowFacts> rows = {};  ///< of the net, at train_px
};

struct EpochStarted {
  int epoch = 0, epochs = 0;
  std::int64_t batches = 0;
};

/// A batch for training is there, as the network will see it (before a change of size).
struct BatchLoaded {
  int epoch = 0;
  std::int64_t batch = 0;
  const Batch& content;
};

/// One batch went forward and backward.
struct BatchDone {
  int epoch = 0, epochs = 0;
  std::int64_t batch = 0, batches = 0;
  LossItems mean = {};   ///< of this epoch so far
  int targets = 0;       ///< boxes in this batch
  int img_px = 0;        ///< width of this batch
  double memory_gb = 0;  ///< in use by the process (GPU: by the allocator)
  double epoch_seconds = 0;
  double images_per_second = 0;
};

/// What was found on one validation image.
struct ImageDetections {
  std::string path = {};
  int width_px = 0, height_px = 0;         ///< native, after EXIF orientation
  std::vector<Detection> detections = {};  ///< native pixels, best first
  std::vector<Label> labels = {};          ///< native pixels
};

/// A validation is complete. `samples` are its first images, or all where a hook wants_all_detections(). When a hook then ends the training, it turns out to have been
/// the final one, and comes once more as such.
struct Validated {
  int epoch = 0;
  const Results& results;
  std::span<const ImageDetections> samples;
  const std::vector<std::string>& class_names;
  bool final_epoch = false;
  const Evidence* evidence = nullptr;  ///< all that `results` were made of: for curves and tables; may be absent
};

/// An epoch is over: trained, validated where asked, not yet saved.
struct EpochEnded {
  int epoch = 0, epochs = 0;
  LossItems train = {};         ///< means of the epoch
  Rates rates = {};             ///< of its last step
  const Results& results;       ///< of the latest validation; zeros before the first
  bool validated = false;
  bool best = false;            ///< fitness is the best so far
  int targets = 0, img_px = 0;  ///< of the last batch
  double memory_gb = 0;
  double seconds = 0;           ///< of this epoch, validation included
};

struct CheckpointSaved {
  std::string path = {};
  int epoch = 0;
  bool best = false;
};

/// The training is over: complete, stopped or interrupted.
struct TrainingEnded {
  std::string folder = {};
  int epochs_done = 0;               ///< in this call of fit
  double hours = 0;
  bool interrupted = false;          ///< by a signal or a stop token: can be resumed
  bool stopped_early = false;        ///< by a hook
  std::string last = {}, best = {};  ///< checkpoint paths; empty when none was written
  const Results& results;
};

}  // namespace ctyolo::inline v0
