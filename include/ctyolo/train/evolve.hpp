// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Evolution of hyper-parameters: many trainings, each with a mutation of the best before it. Tier: nn.
#pragma once

#include <ctyolo/hooks/picture_file.hpp>
#include <ctyolo/hyp/evolution.hpp>
#include <ctyolo/hyp/evolution_table.hpp>
#include <ctyolo/io/atomic_file.hpp>
#include <ctyolo/io/hyp_yaml.hpp>
#include <ctyolo/train/evolve_chart.hpp>
#include <ctyolo/train/series_run.hpp>
#include <ctyolo/train/trainer.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stop_token>
#include <string>
#include <vector>

namespace ctyolo::inline v0 {

struct EvolveOptions {
  FitOptions fit = {};              ///< of every generation; fit.hyp is the first. The folder is fit.project / fit.name
  int generations = 300;            ///< in all, those of earlier sittings included
  EvolutionSettings settings = {};
  bool keep_weights = false;        ///< of every generation, not of the fittest alone
};

template <class TrainerOf>
class Evolve {
  static_assert(sizeof(TrainerOf) == 0, "ctyolo: an Evolve is Evolve<Trainer<Net, policies...>>");
};

/// YOLOv5's --evolve. The folder holds a run a generation (gen0, gen1, ...), evolve.csv (all of them, in order),
/// evolve.txt (the fittest first), hyp_evolve.yaml (the fittest's numbers) and, from the second generation on, evolve.png.
/// Called again it continues after the last row of evolve.csv; a generation that was interrupted is resumed. Children depend
/// on evolve.csv and fit.seed alone.
/// @code
///   Evolve<Trainer<YoloV5n::Classes<3>>> evolve;
///   const Generation best = evolve.run({.fit = {.data = "bccd/data.yaml", .epochs = 10, .name = "evolve"}, .generations = 50});
/// @endcode
template <class Model, class... Policies>
class Evolve<Trainer<Model, Policies...>> {
  using TrainerOf = Trainer<Model, Policies..., RunMeter>;

 public:
  /// @return the fittest generation; a training that diverged counts as fitness 0
  /// @throws Error when a generation cannot begin, or evolve.csv is of another version
  Generation run(const EvolveOptions& options, std::stop_token stop = {}) {
    if (options.generations < 1) fail("evolve: generations = ", options.generations, ": at least 1 is needed");
    if (!options.fit.resume.empty()) fail("evolve: resume = ", options.fit.resume, ": an evolution continues by itself; leave it out");
    folder_ = (std::filesystem::path(options.fit.project) / options.fit.name).string();
    history_ = parse_evolve_csv(read(csv_path()), csv_path());
    while (static_cast<int>(history_.size()) < options.generations && !stop.stop_requested()) {
      FitOptions fit = options.fit;
      fit.hyp = next_hyp(tried_hyps(history_), options.fit.hyp.value_or(TrainerOf::Chosen::recipe::hyp), options.settings, options.fit.seed);
      fit.project = folder_;
      fit.name = name_of(history_.size());
      TrainerOf trainer;
      const SeriesRun run = run_in_series(trainer, fit, stop);
      if (!run.finished && run.failure.empty()) break;  // stopped: the next call goes on with it
      add(run, *fit.hyp, options.keep_weights);
    }
    return history_.empty() ? Generation{} : history_[fittest()];
  }

  const std::vector<Generation>& history() const { return history_; }
  const std::string& folder() const { return folder_; }

 private:
  static std::string name_of(std::size_t generation) { return "gen" + std::to_string(generation); }
  std::string csv_path() const { return folder_ + "/evolve.csv"; }

  static std::string read(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  std::size_t fittest() const {
    const auto best = std::max_element(history_.begin(), history_.end(),
                                       [](const Generation& a, const Generation& b) { return a.fitness() < b.fitness(); });
    return static_cast<std::size_t>(best - history_.begin());
  }

  void add(const SeriesRun& run, const Hyp& hyp, bool keep_weights) {
    const std::size_t champion = history_.empty() ? 0 : fittest();
    Generation g{.hyp = hyp};
    if (run.failure.empty()) {
      const Results& r = run.results;
      g = {.precision = r.precision, .recall = r.recall, .map50 = r.map50, .map50_95 = r.map50_95, .loss = r.loss, .hyp = hyp};
    }
    history_.push_back(g);
    write_file_atomically(csv_path(), evolve_csv(history_));
    write_file_atomically(folder_ + "/evolve.txt", evolve_txt(history_));
    write_file_atomically(folder_ + "/hyp_evolve.yaml", hyp_yaml(history_[fittest()].hyp));
    if (const cv::Mat picture = evolution_picture(history_); !picture.empty()) write_picture(folder_ + "/evolve.png", picture);
    const std::size_t latest = history_.size() - 1;
    if (keep_weights || latest == 0) return;
    const std::size_t loser = fittest() == latest ? champion : latest;
    std::filesystem::remove_all(std::filesystem::path(folder_) / name_of(loser) / "weights");
  }

  std::vector<Generation> history_;
  std::string folder_;
};

}  // namespace ctyolo::inline v0
