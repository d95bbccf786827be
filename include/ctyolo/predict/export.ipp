// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of predict/export.hpp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/io/checkpoint.ipp>
#include <ctyolo/io/torch_writer.hpp>
#include <ctyolo/nn/new_tensor.hpp>
#include <ctyolo/predict/export.hpp>

#include <ctime>
#include <utility>
#include <vector>

namespace ctyolo::inline v0 {

namespace detail {

inline std::string local_time() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  ::localtime_r(&now, &parts);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &parts)};
}

/// f32 [L]
inline at::Tensor strides_tensor(const HeadSetup& head) {
  at::Tensor t = new_tensor({static_cast<std::int64_t>(head.strides_px.size())}, at::kFloat);
  for (std::size_t l = 0; l < head.strides_px.size(); ++l) t.data_ptr<float>()[l] = static_cast<float>(head.strides_px[l]);
  return t;
}

/// The first YOLOv5 keeps its anchors in pixels as well, behind those in strides. [L,1,A,1,1,2]
inline void add_anchor_grid(StateDict& tensors, const std::string& detect, const at::Tensor& strides) {
  for (auto entry = tensors.begin(); entry != tensors.end(); ++entry) {
    if (entry->first != detect + "anchors") continue;
    const at::Tensor& anchors = entry->second;  // [L,A,2]
    const at::Tensor px = anchors.mul(strides.view({-1, 1, 1})).view({anchors.size(0), 1, anchors.size(1), 1, 1, 2});
    tensors.emplace(entry + 1, detect + "anchor_grid", px);
    return;
  }
}

}  // namespace detail

CTYOLO_INLINE void write_python_file(const PythonNet& net, StateDict tensors, const ExportOptions& o) {
  if (!o.to.ends_with(".pt")) fail(o.to, ": the name must end with .pt (for Python) or .safetensors (for ctyolo)");
  const at::Tensor strides = detail::strides_tensor(net.head);
  if (net.first_generation()) detail::add_anchor_grid(tensors, "model." + std::to_string(net.table.size - 1) + ".", strides);
  if (o.weights == WeightsAs::f16) tensors = half_precision(tensors, o.to);
  TensorPlaces places;
  for (const auto& [name, tensor] : tensors) places.emplace(name, static_cast<int>(places.size()));
  const HeadTensors head{.strides = static_cast<int>(places.size()), .empty = static_cast<int>(places.size()) + 1};
  std::vector<at::Tensor> alive;
  if (o.state_dict) return write_torch_state_dict(o.to, detail::records_of(tensors, alive));
  PythonValue model;
  try {
    model = python_model(net, places, head);
  } catch (const Error& error) {
    fail(o.to, ": ", error.what());
  }
  tensors.emplace_back("stride", strides);
  tensors.emplace_back("grid", new_tensor({0}, at::kFloat));
  const std::string date = o.date.empty() ? detail::local_time() : o.date;
  write_torch_file(o.to, python_checkpoint(std::move(model), date), detail::records_of(tensors, alive));
}

}  // namespace ctyolo::inline v0
