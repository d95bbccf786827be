// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Layers as the objects that Python's torch.nn makes of them. Tier: spec (std only).
//
// An object of nn.Module is its attributes: `_parameters`, `_buffers`, `_modules` and what else its forward reads
// (torch/nn/modules/*.py of PyTorch 1.8 to 2.x; what newer ones want in addition they add when they read it).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/graph/layer.hpp>
#include <ctyolo/graph/net.hpp>
#include <ctyolo/io/python_block.hpp>
#include <ctyolo/io/python_value.hpp>

#include <map>
#include <string>

namespace ctyolo::inline v0 {

/// Where the tensors of a state dict are, by name.
using TensorPlaces = std::map<std::string, int>;

/// What a module consists of, each an ordered dict; what is added with `with` later are its other attributes.
struct ModuleParts {
  PythonValue parameters = PythonValue::ordered_dict();
  PythonValue buffers = PythonValue::ordered_dict();
  PythonValue children = PythonValue::ordered_dict();
};
PythonValue python_module(const std::string& class_name, ModuleParts parts = {});
/// Sequential or ModuleList. @param children a list
PythonValue python_container(const std::string& name, PythonValue children);

/// torch.nn.Conv2d. @param name of its tensors: `name.weight` @throws Error when they are not there
PythonValue python_conv2d(const Layer& layer, const std::string& name, const TensorPlaces& tensors);
PythonValue python_norm2d(int channels, const NormSettings& norm, const std::string& name, const TensorPlaces& tensors);
PythonValue python_max_pool2d(int kernel);
PythonValue python_upsample(int factor);
PythonValue python_activation(const Activation& activation);

/// How a description of a net writes it: "nn.LeakyReLU(0.1)".
std::string python_source(const Activation& activation);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/io/python_module.ipp>
#endif
