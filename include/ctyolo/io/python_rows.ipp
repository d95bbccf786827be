// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The blocks of a net as Python's modules: a part of io/python_net.ipp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/io/python_net.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace ctyolo::inline v0::detail {

/// Walks through the layers of a row in the order in which its block lists them; each module takes its own.
class PythonRows {
 public:
  PythonRows(const PythonNet& net, const TensorPlaces& tensors, const HeadTensors& head) : net_(net), tensors_(tensors), head_(head) {}

  struct Row {
    PythonValue module;
    std::string class_name;
    std::int64_t parameters = 0;
  };
  Row row(int r) {
    const RowInfo& info = net_.table.rows[r];
    block_ = net_.blocks[static_cast<std::size_t>(r)];
    row_ = r;
    next_ = static_cast<std::size_t>(net_.layers.first[static_cast<std::size_t>(r)]);
    end_ = static_cast<std::size_t>(net_.layers.first[static_cast<std::size_t>(r) + 1]);
    Row out;
    for (std::size_t i = next_; i < end_; ++i) out.parameters += net_.layers.layers[i].parameters();
    const int repeats = scaled_repeats(info.repeats, net_.scale);
    if (info.takes_repeats || repeats == 1) {
      out.module = module(repeats);
      out.class_name = out.module.text;
    } else {
      PythonValue chain = PythonValue::list();
      for (int k = 0; k < repeats; ++k) chain.add(module(1));
      out.class_name = chain.items[0].text;
      out.module = python_container("Sequential", std::move(chain));
    }
    return out;
  }

 private:
  using Kind = PythonBlockKind;

  [[noreturn]] void bad(const std::string& what) const {
    fail("row ", row_, " of ", net_.name, ", ", what, ": write the state dict alone, which needs no classes (export --state-dict)");
  }
  const Layer& take() { return net_.layers.layers.at(next_++); }

  PythonValue activation(const std::string& name) {
    if (!block_.activation.frelu) return python_activation(block_.activation.value);
    if (net_.first_generation()) bad("has the activation FReLU, which the first YOLOv5 has not");
    ModuleParts parts;
    conv_and_norm(parts, name + ".act");
    return python_module("utils.activations.FReLU", std::move(parts));
  }
  void conv_and_norm(ModuleParts& parts, const std::string& name) {
    const Layer& l = take();
    parts.children.set("conv", python_conv2d(l, name + ".conv", tensors_));
    parts.children.set("bn", python_norm2d(l.out, net_.norm, name + ".bn", tensors_));
  }
  PythonValue conv() {
    const std::string name(net_.layers.layers.at(next_).name.view());
    ModuleParts parts;
    conv_and_norm(parts, name);
    parts.children.set("act", activation(name));
    return python_module("models.common.Conv", std::move(parts));
  }
  PythonValue bare_conv() {
    const Layer& l = take();
    return python_conv2d(l, std::string(l.name.view()), tensors_);
  }
  PythonValue bottleneck(bool shortcut) {
    ModuleParts parts;
    parts.children.set("cv1", conv());
    parts.children.set("cv2", conv());
    return python_module("models.common.Bottleneck", std::move(parts)).with("add", shortcut);
  }
  PythonValue bottlenecks(int repeats) {
    PythonValue chain = PythonValue::list();
    for (int k = 0; k < repeats; ++k) chain.add(bottleneck(block_.shortcut));
    return python_container("Sequential", std::move(chain));
  }

  PythonValue csp(int repeats) {
    ModuleParts parts;
    parts.children.set("cv1", conv());
    parts.children.set("cv2", bare_conv());
    parts.children.set("cv3", bare_conv());
    parts.children.set("cv4", conv());
    const Layer& norm = take();
    const std::string name(norm.name.view());  // "model.2.bn"
    parts.children.set("bn", python_norm2d(norm.out, net_.norm, name, tensors_));
    parts.children.set("act", activation(name.substr(0, name.rfind('.'))));
    parts.children.set("m", bottlenecks(repeats));
    return python_module("models.common.BottleneckCSP", std::move(parts));
  }
  PythonValue c3(int repeats) {
    ModuleParts parts;
    for (const char* name : {"cv1", "cv2", "cv3"}) parts.children.set(name, conv());
    parts.children.set("m", bottlenecks(repeats));
    return python_module("models.common.C3", std::move(parts));
  }
  PythonValue pyramid(const char* class_name, PythonValue pools) {
    ModuleParts parts;
    parts.children.set("cv1", conv());
    parts.children.set("cv2", conv());
    parts.children.set("m", std::move(pools));
    return python_module(class_name, std::move(parts));
  }
  PythonValue focus() {
    ModuleParts parts;
    parts.children.set("conv", conv());
    return python_module("models.common.Focus", std::move(parts));
  }
  PythonValue detect() {
    const bool first = net_.first_generation();
    const int levels = static_cast<int>(net_.head.anchors.size());
    const std::string name = "model." + std::to_string(row_) + ".";
    ModuleParts parts;
    parts.buffers.set("anchors", tensor_of_module(name + "anchors", tensors_, false));
    if (first) parts.buffers.set("anchor_grid", tensor_of_module(name + "anchor_grid", tensors_, false));
    PythonValue heads = PythonValue::list(), grid = PythonValue::list();
    for (int l = 0; l < levels; ++l) {
      if (!first) heads.add(bare_conv());
      grid.add(PythonValue::tensor(head_.empty));  // made anew at the first picture
    }
    if (!first) parts.children.set("m", python_container("ModuleList", std::move(heads)));
    PythonValue m = python_module("models.yolo.Detect", std::move(parts))
                        .with("nc", net_.head.classes)
                        .with("no", net_.head.classes + 5)
                        .with("nl", levels)
                        .with("na", net_.head.anchors.at(0).size())
                        .with("grid", grid)
                        .with("stride", PythonValue::tensor(head_.strides));
    if (first) return std::move(m).with("export", false);
    return std::move(m).with("anchor_grid", std::move(grid)).with("inplace", true);
  }

  PythonValue module(int repeats) {
    if (net_.first_generation() && (block_.kind == Kind::c3 || block_.kind == Kind::sppf))
      bad(std::string("is a ") + (block_.kind == Kind::c3 ? "C3" : "SPPF") + ", which the first YOLOv5 has not");
    switch (block_.kind) {
      case Kind::conv: return conv();
      case Kind::bottleneck: return bottleneck(block_.shortcut);
      case Kind::bottleneck_csp: return csp(repeats);
      case Kind::c3: return c3(repeats);
      case Kind::focus: return focus();
      case Kind::spp:
        return pyramid("models.common.SPP", python_container("ModuleList", PythonValue::list({python_max_pool2d(5), python_max_pool2d(9),
                                                                                              python_max_pool2d(13)})));
      case Kind::sppf: return pyramid("models.common.SPPF", python_max_pool2d(block_.kernel));
      case Kind::concat: return python_module("models.common.Concat").with("d", 1);
      case Kind::upsample: return python_upsample(block_.factor);
      case Kind::output_conv: return bare_conv();
      case Kind::detect:
      case Kind::detect_maps: return detect();
      default: bad("is a " + (block_.type_name != nullptr ? block_.type_name() : std::string("block")) + ", which Python's YOLOv5 has not");
    }
  }

  const PythonNet& net_;
  const TensorPlaces& tensors_;
  HeadTensors head_;
  PythonBlock block_;
  int row_ = 0;
  std::size_t next_ = 0, end_ = 0;
};

}  // namespace ctyolo::inline v0::detail
