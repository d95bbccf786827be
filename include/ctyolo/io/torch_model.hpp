// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The network in a checkpoint of Python's YOLOv5: its weights and what is known of it. Tier: spec (std only).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/core/heads.hpp>
#include <ctyolo/io/torch_file.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ctyolo::inline v0 {

/// One of a network's tensors that learn.
struct TorchParameter {
  std::size_t tensor = 0;  ///< its place in TorchModel::tensors
  bool norm = false;       ///< of a normalization: its scale or its shift
};

/// What is absent from the file is empty: a state_dict has nothing but tensors, and the anchors among them.
struct TorchModel {
  std::string source;      ///< under which key of the file it was: "ema", "model", ...; empty: it is the whole file
  std::string class_name;  ///< "models.yolo.Model", "models.yolo.DetectionModel", ...

  /// In the order, and with the names, of Python's state_dict; bytes are row-major and aligned, owned by `file`.
  std::vector<TensorRecord> tensors;
  std::vector<TorchParameter> parameters;  ///< in the order of Python's named_parameters()

  std::vector<std::string> names;  ///< of the classes
  std::optional<std::int64_t> classes;
  std::vector<double> strides;                   ///< of the levels, pixels
  std::vector<std::vector<AnchorSize>> anchors;  ///< [L][A], in units of the level's stride

  std::vector<std::string> layer_types;   ///< of model.0, model.1, ...: "models.common.Conv"
  std::vector<std::string> yaml_modules;  ///< of the rows of its description, backbone and head: "Conv"
  std::optional<double> depth_multiple, width_multiple;

  std::optional<std::int64_t> epoch, updates;
  std::optional<double> best_fitness;
  std::string training_results, date;

  std::shared_ptr<const TorchFile> file;
};

/// Finds the network: the file itself, its "ema" unless that is None, its "model", "state_dict" or "model_state_dict".
/// @throws Error in one line when the file is damaged or there is no network in it
TorchModel read_torch_model(const std::string& path);
TorchModel read_torch_model(TorchFile file);
/// The same of a file that is read already. @param key  where to look; empty: wherever there is a network
TorchModel read_torch_model(const std::shared_ptr<TorchFile>& file, const std::string& key = "");

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/io/torch_model.ipp>
#endif
