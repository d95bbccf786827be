// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A checkpoint for other programs: Python's YOLOv5, plain PyTorch, or ctyolo with half the bytes. Tier: nn.
#pragma once

#include <ctyolo/backend/default_backend.hpp>
#include <ctyolo/core/config.hpp>
#include <ctyolo/io/python_net.hpp>
#include <ctyolo/io/strip.hpp>
#include <ctyolo/predict/detector.hpp>

#include <string>

namespace ctyolo::inline v0 {

struct ExportOptions {
  std::string to = {};                 ///< NAME.pt for Python, NAME.safetensors for ctyolo
  bool state_dict = false;             ///< .pt: tensors under their names alone, which needs no classes of YOLOv5 to open
  WeightsAs weights = WeightsAs::f16;  ///< as YOLOv5 leaves its best.pt
  std::string date = {};               ///< .pt: when it was made, 2026-01-31T12:00:00; empty: now
};

/// Writes tensors, complete and in PyTorch's order, as a file of Python's. @throws Error naming what the form cannot hold
void write_python_file(const PythonNet& net, StateDict tensors, const ExportOptions& options);

/// The weights of a checkpoint, ours or Python's, as another file: YOLOv5's checkpoint dictionary with the whole model,
/// a state dict, or a stripped checkpoint of ctyolo.
/// @throws Error when the checkpoint is of another net, a number does not fit f16, or Python has no such block
template <AnyNet Model>
void export_checkpoint(const Checkpoint& c, const ExportOptions& options) {
  const auto net = load_network<Model, DefaultBackend>(c);
  constexpr std::string_view counter = ".num_batches_tracked";
  std::int64_t batches = 0;
  for (const auto& [name, tensor] : c.tensors)
    if (name.ends_with(counter) && tensor.numel() == 1) batches = tensor.template item<std::int64_t>();
  StateDict tensors = state_dict(net.parameters(), net.setup(), Model::Rows::size - 1, batches);
  if (options.to.ends_with(".safetensors")) {
    Checkpoint out = c;
    out.tensors = std::move(tensors);
    out.set("net", Model::net_name());
    strip(out, options.weights);
    out.write(options.to);
  } else {
    write_python_file(python_net<Model>(net.setup(), c.class_names()), std::move(tensors), options);
  }
}

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/predict/export.ipp>
#endif
