// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// All of a training that does not depend on its types: options, data, state, files, what its hooks are told. Tier: nn.
//
// TrainingRun is a template over the net and its policies and is compiled with every program; what stands here is compiled once.
#pragma once

#include <ctyolo/anchors/label_sizes.hpp>
#include <ctyolo/core/config.hpp>
#include <ctyolo/data/batch.hpp>
#include <ctyolo/data/loader_options.hpp>
#include <ctyolo/graph/layer.hpp>
#include <ctyolo/hooks/events.hpp>
#include <ctyolo/nn/state_dict.hpp>
#include <ctyolo/schedule/rates.hpp>
#include <ctyolo/train/configuration.hpp>
#include <ctyolo/train/run_setup.hpp>
#include <ctyolo/train/validation_loop.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace ctyolo::inline v0 {

/// What a training asks of its types.
struct RunTypes {
  std::string (*net)();             ///< "YoloV5n"
  std::string (*net_type)();        ///< "YoloV5n::Classes<3>"
  std::string (*named_policies)();  ///< "Adam, MultiScale<>"
  Facts (*policies)();              ///< of every kind
  std::vector<std::string> (*class_names)(const std::vector<std::string>& of_data);
  bool single_class = false;
  int classes = 0;                  ///< of the net; below 1: as many as the data
  int max_stride_px = 32;
  int image_size_px = 0;            ///< of the program; 0: that of the options
  std::string (*image_size)();      ///< the policy
  LayerGroups groups{};
};

/// The functions are called in the order in which they stand.
class RunFrame {
 public:
  /// Checks the options and reads the checkpoint of a run that goes on. @param own  data of the program, moved from; null: that of asked.data
  RunFrame(const FitOptions& asked, const Hyp& recipe_hyp, const RunTypes& types, RunData* own);
  ~RunFrame();
  RunFrame(const RunFrame&) = delete;
  RunFrame& operator=(const RunFrame&) = delete;

  // ---- before the first step ----

  /// For a run that goes on: checks that it is this one. @return the states of its hooks
  Facts resume();
  /// Settles threads, loader threads and image sizes.
  void settle_options();
  void load_data();
  /// Boxes of each class in the training labels.
  std::span<const std::int64_t> class_counts();
  /// The checkpoint whose weights the training begins with; null: none. Lives until begin().
  const Checkpoint* first_weights();
  /// @throws Error when nothing of first_weights() fitted
  void took_over(const Transferred& t);
  void froze(int tensors);
  /// For the anchors; null where they came with the weights. Lives until begin().
  const LabelSizes* label_sizes();
  LoaderOptions loader_options() const;
  ValidatorOptions validator_options(int samples) const;
  /// @param used  where the loader keeps its pictures @param batches  an epoch
  void begin(Cache used, std::int64_t batches);
  const TrainingStarted& started();

  // ---- an epoch ----

  Moment moment(std::int64_t batches) const;
  void begin_epoch();
  void add(const LossItems& items, int width_px, double seconds);
  BatchDone batch_done(std::int64_t batches) const;
  /// @return whether it is the best so far
  bool take(const Results& validation);
  EpochEnded epoch_ended(const Rates& rates, bool validated, bool best, double seconds) const;
  void end_epoch(bool stop);
  /// @param anomaly  what was found to be the first that is not finite
  [[noreturn]] void diverged(const char* what, double value, const std::string& anomaly) const;

  // ---- files, the end ----

  /// Notes all but tensors. @param whole  so that the run can be continued from it @param hooks  their states
  void note(Checkpoint& c, bool whole, const Facts& hooks) const;
  const CheckpointSaved& save(const Checkpoint& c, const char* which, bool whole);
  const TrainingEnded& ended(double seconds, bool stopped_early);
  const Results& results() const { return results_; }

  /// What the user should know, one after the other; null: nothing more.
  const Note* next_note();

  FitOptions& options() { return setup_.options; }
  const FitOptions& options() const { return setup_.options; }
  const Hyp& hyp() const { return setup_.hyp; }
  RunState& state() { return setup_.state; }
  const RunState& state() const { return setup_.state; }
  /// The checkpoint of a run that goes on; null: none. Lives until begin(), as python().
  const Checkpoint* resumed() const { return setup_.resumed ? &*setup_.resumed : nullptr; }
  const TorchTraining* python() const { return setup_.python ? &*setup_.python : nullptr; }
  const RunData& data() const { return *data_; }
  int classes() const { return static_cast<int>(data_->names.size()); }
  /// Weights, anchors and state come from an earlier training. Until begin().
  bool goes_on() const { return resumed() != nullptr || python() != nullptr; }
  bool last_epoch() const { return state().epoch + 1 == options().epochs; }
  Configuration& configuration() { return configuration_; }

  Batch batch;  ///< the one at work

 private:
  void say(std::string text) { notes_.push_back({std::move(text)}); }
  std::string weights_path(const char* which) const;
  std::string existing(const char* which) const;

  RunTypes types_;
  RunSetup setup_;
  bool resumed_ = false;
  std::optional<RunData> data_;
  std::vector<Note> notes_;
  std::size_t told_ = 0;
  int threads_ = 0;
  std::string folder_;
  std::vector<std::int64_t> counts_;
  std::optional<Checkpoint> weights_;
  LabelSizes label_sizes_;
  Configuration configuration_;
  std::optional<TrainingStarted> started_;
  int first_epoch_ = 0;
  int width_px_ = 0;
  std::int64_t images_ = 0;  // of this epoch's training, as the seconds
  double seconds_ = 0;
  CheckpointSaved saved_;
  Results results_;
  std::optional<TrainingEnded> ended_;
};

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/train/run_frame.ipp>
#endif
