// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// One training from its first step to its last: the loop. Tier: nn.
#pragma once

#include <ctyolo/anchors/concepts.hpp>
#include <ctyolo/anchors/label_sizes.hpp>
#include <ctyolo/backend/device.hpp>
#include <ctyolo/backend/threads.hpp>
#include <ctyolo/core/memory.hpp>
#include <ctyolo/core/stopwatch.hpp>
#include <ctyolo/data/image_cache.hpp>
#include <ctyolo/data/default_loaders.hpp>
#include <ctyolo/data/sampling/label_weights.hpp>
#include <ctyolo/hooks/hook_set.hpp>
#include <ctyolo/hooks/events.hpp>
#include <ctyolo/hooks/results_file.hpp>
#include <ctyolo/io/run_folder.hpp>
#include <ctyolo/train/describe.hpp>
#include <ctyolo/train/image_tensor.hpp>
#include <ctyolo/train/learner.hpp>
#include <ctyolo/train/policy_values.hpp>
#include <ctyolo/train/run_setup.hpp>
#include <ctyolo/train/validator.hpp>

#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace ctyolo::inline v0 {

/// @tparam P      the chosen policies (train/chosen.hpp)
/// @tparam Hooks  a HookSet
template <AnyNet Model, class P, class Hooks>
class TrainingRun {
 public:
  /// @param data  of an own data source; none: that of asked.data
  TrainingRun(const FitOptions& asked, const PolicyValues<P>& policies, Hooks& hooks, std::stop_token stop, std::optional<RunData> data = {})
      : hooks_(hooks), stop_(std::move(stop)), policies_(policies), setup_(run_setup(asked, P::recipe::hyp)),
        state_(setup_.state), data_(std::move(data)) {
    check_device<typename P::backend>(options().device);
    if (setup_.resumed) check_resumed();
    if (setup_.python) announce_python();
    threads_ = set_compute_threads(options().threads);
    if (options().workers < 0) options().workers = default_workers();
    round_sizes();
    load_data();
    make_learner();
    choose_anchors();
    make_loaders();
    if (setup_.python) state_.step = state_.epoch * loader_->batches();
    setup_.python.reset();  // its file
    folder_ = setup_.resumed ? setup_.folder : make_run_folder(options().project, options().name, options().exist_ok);
    std::filesystem::create_directories(std::filesystem::path(folder_) / "weights");
  }

  Results run() {
    Stopwatch clock;
    announce();
    const int first = state_.epoch;
    bool stopped_early = false;
    while (state_.epoch < options().epochs && !stop_.stop_requested() && !stopped_early) {
      if (!train_epoch()) break;
      stopped_early = finish_epoch();
    }
    Results results = state_.latest;
    results.best_epoch = state_.best_epoch;
    results.train_seconds = clock.lap();
    results.folder = folder_;
    hooks_.emit(TrainingEnded{.folder = folder_, .epochs_done = state_.epoch - first, .hours = results.train_seconds / 3600,
                              .interrupted = !state_.finished, .stopped_early = stopped_early,
                              .last = existing("last"), .best = existing("best"), .results = results});
    return results;
  }

  Learner<Model, P>& learner() { return *learner_; }

  /// The training as it stands. Its tensors are views and change with it. @param whole  so that the run can be continued from it
  Checkpoint checkpoint(bool whole) {
    Checkpoint c;
    learner_->save(c, state_.step, whole);
    c.set("net", Model::net_name());
    c.set("trainer", type_name<Model>() + (P::named().empty() ? "" : ", ") + P::named());
    c.set("policies", P::named());
    c.set("resumable", to_text(whole));
    c.set_class_names(data_->names);
    note_policies(c, Model::net_name(), P::names());
    c.set("fingerprint", configuration_of<Model, P>(static_cast<int>(data_->names.size()), setup_.hyp, options(), policies_).fingerprint());
    note_run(c, options(), setup_.hyp, state_);
    for (auto& [hook, state] : hooks_.save()) c.set(std::string(hook_prefix) + hook, state);
    return c;
  }

 private:
  FitOptions& options() { return setup_.options; }

  void note(const std::string& text) { hooks_.emit(Note{text}); }

  // ---- before the first step ----

  void check_resumed() {
    check_policies(*setup_.resumed, Model::net_name(), P::names());
    hooks_.load(hook_states(*setup_.resumed));
    note(resuming_note(*setup_.resumed, state_));
  }

  void announce_python() {
    const TorchTraining& t = *setup_.python;
    if (!t.results.empty()) hooks_.load({{type_name<ResultsFile>(), ResultsFile::state_of(t.results)}});
    note(resuming_note(t, state_, options().epochs));
  }

  void round_sizes() {
    if constexpr (requires { P::image_size::px; }) {
      constexpr int px = P::image_size::px;
      if (options().img.train_px != px || options().img.val_px != px)
        note("image size: " + std::to_string(px) + " px, by the program's " + type_name<typename P::image_size>());
      options().img = px;
    }
    for (const std::string& text : {round_up_to_stride(options().img.train_px, "training", Model::max_stride()),
                                    round_up_to_stride(options().img.val_px, "validation", Model::max_stride())})
      if (!text.empty()) note(text);
  }

  void load_data() {
    if (!data_) data_.emplace(run_data(options().data, P::class_mapping::single));
    data_->names = P::class_mapping::names(data_->names);
    if (!Model::dynamic)
      check_classes(options(), static_cast<int>(data_->names.size()), Model::classes, type_name<Model>(), Model::net_name());
    hooks_.emit(DatasetChecked{data_->train.summary()});
    hooks_.emit(DatasetChecked{data_->val.summary()});
  }

  void make_learner() {
    const auto counts = class_counts(data_->train.records(), data_->names.size());
    learner_.emplace(typename Learner<Model, P>::Net::Options{.classes = static_cast<int>(data_->names.size()), .seed = options().seed,
                                                              .device = options().device,
                                                              .class_logits = P::class_priors::logits(counts)},
                     policies_.template get<typename P::optimizer>(), policies_.template get<typename P::average>(),
                     policies_.template get<typename P::loss>());
    if (setup_.resumed) {
      learner_->load(*setup_.resumed);
    } else if (setup_.python) {
      learner_->load(*setup_.python);
    } else if (!options().weights.empty()) {
      const Checkpoint c = Checkpoint::read(options().weights);
      note(transferred_note(c, options().weights, learner_->load_weights(c.tensors), Model::net_name()));
    }
    if (!options().freeze.empty())
      note("Freezing " + std::to_string(learner_->freeze(options().freeze)) + " tensors: " + to_text(options().freeze));
  }

  void choose_anchors() {
    if (setup_.resumed || setup_.python) return;  // they came with the weights
    LabelSizes labels;
    for (const ImageRecord& image : data_->train.records())
      labels.add(image.width_px, image.height_px, options().img.train_px, image.labels);
    const AnchorChoice choice = policies_.template get<typename P::anchors>()(
        {.labels = labels, .head = learner_->net().setup(), .anchor_t = setup_.hyp.anchor_t, .seed = options().seed});
    if (!choice.anchors.empty()) learner_->set_anchors(choice.anchors);
    if (!choice.note.empty()) note(choice.note);
  }

  void make_loaders() {
    const FitOptions& o = options();
    loader_.emplace(data_->train, LoaderOptions{.batch = o.batch, .img_px = o.img.train_px, .stride_px = Model::max_stride(),
                                                .workers = o.workers, .seed = o.seed, .hyp = setup_.hyp, .augmenting = true,
                                                .cache = o.cache});
    if (o.cache == Cache::automatic && loader_->options().cache == Cache::ram)
      note("Decoded pictures are kept in memory: " + std::to_string(ImageCache::bytes_needed(data_->train, o.img.train_px) / 1'000'000) +
           " MB for training (cache = none decodes them every time)");
    validator_.emplace(data_->val, ValidatorOptions{.img_px = o.img.val_px, .batch = 2 * o.batch, .workers = o.workers,
                                                    .cache = o.cache, .samples = samples_for(hooks_)},
                       policies_.template get<typename P::loss>(), setup_.hyp, o.img.train_px);
  }

  void announce() {
    const FitOptions& o = options();
    const int classes = static_cast<int>(data_->names.size());
    const auto groups = Model::groups();
    const Configuration configuration = configuration_of<Model, P>(classes, setup_.hyp, o, policies_);
    TrainingStarted event{.folder = folder_, .options = announced_options(o, threads_), .hyp = setup_.hyp, .net = Model::net_name(),
                          .trainer = P::named(), .configuration = configuration.text(), .configuration_json = configuration.json(),
                          .class_names = data_->names, .train_px = o.img.train_px, .val_px = o.img.val_px, .workers = o.workers,
                          .epochs = o.epochs, .start_epoch = state_.epoch, .train_images = data_->train.size(),
                          .val_images = data_->val.size(), .parameters = Model::parameters(classes),
                          .gflops = static_cast<double>(Model::flops(o.img.train_px, o.img.train_px, classes)) / 1e9,
                          .bias_tensors = groups.bias, .weight_tensors = groups.weight, .norm_tensors = groups.norm,
                          .resumed = setup_.resumed.has_value(), .train_records = data_->train.records(),
                          .rows = configuration.rows};
    hooks_.emit(event);
  }

  // ---- an epoch ----

  Moment moment() {
    return {.step = state_.step, .epoch = state_.epoch, .epochs = options().epochs, .batches = loader_->batches(),
            .batch_size = options().batch};
  }

  /// @return false when it was stopped half-way and saved so
  bool train_epoch() {
    Stopwatch clock;
    seconds_ = 0;
    const std::int64_t batches = loader_->batches();
    hooks_.emit(EpochStarted{.epoch = state_.epoch, .epochs = options().epochs, .batches = batches});
    loader_->set_class_maps(state_.class_maps);
    loader_->start(state_.epoch, state_.batch);
    std::int64_t images = 0;
    while (loader_->next(batch_)) {
      hooks_.emit(BatchLoaded{.epoch = state_.epoch, .batch = state_.batch, .content = batch_});
      train_batch();
      images += batch_.count;
      seconds_ += clock.lap();
      hooks_.emit(BatchDone{.epoch = state_.epoch, .epochs = options().epochs, .batch = state_.batch, .batches = batches,
                            .mean = state_.mean(), .targets = static_cast<int>(batch_.targets.size()), .img_px = width_px_,
                            .memory_gb = process_memory_gb(), .epoch_seconds = seconds_,
                            .images_per_second = static_cast<double>(images) / seconds_});
      if (stop_.stop_requested() && state_.batch < batches) {
        save("last", true);
        return false;
      }
    }
    return true;
  }

  void train_batch() {
    using Size = typename P::image_size;
    auto x = P::backend::image(image_tensor(batch_));  // [N,3,H,W]
    if constexpr (Size::changes) {
      Random random({.seed = options().seed, .epoch = static_cast<std::uint64_t>(state_.epoch),
                     .position = static_cast<std::uint64_t>(state_.batch), .purpose = Purpose::multi_scale});
      x = resized_to(x, Size::pick(random, options().img.train_px, Model::max_stride()), Model::max_stride());
    }
    width_px_ = static_cast<int>(x.size(3));
    const Moment now = moment();
    const LossItems items = learner_->learn(x, batch_.targets, setup_.hyp, options().img.train_px, now);
    if (!std::isfinite(items.total())) diverged("the loss is", items.total(), x);
    rates_ = P::schedule::at(now, setup_.hyp);
    if (step_is_due<typename P::accumulation>(state_.step, state_.last_step, P::accumulation::batches(now, setup_.hyp))) {
      ++state_.updates;
      ++state_.averaged;
      const double decay = setup_.hyp.weight_decay * P::accumulation::decay_factor(options().batch, setup_.hyp);
      const double norm = learner_->step(rates_, decay, setup_.hyp.clip_norm, state_.updates, state_.averaged);
      if (!std::isfinite(norm)) diverged("the gradient's norm is", norm, x);
      state_.last_step = state_.step;
    }
    state_.sum = {state_.sum.box + items.box, state_.sum.obj + items.obj, state_.sum.cls + items.cls};
    ++state_.batch;
    ++state_.step;
  }

  /// @param x  the batch: its forward is done again, layer by layer, to say where it went wrong
  [[noreturn]] void diverged(const char* what, double value, const typename P::backend::Map& x) {
    const std::string last = existing("last");
    fail("epoch ", state_.epoch, ", batch ", state_.batch, ": ", what, " ", value, "; ", learner_->anomaly(x), "; training stops. ",
         last.empty() ? "Nothing was saved yet" : "The last good checkpoint is " + last, "; a lower lr0 (now ", setup_.hyp.lr0, ") usually helps");
  }

  /// Validates, tells the hooks, saves. @return whether a hook wants to stop
  bool finish_epoch() {
    Stopwatch clock;
    const bool last_epoch = state_.epoch + 1 == options().epochs;
    const bool validates = !options().noval || last_epoch;
    bool best = false;
    if (validates) {
      state_.latest = validator_->run(learner_->averaged());
      state_.class_maps = class_maps(state_.latest, static_cast<int>(data_->names.size()));
      tell_validated(last_epoch);
      best = state_.latest.fitness() >= state_.best_fitness;
      if (best) {
        state_.best_fitness = state_.latest.fitness();
        state_.best_epoch = state_.epoch;
      }
    }
    hooks_.emit(EpochEnded{.epoch = state_.epoch, .epochs = options().epochs, .train = state_.mean(), .rates = rates_,
                           .results = state_.latest, .validated = validates, .best = best,
                           .targets = static_cast<int>(batch_.targets.size()), .img_px = width_px_, .memory_gb = process_memory_gb(),
                           .seconds = seconds_ + clock.lap()});
    const bool wants_stop = hooks_.wants_stop();
    if (wants_stop && validates && !last_epoch) tell_validated(true);
    ++state_.epoch;
    state_.batch = 0;
    state_.sum = {};
    state_.finished = last_epoch || wants_stop;
    if (!options().nosave || state_.finished || stop_.stop_requested()) {
      if (best) save("best", false);
      save("last", !state_.finished);
    }
    return wants_stop;
  }

  void tell_validated(bool final_epoch) {
    hooks_.emit(Validated{.epoch = state_.epoch, .results = state_.latest, .samples = validator_->samples(),
                          .class_names = data_->names, .final_epoch = final_epoch, .evidence = &validator_->evidence()});
  }

  // ---- files ----

  std::string weights_path(const char* which) const {
    return (std::filesystem::path(folder_) / "weights" / (std::string(which) + ".safetensors")).string();
  }
  std::string existing(const char* which) const {
    const std::string path = weights_path(which);
    return std::filesystem::exists(path) ? path : std::string();
  }

  void save(const char* which, bool whole) {
    const std::string path = weights_path(which);
    checkpoint(whole).write(path);
    hooks_.emit(CheckpointSaved{.path = path, .epoch = state_.epoch, .best = !whole && !state_.finished});
  }

  Hooks& hooks_;
  std::stop_token stop_;
  PolicyValues<P> policies_;
  RunSetup setup_;
  RunState state_;
  int threads_ = 0;
  std::string folder_;
  std::optional<RunData> data_;
  std::optional<Learner<Model, P>> learner_;
  std::optional<Loader<typename P::augment, typename P::sampling>> loader_;
  std::optional<Validator<Model, typename P::backend, typename P::loss, typename P::evaluation>> validator_;
  Batch batch_;
  Rates rates_;
  int width_px_ = 0;
  double seconds_ = 0;  // of this epoch's training
};

}  // namespace ctyolo::inline v0
