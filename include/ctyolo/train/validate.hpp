// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Validation of a checkpoint, outside a training. Tier: nn.
#pragma once

#include <ctyolo/backend/device.hpp>
#include <ctyolo/backend/threads.hpp>
#include <ctyolo/data/data_yaml.hpp>
#include <ctyolo/data/dataset.hpp>
#include <ctyolo/predict/detector.hpp>
#include <ctyolo/train/mistakes.hpp>
#include <ctyolo/train/run_notes.hpp>
#include <ctyolo/train/validator.hpp>

#include <string>
#include <vector>

namespace ctyolo::inline v0 {

struct ValOptions {
  std::string weights = {};      ///< a checkpoint
  std::string data = {};         ///< data.yaml
  std::string split = "val";
  int img_px = 640;         ///< rounded up to a multiple of the largest stride
  int batch = 32;           ///< decides the grouping into rectangles, and so, a little, the result
  int workers = -1;
  int threads = 0;
  NmsOptions nms{};         ///< v7.0's: conf .001, IoU .6
  bool augment = false;     ///< three passes an image (predict/test_time.hpp)
  std::string device = "cpu";
};

namespace detail {

template <class Model, class P, class Hooks>
Results run_validation(const ValOptions& options, Hooks& hooks) {
  check_device<typename P::named_backend>(options.device);
  const Checkpoint c = Checkpoint::read(options.weights);
  auto net = load_network<Model, typename P::backend>(c);
  set_compute_threads(options.threads);
  const DataYaml yaml = read_data_yaml(options.data);
  const int classes = static_cast<int>(yaml.names.size());
  const bool single = P::class_mapping::single || (c.class_names().size() == 1 && classes > 1);
  if (!single && classes != static_cast<int>(c.class_names().size()))
    fail(options.data, ": ", classes, " classes, but ", options.weights, " was trained on ", c.class_names().size());
  const Dataset data(yaml, {.split = options.split, .classes = classes, .single_class = single});
  hooks.emit(DatasetChecked{data.summary()});
  const int img_px = rounded_up(options.img_px, Model::max_stride());
  Validator<Model, typename P::backend, typename P::loss, typename P::evaluation> validator(
      data, {.img_px = img_px, .batch = options.batch, .workers = options.workers < 0 ? default_workers() : options.workers, .nms = options.nms,
             .samples = samples_for(hooks), .augment = options.augment, .single_class = single},
      typename P::loss{}, hyp_of(c), img_px);
  const Results results = validator.run(net);
  const std::vector<std::string> names = P::class_mapping::names(c.class_names());
  hooks.emit(Validated{.epoch = 0, .results = results, .samples = validator.samples(), .class_names = names, .final_epoch = true,
                       .evidence = &validator.evidence()});
  return results;
}

}  // namespace detail

/// Validates as a training does. @param hooks  a HookSet, told what was read and found
template <class Model, class... Policies, class Hooks>
Results validate(const ValOptions& options, Hooks& hooks) {
  if constexpr (Checked<TrainerMistake<Model, Policies...>>::ok) return detail::run_validation<Model, Chosen<Model, Policies...>>(options, hooks);
  else return {};
}

}  // namespace ctyolo::inline v0
