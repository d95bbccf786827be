// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Trainings with every combination of some policies, under the same seeds, in one table. Tier: nn.
#pragma once

#include <ctyolo/core/type_name.hpp>
#include <ctyolo/hooks/picture_file.hpp>
#include <ctyolo/io/atomic_file.hpp>
#include <ctyolo/train/series_run.hpp>
#include <ctyolo/train/sweep_chart.hpp>
#include <ctyolo/train/sweep_table.hpp>
#include <ctyolo/train/trainer.hpp>

#include <concepts>
#include <filesystem>
#include <stop_token>
#include <string>
#include <tuple>
#include <vector>

namespace ctyolo::inline v0 {

namespace detail {
template <class... Ps>
inline constexpr bool one_kind = true;
template <Policy First, Policy... Ps>
inline constexpr bool one_kind<First, Ps...> = (std::same_as<typename First::slot, typename Ps::slot> && ...);
template <class... Ps>
inline constexpr bool all_different = true;
template <class First, class... Ps>
inline constexpr bool all_different<First, Ps...> = !(std::same_as<First, Ps> || ...) && all_different<Ps...>;
}  // namespace detail

/// The alternatives of one kind of policy.
template <class... Policies>
struct Axis {
  static_assert(sizeof...(Policies) > 0, "ctyolo: an Axis needs at least one policy");
  static_assert(detail::one_kind<Policies...>, "ctyolo: an Axis holds alternatives of one kind of policy; give each kind an Axis of its own");
  static_assert(detail::all_different<Policies...>, "ctyolo: a policy stands in an Axis twice; keep one");
};

struct SweepOptions {
  FitOptions fit = {};                    ///< of every run; its seed is not used. The sweep's folder is fit.project / fit.name
  std::vector<std::uint64_t> seeds = {0};
};

namespace detail {
template <class... Ps>
struct Picked {
  static std::vector<std::string> names() { return {type_name<Ps>()...}; }
};

/// Letters and digits of a policy's name: "WarmupCosine", "MultiScale_0_5__1_5_".
inline std::string folder_word(std::string name) {
  for (char& c : name)
    if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))) c = '_';
  return name;
}
}  // namespace detail

template <class TrainerOf, class... Axes>
class Sweep {
  static_assert(sizeof...(Axes) < 0, "ctyolo: a Sweep is Sweep<Trainer<Net, policies of all runs...>, Axis<...>, Axis<...>, ...>");
};

/// The first seed goes round all combinations, then the second, and so on. Each run has a folder of its own, named after
/// its policies, its seed and its fingerprint: a finished run is not repeated, an interrupted one is continued, and one
/// whose options have changed is a new run. sweep.csv, sweep.txt and sweep.png tell of this sweep alone; they are written after every run.
/// Every combination is a trainer that the compiler makes: a sweep of n combinations compiles about n times as long.
/// @code
///   Sweep<Trainer<YoloV5n::Classes<3>>, Axis<SGDNesterov, AdamW>, Axis<WarmupCosine, WarmupLinear>> sweep;
///   sweep.run({.fit = {.data = "bccd/data.yaml", .epochs = 50, .name = "sweep"}, .seeds = {0, 1, 2}});
///   std::cout << sweep.text();
/// @endcode
template <class Model, class... Fixed, class... Axes>
class Sweep<Trainer<Model, Fixed...>, Axes...> {
  static_assert(sizeof...(Axes) > 0, "ctyolo: a Sweep needs an Axis: Sweep<Trainer<Net>, Axis<SGDNesterov, AdamW>>");

 public:
  /// @return a row for each run that was finished, begun or found
  /// @throws Error when a run cannot even begin; a training that fails later is a row with its sentence
  const std::vector<SweepRow>& run(const SweepOptions& options, std::stop_token stop = {}) {
    if (options.seeds.empty()) fail("sweep: no seeds; name at least one");
    if (!options.fit.resume.empty()) fail("sweep: resume = ", options.fit.resume, ": a sweep finds its interrupted runs by itself; leave it out");
    rows_.clear();
    folder_ = (std::filesystem::path(options.fit.project) / options.fit.name).string();
    for (const std::uint64_t seed : options.seeds) {
      FitOptions fit = options.fit;
      fit.seed = seed;
      fit.project = folder_;
      each(detail::Picked<>{}, fit, stop, Axes{}...);
    }
    return rows_;
  }

  const std::vector<SweepRow>& rows() const { return rows_; }
  const std::string& folder() const { return folder_; }
  std::string text() const { return sweep_text(axes(), rows_); }
  std::string csv() const { return sweep_csv(axes(), rows_); }

  /// What each axis chooses: "optimizer".
  static std::vector<std::string> axes() { return {axis_name(Axes{})...}; }

 private:
  template <class First, class... More>
  static std::string axis_name(Axis<First, More...>) {
    if constexpr (Policy<First>) return First::slot::name;
    else return type_name<First>();  // the Trainer will say that it is no policy
  }

  template <class... Ps>
  void each(detail::Picked<Ps...>, const FitOptions& fit, const std::stop_token& stop) {
    if (!stop.stop_requested()) train(detail::Picked<Ps...>{}, Trainer<Model, Fixed..., Ps..., RunMeter>{}, fit, stop);
  }
  template <class... Ps, class... Choices, class... Rest>
  void each(detail::Picked<Ps...>, const FitOptions& fit, const std::stop_token& stop, Axis<Choices...>, Rest... rest) {
    (each(detail::Picked<Ps..., Choices>{}, fit, stop, rest...), ...);
  }

  template <class Combination, class TrainerOf>
  void train(Combination, TrainerOf trainer, FitOptions fit, const std::stop_token& stop) {
    SweepRow row{.policies = Combination::names(), .seed = fit.seed};
    fit.name.clear();
    for (const std::string& policy : row.policies) fit.name += detail::folder_word(policy) + "-";
    fit.name += "s" + std::to_string(fit.seed) + "-" + trainer.configuration(fit).fingerprint().substr(0, 8);
    const SeriesRun run = run_in_series(trainer, fit, stop);
    row.map50 = run.results.map50;
    row.map50_95 = run.results.map50_95;
    row.seconds = run.seconds;
    row.memory_gb = run.memory_gb;
    row.finished = run.finished;
    row.found = run.found;
    row.failure = run.failure;
    row.folder = run.folder;
    row.fingerprint = run.fingerprint;
    rows_.push_back(row);
    write_file_atomically(folder_ + "/sweep.csv", csv());
    write_file_atomically(folder_ + "/sweep.txt", text());
    const std::string chart = folder_ + "/sweep.png";
    if (const cv::Mat picture = sweep_picture(rows_); !picture.empty()) write_picture(chart, picture);
    else std::filesystem::remove(chart);  // an earlier sweep's
  }

  std::vector<SweepRow> rows_;
  std::string folder_;
};

}  // namespace ctyolo::inline v0
