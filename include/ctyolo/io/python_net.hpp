// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A net as the object that Python's YOLOv5 makes of it: its modules, attributes and checkpoint. Tier: spec (std only).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/core/heads.hpp>
#include <ctyolo/graph/net_table.hpp>
#include <ctyolo/io/python_block.hpp>
#include <ctyolo/io/python_module.hpp>
#include <ctyolo/io/python_value.hpp>

#include <span>
#include <string>
#include <vector>

namespace ctyolo::inline v0 {

/// A net as values.
struct PythonNet {
  std::string name;
  RowTable table;
  std::span<const PythonBlock> blocks;  ///< [rows]
  NetLayers layers;
  Scale scale;
  NormSettings norm;
  HeadSetup head;
  std::vector<std::string> class_names;

  /// Whether it is of the first YOLOv5, whose head reads maps that rows before it made.
  bool first_generation() const { return blocks.back().kind == PythonBlockKind::detect_maps; }
};

template <AnyNet Model>
PythonNet python_net(const HeadSetup& head, std::vector<std::string> class_names) {
  return {.name = Model::net_name(), .table = NetTable<Model>::table, .blocks = python_blocks<typename Model::Rows>,
          .layers = layers_of<Model>(head.classes), .scale = Model::scale, .norm = Model::Generation::norm, .head = head,
          .class_names = std::move(class_names)};
}

/// Tensors beside those of the state dict: the strides of the levels, f32 [L]; a tensor without numbers, f32 [0].
struct HeadTensors {
  int strides = 0, empty = 0;
};

/// models.yolo.DetectionModel (v6.2 and later), or models.yolo.Model of the first YOLOv5.
/// @param tensors of its state dict, f16 or f32; of the first YOLOv5 also `model.<last>.anchor_grid` [L,1,A,1,1,2]
/// @throws Error naming the row whose block Python's YOLOv5 has not
PythonValue python_model(const PythonNet& net, const TensorPlaces& tensors, const HeadTensors& head);

/// The dictionary that YOLOv5 writes when a training is over: no optimizer, no average beside the model.
/// @param date such as 2026-01-31T12:00:00
PythonValue python_checkpoint(PythonValue model, const std::string& date);

/// What the model was made from, as its yaml files describe nets; None where they could not.
PythonValue python_description(const PythonNet& net);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/io/python_net.ipp>
#endif
