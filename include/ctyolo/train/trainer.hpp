// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The trainer: a net and its policies, composed at compile time. Tier: nn.
#pragma once

#include <ctyolo/io/checkpoint.hpp>
#include <ctyolo/train/chosen.hpp>
#include <ctyolo/train/mistakes.hpp>
#include <ctyolo/train/policy_values.hpp>
#include <ctyolo/train/source_data.hpp>
#include <ctyolo/train/training_run.hpp>

#include <optional>
#include <stop_token>
#include <string>
#include <tuple>
#include <utility>

namespace ctyolo::inline v0 {

/// Trains a detector. What is not named takes the recipe's policy or the default (train/chosen.hpp); order is free.
/// @code
///   using Model = YoloV5n::Classes<3>;
///   Trainer<Model, SGDNesterov, WarmupCosine, EMA<0.9999>> trainer;
///   Results r = trainer.fit({.data = "bccd/data.yaml", .epochs = 50, .batch = 16, .img = 320});
/// @endcode
template <class Model, class... Policies>
class Trainer {
 public:
  using Chosen = ctyolo::Chosen<Model, Policies...>;
  using Hooks = HookSetOf<typename Chosen::hooks>;

  Trainer() = default;

  /// @param values  policies with settings, hooks among them, in any order: `Trainer<Net, Adam> t{Adam{.beta2 = 0.99}}`
  template <class First, class... Values>
    requires Policy<First>
  explicit Trainer(First first, Values... values) {
    take(std::move(first));
    (take(std::move(values)), ...);
  }

  /// Trains, validates every epoch, saves. @return the last validation, the times, the run's folder
  /// @param stop  when requested, the step under way is finished, everything is saved, and fit returns
  /// @throws Error for anything the user can mend, in one line
  Results fit(const FitOptions& options, std::stop_token stop = {}) {
    run_.emplace(options, values_, hooks_, std::move(stop));
    return run_->run();
  }

  /// The same with pictures of the program's own (data/data_source.hpp) instead of a data.yaml.
  /// @code
  ///   trainer.fit({.epochs = 50, .img = 320}, training_pictures, validation_pictures);
  /// @endcode
  template <DataSource TrainSource, DataSource ValSource>
  Results fit(FitOptions options, const TrainSource& train, const ValSource& val, std::stop_token stop = {}) {
    if (options.data.empty()) options.data = own_data_source;
    RunData data = run_data(train, val, Chosen::class_mapping::single);
    run_.emplace(options, values_, hooks_, std::move(stop), &data);
    return run_->run();
  }

  /// What fit(options) would train, as values: text(), json(), fingerprint(). @param classes  for a net of Classes<Dynamic>
  Configuration configuration(const FitOptions& options = {}, int classes = Model::dynamic ? 80 : Model::classes) const {
    return configuration_of<Model, Chosen>(classes, options.hyp.value_or(Chosen::recipe::hyp), options, values_);
  }

  /// The averaged net after (or, in a hook, during) fit. @throws Error before the first fit
  auto& net() { return run("net").learner().averaged(); }

  /// The averaged net as it is now, after (or, in a hook, during) fit, in memory of its own: a detector without a file.
  /// @code
  ///   const Detector<Model> detector(trainer.checkpoint());
  /// @endcode
  /// @throws Error before the first fit
  Checkpoint checkpoint() {
    Checkpoint c = run("checkpoint").checkpoint(false);
    for (auto& [name, tensor] : c.tensors) tensor = tensor.clone();
    return c;
  }

  /// A hook by its type: `trainer.hook<EarlyStop<20>>()`.
  template <class H>
  H& hook() {
    constexpr bool named = detail::tuple_has<H, typename Chosen::hooks>;
    static_assert(named, "ctyolo: this Trainer has no such hook; name its type in Trainer<Net, ...>");
    if constexpr (named) return std::get<H>(hooks_.hooks());
  }

 private:
  TrainingRun<Model, Chosen, Hooks>& run(const char* asked) {
    if (!run_) fail("Trainer::", asked, ": there is no net before fit");
    return *run_;
  }

  template <class P>
  void take(P policy) {
    if constexpr (!PolicyOf<P, slot::hook>) {
      values_.set(policy);
    } else {
      constexpr bool named = detail::tuple_has<P, typename Chosen::hooks>;
      static_assert(named, "ctyolo: this hook is not one of the Trainer's; name its type there too: Trainer<Net, EarlyStop<30>> t{EarlyStop<30>{}}");
      if constexpr (named) std::get<P>(hooks_.hooks()) = std::move(policy);
    }
  }

  PolicyValues<Chosen> values_;
  Hooks hooks_;
  std::optional<TrainingRun<Model, Chosen, Hooks>> run_;
};

/// A Trainer with a mistake: its sentence is the only error, because all that a program calls is here and does nothing.
template <class Model, class... Policies>
  requires(!TrainerMistake<Model, Policies...>::ok)
class Trainer<Model, Policies...> : Checked<TrainerMistake<Model, Policies...>> {
 public:
  struct Chosen {
    static std::string named() { return {}; }
  };
  Trainer() = default;
  template <class First, class... Values>
  explicit Trainer(First, Values...) {}
  Results fit(const FitOptions&, std::stop_token = {}) { return {}; }
  template <class TrainSource, class ValSource>
  Results fit(const FitOptions&, const TrainSource&, const ValSource&, std::stop_token = {}) { return {}; }
  Configuration configuration(const FitOptions& = {}, int = 0) const { return {}; }
  Checkpoint checkpoint() { return {}; }
  template <class H>
  H& hook();
};

}  // namespace ctyolo::inline v0
