// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of io/python_module.hpp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/core/number.hpp>
#include <ctyolo/io/python_module.hpp>

#include <utility>

namespace ctyolo::inline v0 {

namespace detail {

inline PythonValue tensor_of_module(const std::string& name, const TensorPlaces& tensors, bool parameter) {
  const auto found = tensors.find(name);
  if (found == tensors.end()) fail("the net has no tensor ", name);
  return PythonValue::tensor(found->second, parameter);
}

inline PythonValue pair_of(int value) { return PythonValue::tuple({value, value}); }

}  // namespace detail

CTYOLO_INLINE PythonValue python_module(const std::string& class_name, ModuleParts parts) {
  PythonValue m = PythonValue::object(class_name);
  m.set("training", false);
  m.set("_parameters", std::move(parts.parameters));
  m.set("_buffers", std::move(parts.buffers));
  m.set("_non_persistent_buffers_set", PythonValue::empty_set());
  m.set("_backward_hooks", PythonValue::ordered_dict());
  m.set("_is_full_backward_hook", PythonValue());
  for (const char* hooks : {"_forward_hooks", "_forward_pre_hooks", "_state_dict_hooks", "_load_state_dict_pre_hooks"})
    m.set(hooks, PythonValue::ordered_dict());
  m.set("_modules", std::move(parts.children));
  return m;
}

CTYOLO_INLINE PythonValue python_container(const std::string& name, PythonValue children) {
  ModuleParts parts;
  for (std::size_t i = 0; i < children.items.size(); ++i) parts.children.set(std::to_string(i), std::move(children.items[i]));
  return python_module("torch.nn.modules.container." + name, std::move(parts));
}

CTYOLO_INLINE PythonValue python_conv2d(const Layer& l, const std::string& name, const TensorPlaces& tensors) {
  ModuleParts parts;
  parts.parameters.set("weight", detail::tensor_of_module(name + ".weight", tensors, true));
  parts.parameters.set("bias", l.bias ? detail::tensor_of_module(name + ".bias", tensors, true) : PythonValue());
  return python_module("torch.nn.modules.conv.Conv2d", std::move(parts))
      .with("in_channels", l.in)
      .with("out_channels", l.out)
      .with("kernel_size", detail::pair_of(l.kernel))
      .with("stride", detail::pair_of(l.stride))
      .with("padding", detail::pair_of(l.padding))
      .with("dilation", detail::pair_of(1))
      .with("transposed", false)
      .with("output_padding", detail::pair_of(0))
      .with("groups", l.groups)
      .with("padding_mode", "zeros")
      .with("_reversed_padding_repeated_twice", PythonValue::tuple({l.padding, l.padding, l.padding, l.padding}));
}

CTYOLO_INLINE PythonValue python_norm2d(int channels, const NormSettings& norm, const std::string& name, const TensorPlaces& tensors) {
  ModuleParts parts;
  for (const char* which : {"weight", "bias"})
    parts.parameters.set(which, detail::tensor_of_module(name + "." + which, tensors, true));
  for (const char* which : {"running_mean", "running_var", "num_batches_tracked"})
    parts.buffers.set(which, detail::tensor_of_module(name + "." + which, tensors, false));
  return python_module("torch.nn.modules.batchnorm.BatchNorm2d", std::move(parts))
      .with("num_features", channels)
      .with("eps", norm.eps)
      .with("momentum", norm.momentum)
      .with("affine", true)
      .with("track_running_stats", true);
}

CTYOLO_INLINE PythonValue python_max_pool2d(int kernel) {
  return python_module("torch.nn.modules.pooling.MaxPool2d")
      .with("kernel_size", kernel)
      .with("stride", 1)
      .with("padding", same_padding(kernel))
      .with("dilation", 1)
      .with("return_indices", false)
      .with("ceil_mode", false);
}

CTYOLO_INLINE PythonValue python_upsample(int factor) {
  return python_module("torch.nn.modules.upsampling.Upsample")
      .with("name", "Upsample")
      .with("size", PythonValue())
      .with("scale_factor", static_cast<double>(factor))
      .with("mode", "nearest")
      .with("align_corners", PythonValue())
      .with("recompute_scale_factor", PythonValue());
}

CTYOLO_INLINE PythonValue python_activation(const Activation& a) {
  const auto of = [](const char* name) { return python_module("torch.nn.modules.activation." + std::string(name)).with("inplace", true); };
  switch (a.kind) {
    case ActivationKind::silu: return of("SiLU");
    case ActivationKind::leaky_relu: return of("LeakyReLU").with("negative_slope", a.slope);
    case ActivationKind::hardswish: return of("Hardswish");
    case ActivationKind::mish: return of("Mish");
    default: return python_module("torch.nn.modules.linear.Identity");
  }
}

CTYOLO_INLINE std::string python_source(const Activation& a) {
  switch (a.kind) {
    case ActivationKind::silu: return "nn.SiLU()";
    case ActivationKind::leaky_relu: return "nn.LeakyReLU(" + shortest(a.slope) + ")";
    case ActivationKind::hardswish: return "nn.Hardswish()";
    case ActivationKind::mish: return "nn.Mish()";
    default: return "nn.Identity()";
  }
}

}  // namespace ctyolo::inline v0
