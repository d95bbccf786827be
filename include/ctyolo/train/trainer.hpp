// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The trainer: a net and its policies, composed at compile time. Tier: nn.
#pragma once

#include <ctyolo/train/chosen.hpp>
#include <ctyolo/train/policy_values.hpp>
#include <ctyolo/train/training_run.hpp>

#include <optional>
#include <stop_token>
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
  static_assert(AnyNet<Model>, "ctyolo: the first argument of Trainer is a net, such as YoloV5n::Classes<3> (graph/net.hpp)");
  static_assert(NetFault<Model>::ok, "ctyolo: the graph is not a valid network; see graph_error<...> in this message");

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

  /// The averaged net after (or, in a hook, during) fit. @throws Error before the first fit
  auto& net() {
    if (!run_) fail("Trainer::net: there is no net before fit");
    return run_->learner().averaged();
  }

  /// A hook by its type: `trainer.hook<EarlyStop<20>>()`.
  template <class H>
  H& hook() { return std::get<H>(hooks_.hooks()); }

 private:
  template <class P>
  void take(P policy) {
    if constexpr (PolicyOf<P, slot::hook>) std::get<P>(hooks_.hooks()) = std::move(policy);
    else values_.set(policy);
  }

  PolicyValues<Chosen> values_;
  Hooks hooks_;
  std::optional<TrainingRun<Model, Chosen, Hooks>> run_;
};

}  // namespace ctyolo::inline v0
