// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// One training from its first step to its last: the loop. Tier: nn.
#pragma once

#include <ctyolo/anchors/concepts.hpp>
#include <ctyolo/backend/device.hpp>
#include <ctyolo/core/stopwatch.hpp>
#include <ctyolo/data/default_loaders.hpp>
#include <ctyolo/hooks/events.hpp>
#include <ctyolo/hooks/hook_set.hpp>
#include <ctyolo/train/describe.hpp>
#include <ctyolo/train/image_tensor.hpp>
#include <ctyolo/train/learner.hpp>
#include <ctyolo/train/policy_values.hpp>
#include <ctyolo/train/run_frame.hpp>
#include <ctyolo/train/validator.hpp>

#include <cmath>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>

namespace ctyolo::inline v0 {

namespace detail {

template <class Size>
constexpr int size_of_program_px() {
  if constexpr (requires { Size::px; }) return Size::px;
  else return 0;
}

}  // namespace detail

/// What a training of these types tells its frame. @tparam P  the chosen policies (train/chosen.hpp)
template <AnyNet Model, class P>
inline constexpr RunTypes run_types{.net = &Model::net_name, .net_type = &type_name<Model>, .named_policies = &P::named, .policies = &P::names,
                                    .class_names = &P::class_mapping::names, .single_class = P::class_mapping::single,
                                    .classes = Model::classes, .max_stride_px = Model::max_stride(),
                                    .image_size_px = detail::size_of_program_px<typename P::image_size>(),
                                    .image_size = &type_name<typename P::image_size>, .groups = Model::groups()};

/// What happens once a run or once an epoch is marked cold: the compiler makes it small instead of fast, and sooner.
/// @tparam P      the chosen policies (train/chosen.hpp)
/// @tparam Hooks  a HookSet
template <AnyNet Model, class P, class Hooks>
class TrainingRun {
 public:
  /// @param own  data of the program, moved from; null: that of asked.data
  [[gnu::cold]] TrainingRun(const FitOptions& asked, const PolicyValues<P>& policies, Hooks& hooks, std::stop_token stop, RunData* own = nullptr)
      : hooks_(hooks), stop_(std::move(stop)), policies_(policies), frame_(asked, P::recipe::hyp, run_types<Model, P>, own) {
    check_device<typename P::named_backend>(frame_.options().device);
    hooks_.load(frame_.resume());
    tell();
    frame_.settle_options();
    tell();
    frame_.load_data();
    hooks_.emit(DatasetChecked{frame_.data().train.summary()});
    hooks_.emit(DatasetChecked{frame_.data().val.summary()});
    make_learner();
    choose_anchors();
    make_loaders();
    describe_to<Model, P>(frame_.configuration(), frame_.classes(), frame_.hyp(), frame_.options(), policies_);
    frame_.begin(loader_->options().cache, loader_->batches());
    tell();
  }

  [[gnu::cold]] Results run() {
    Stopwatch clock;
    hooks_.emit(frame_.started());
    bool stopped_early = false;
    while (frame_.state().epoch < frame_.options().epochs && !stop_.stop_requested() && !stopped_early) {
      if (!train_epoch()) break;
      stopped_early = finish_epoch();
    }
    hooks_.emit(frame_.ended(clock.lap(), stopped_early));
    return frame_.results();
  }

  Learner<Model, P>& learner() { return *learner_; }

  /// The training as it stands. Its tensors are views and change with it. @param whole  so that the run can be continued from it
  [[gnu::cold]] Checkpoint checkpoint(bool whole) {
    Checkpoint c;
    learner_->save(c, frame_.state().step, whole);
    frame_.note(c, whole, hooks_.save());
    return c;
  }

 private:
  // ---- before the first step ----

  [[gnu::cold]] void tell() {
    while (const Note* note = frame_.next_note()) hooks_.emit(*note);
  }

  [[gnu::cold]] void make_learner() {
    const FitOptions& o = frame_.options();
    learner_.emplace(typename Learner<Model, P>::Net::Options{.classes = frame_.classes(), .seed = o.seed, .device = o.device,
                                                              .class_logits = P::class_priors::logits(frame_.class_counts())},
                     policies_.template get<typename P::optimizer>(), policies_.template get<typename P::average>(),
                     policies_.template get<typename P::loss>());
    if (const Checkpoint* c = frame_.resumed()) learner_->load(*c);
    if (const TorchTraining* t = frame_.python()) learner_->load(*t);
    if (const Checkpoint* c = frame_.first_weights()) frame_.took_over(learner_->load_weights(c->tensors));
    if (!o.freeze.empty()) frame_.froze(learner_->freeze(o.freeze));
    tell();
  }

  [[gnu::cold]] void choose_anchors() {
    const LabelSizes* labels = frame_.label_sizes();
    if (labels == nullptr) return;
    const AnchorChoice choice = policies_.template get<typename P::anchors>()(
        {.labels = *labels, .head = learner_->net().setup(), .anchor_t = frame_.hyp().anchor_t, .seed = frame_.options().seed});
    if (!choice.anchors.empty()) learner_->set_anchors(choice.anchors);
    if (!choice.note.empty()) hooks_.emit(Note{choice.note});
  }

  [[gnu::cold]] void make_loaders() {
    loader_.emplace(frame_.data().train, frame_.loader_options());
    validator_.emplace(frame_.data().val, frame_.validator_options(samples_for(hooks_)), policies_.template get<typename P::loss>(),
                       frame_.hyp(), frame_.options().img.train_px);
  }

  // ---- an epoch ----

  /// @return false when it was stopped half-way and saved so
  bool train_epoch() {
    Stopwatch clock;
    const RunState& state = frame_.state();
    const std::int64_t batches = loader_->batches();
    frame_.begin_epoch();
    hooks_.emit(EpochStarted{.epoch = state.epoch, .epochs = frame_.options().epochs, .batches = batches});
    loader_->set_class_maps(state.class_maps);
    loader_->start(state.epoch, state.batch);
    while (loader_->next(frame_.batch)) {
      hooks_.emit(BatchLoaded{.epoch = state.epoch, .batch = state.batch, .content = frame_.batch});
      const auto x = network_input();
      const LossItems items = train_batch(x);
      frame_.add(items, static_cast<int>(x.size(3)), clock.lap());
      hooks_.emit(frame_.batch_done(batches));
      if (stop_.stop_requested() && state.batch < batches) {
        save("last", true);
        return false;
      }
    }
    return true;
  }

  /// The batch as the net is to see it. [N,3,H,W]
  typename P::backend::Map network_input() {
    using Size = typename P::image_size;
    auto x = P::backend::image(image_tensor(frame_.batch));
    if constexpr (Size::changes) {
      const FitOptions& o = frame_.options();
      Random random({.seed = o.seed, .epoch = static_cast<std::uint64_t>(frame_.state().epoch),
                     .position = static_cast<std::uint64_t>(frame_.state().batch), .purpose = Purpose::multi_scale});
      x = resized_to(x, Size::pick(random, o.img.train_px, Model::max_stride()), Model::max_stride());
    }
    return x;
  }

  LossItems train_batch(const typename P::backend::Map& x) {
    using Accumulation = typename P::accumulation;
    const Hyp& hyp = frame_.hyp();
    RunState& state = frame_.state();
    const Moment now = frame_.moment(loader_->batches());
    const LossItems items = learner_->learn(x, frame_.batch.targets, hyp, frame_.options().img.train_px, now);
    if (!std::isfinite(items.total())) diverged("the loss is", items.total(), x);
    rates_ = P::schedule::at(now, hyp);
    if (step_is_due<Accumulation>(state.step, state.last_step, Accumulation::batches(now, hyp))) {
      ++state.updates;
      ++state.averaged;
      const double decay = hyp.weight_decay * Accumulation::decay_factor(frame_.options().batch, hyp);
      const double norm = learner_->step(rates_, decay, hyp.clip_norm, state.updates, state.averaged);
      if (!std::isfinite(norm)) diverged("the gradient's norm is", norm, x);
      state.last_step = state.step;
    }
    return items;
  }

  /// @param x  the batch: its forward is done again, layer by layer, to say where it went wrong
  [[noreturn, gnu::cold]] void diverged(const char* what, double value, const typename P::backend::Map& x) {
    frame_.diverged(what, value, learner_->anomaly(x));
  }

  /// Validates, tells the hooks, saves. @return whether a hook wants to stop
  [[gnu::cold]] bool finish_epoch() {
    Stopwatch clock;
    const bool last = frame_.last_epoch(), validates = !frame_.options().noval || last;
    bool best = false;
    if (validates) {
      best = frame_.take(validator_->run(learner_->averaged()));
      tell_validated(last);
    }
    hooks_.emit(frame_.epoch_ended(rates_, validates, best, clock.lap()));
    const bool stop = hooks_.wants_stop();
    if (stop && validates && !last) tell_validated(true);
    frame_.end_epoch(stop);
    const bool finished = frame_.state().finished;
    if (!frame_.options().nosave || finished || stop_.stop_requested()) {
      if (best) save("best", false);
      save("last", !finished);
    }
    return stop;
  }

  [[gnu::cold]] void tell_validated(bool final_epoch) {
    hooks_.emit(Validated{.epoch = frame_.state().epoch, .results = frame_.state().latest, .samples = validator_->samples(),
                          .class_names = frame_.data().names, .final_epoch = final_epoch, .evidence = &validator_->evidence()});
  }

  [[gnu::cold]] void save(const char* which, bool whole) { hooks_.emit(frame_.save(checkpoint(whole), which, whole)); }

  Hooks& hooks_;
  std::stop_token stop_;
  PolicyValues<P> policies_;
  RunFrame frame_;
  std::optional<Learner<Model, P>> learner_;
  std::optional<Loader<typename P::augment, typename P::sampling>> loader_;
  std::optional<Validator<Model, typename P::backend, typename P::loss, typename P::evaluation>> validator_;
  Rates rates_;
};

}  // namespace ctyolo::inline v0
