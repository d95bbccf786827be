// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of train/run_frame.hpp.
#pragma once

#include <ctyolo/backend/threads.hpp>
#include <ctyolo/core/error.hpp>
#include <ctyolo/core/memory.hpp>
#include <ctyolo/core/text.hpp>
#include <ctyolo/core/type_name.hpp>
#include <ctyolo/data/image_cache.hpp>
#include <ctyolo/data/sampling/label_weights.hpp>
#include <ctyolo/hooks/results_file.hpp>
#include <ctyolo/io/run_folder.hpp>
#include <ctyolo/train/run_frame.hpp>
#include <ctyolo/train/run_notes.hpp>

#include <filesystem>
#include <utility>

namespace ctyolo::inline v0 {

CTYOLO_INLINE RunFrame::RunFrame(const FitOptions& asked, const Hyp& recipe_hyp, const RunTypes& types, RunData* own)
    : types_(types), setup_(run_setup(asked, recipe_hyp)) {
  if (own != nullptr) data_.emplace(std::move(*own));
}

CTYOLO_INLINE RunFrame::~RunFrame() = default;

CTYOLO_INLINE Facts RunFrame::resume() {
  if (const Checkpoint* c = resumed()) {
    check_policies(*c, types_.net(), types_.policies());
    say(resuming_note(*c, state()));
    return hook_states(*c);
  }
  const TorchTraining* t = python();
  if (t == nullptr) return {};
  say(resuming_note(*t, state(), options().epochs));
  return t->results.empty() ? Facts() : Facts{{type_name<ResultsFile>(), ResultsFile::state_of(t->results)}};
}

CTYOLO_INLINE void RunFrame::settle_options() {
  FitOptions& o = options();
  threads_ = set_compute_threads(o.threads);
  if (o.workers < 0) o.workers = default_workers();
  if (const int px = types_.image_size_px; px > 0) {
    if (o.img != ImageSize(px)) say("image size: " + std::to_string(px) + " px, by the program's " + types_.image_size());
    o.img = px;
  }
  for (const std::string& text : {round_up_to_stride(o.img.train_px, "training", types_.max_stride_px),
                                  round_up_to_stride(o.img.val_px, "validation", types_.max_stride_px)})
    if (!text.empty()) say(text);
}

CTYOLO_INLINE void RunFrame::load_data() {
  if (!data_) data_.emplace(run_data(options().data, types_.single_class));
  data_->names = types_.class_names(data_->names);
  if (types_.classes > 0 && classes() != types_.classes)
    fail(options().data, ": ", classes(), " classes, but the net ", types_.net_type(), " has ", types_.classes, "; use ", types_.net(),
         "::Classes<", classes(), "> or Classes<Dynamic>");
}

CTYOLO_INLINE std::span<const std::int64_t> RunFrame::class_counts() {
  counts_ = ctyolo::class_counts(data_->train.records(), data_->names.size());
  return counts_;
}

CTYOLO_INLINE const Checkpoint* RunFrame::first_weights() {
  if (goes_on() || options().weights.empty()) return nullptr;
  weights_ = Checkpoint::read(options().weights);
  return &*weights_;
}

CTYOLO_INLINE void RunFrame::took_over(const Transferred& t) { say(transferred_note(*weights_, options().weights, t, types_.net())); }

CTYOLO_INLINE void RunFrame::froze(int tensors) { say("Freezing " + std::to_string(tensors) + " tensors: " + to_text(options().freeze)); }

CTYOLO_INLINE const LabelSizes* RunFrame::label_sizes() {
  if (goes_on()) return nullptr;
  for (const ImageRecord& image : data_->train.records())
    label_sizes_.add(image.width_px, image.height_px, options().img.train_px, image.labels);
  return &label_sizes_;
}

CTYOLO_INLINE LoaderOptions RunFrame::loader_options() const {
  const FitOptions& o = options();
  return {.batch = o.batch, .img_px = o.img.train_px, .stride_px = types_.max_stride_px, .workers = o.workers, .seed = o.seed,
          .hyp = hyp(), .augmenting = true, .cache = o.cache};
}

CTYOLO_INLINE ValidatorOptions RunFrame::validator_options(int samples) const {
  const FitOptions& o = options();
  return {.img_px = o.img.val_px, .batch = 2 * o.batch, .workers = o.workers, .cache = o.cache, .samples = samples};
}

CTYOLO_INLINE void RunFrame::begin(Cache used, std::int64_t batches) {
  const FitOptions& o = options();
  if (o.cache == Cache::automatic && used == Cache::ram)
    say("Decoded pictures are kept in memory: " + std::to_string(ImageCache::bytes_needed(data_->train, o.img.train_px) / 1'000'000) +
        " MB for training (cache = none decodes them every time)");
  if (python() != nullptr) state().step = state().epoch * batches;
  resumed_ = resumed() != nullptr;
  setup_.resumed.reset();
  setup_.python.reset();  // its file
  weights_.reset();
  label_sizes_ = {};
  folder_ = resumed_ ? setup_.folder : make_run_folder(o.project, o.name, o.exist_ok);
  std::filesystem::create_directories(std::filesystem::path(folder_) / "weights");
  first_epoch_ = state().epoch;
}

CTYOLO_INLINE const TrainingStarted& RunFrame::started() {
  const FitOptions& o = options();
  started_.emplace(TrainingStarted{.folder = folder_, .options = announced_options(o, threads_), .hyp = hyp(), .net = types_.net(),
                                   .trainer = types_.named_policies(), .configuration = configuration_.text(),
                                   .configuration_json = configuration_.json(), .class_names = data_->names, .train_px = o.img.train_px,
                                   .val_px = o.img.val_px, .workers = o.workers, .epochs = o.epochs, .start_epoch = state().epoch,
                                   .train_images = data_->train.size(), .val_images = data_->val.size(),
                                   .parameters = configuration_.parameters, .gflops = configuration_.gflops,
                                   .bias_tensors = types_.groups.bias, .weight_tensors = types_.groups.weight,
                                   .norm_tensors = types_.groups.norm, .resumed = resumed_,
                                   .train_records = data_->train.records(), .rows = configuration_.rows});
  return *started_;
}

CTYOLO_INLINE Moment RunFrame::moment(std::int64_t batches) const {
  return {.step = state().step, .epoch = state().epoch, .epochs = options().epochs, .batches = batches, .batch_size = options().batch};
}

CTYOLO_INLINE void RunFrame::begin_epoch() {
  images_ = 0;
  seconds_ = 0;
}

CTYOLO_INLINE void RunFrame::add(const LossItems& items, int width_px, double seconds) {
  RunState& s = state();
  s.sum = {s.sum.box + items.box, s.sum.obj + items.obj, s.sum.cls + items.cls};
  ++s.batch;
  ++s.step;
  width_px_ = width_px;
  images_ += batch.count;
  seconds_ += seconds;
}

CTYOLO_INLINE BatchDone RunFrame::batch_done(std::int64_t batches) const {
  return {.epoch = state().epoch, .epochs = options().epochs, .batch = state().batch, .batches = batches, .mean = state().mean(),
          .targets = static_cast<int>(batch.targets.size()), .img_px = width_px_, .memory_gb = process_memory_gb(),
          .epoch_seconds = seconds_, .images_per_second = static_cast<double>(images_) / seconds_};
}

CTYOLO_INLINE bool RunFrame::take(const Results& validation) {
  RunState& s = state();
  s.latest = validation;
  s.class_maps = class_maps(validation, classes());
  const bool best = validation.fitness() >= s.best_fitness;
  if (best) {
    s.best_fitness = validation.fitness();
    s.best_epoch = s.epoch;
  }
  return best;
}

CTYOLO_INLINE EpochEnded RunFrame::epoch_ended(const Rates& rates, bool validated, bool best, double seconds) const {
  return {.epoch = state().epoch, .epochs = options().epochs, .train = state().mean(), .rates = rates, .results = state().latest,
          .validated = validated, .best = best, .targets = static_cast<int>(batch.targets.size()), .img_px = width_px_,
          .memory_gb = process_memory_gb(), .seconds = seconds_ + seconds};
}

CTYOLO_INLINE void RunFrame::end_epoch(bool stop) {
  RunState& s = state();
  s.finished = last_epoch() || stop;
  ++s.epoch;
  s.batch = 0;
  s.sum = {};
}

CTYOLO_INLINE void RunFrame::diverged(const char* what, double value, const std::string& anomaly) const {
  const std::string last = existing("last");
  fail("epoch ", state().epoch, ", batch ", state().batch, ": ", what, " ", value, "; ", anomaly, "; training stops. ",
       last.empty() ? "Nothing was saved yet" : "The last good checkpoint is " + last, "; a lower lr0 (now ", hyp().lr0, ") usually helps");
}

CTYOLO_INLINE std::string RunFrame::weights_path(const char* which) const {
  return (std::filesystem::path(folder_) / "weights" / (std::string(which) + ".safetensors")).string();
}

CTYOLO_INLINE std::string RunFrame::existing(const char* which) const {
  const std::string path = weights_path(which);
  return std::filesystem::exists(path) ? path : std::string();
}

CTYOLO_INLINE void RunFrame::note(Checkpoint& c, bool whole, const Facts& hooks) const {
  const std::string named = types_.named_policies();
  c.set("net", types_.net());
  c.set("trainer", types_.net_type() + (named.empty() ? "" : ", ") + named);
  c.set("policies", named);
  c.set("resumable", to_text(whole));
  c.set_class_names(data_->names);
  note_policies(c, types_.net(), types_.policies());
  c.set("fingerprint", configuration_.fingerprint());
  note_run(c, options(), hyp(), state());
  for (const auto& [hook, state] : hooks) c.set(std::string(hook_prefix) + hook, state);
}

CTYOLO_INLINE const CheckpointSaved& RunFrame::save(const Checkpoint& c, const char* which, bool whole) {
  saved_ = {.path = weights_path(which), .epoch = state().epoch, .best = !whole && !state().finished};
  c.write(saved_.path);
  return saved_;
}

CTYOLO_INLINE const TrainingEnded& RunFrame::ended(double seconds, bool stopped_early) {
  results_ = state().latest;
  results_.best_epoch = state().best_epoch;
  results_.train_seconds = seconds;
  results_.folder = folder_;
  ended_.emplace(TrainingEnded{.folder = folder_, .epochs_done = state().epoch - first_epoch_, .hours = seconds / 3600,
                               .interrupted = !state().finished, .stopped_early = stopped_early, .last = existing("last"),
                               .best = existing("best"), .results = results_});
  return *ended_;
}

CTYOLO_INLINE const Note* RunFrame::next_note() { return told_ < notes_.size() ? &notes_[told_++] : nullptr; }

}  // namespace ctyolo::inline v0
