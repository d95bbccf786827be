// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Nets as Python's objects: descriptions, and blocks that Python has not. The objects themselves: predict/export_test.cpp.
#include "test.hpp"
#include "io/small_nets.hpp"
#include "temporary_folder.hpp"

#include <ctyolo/io/python_net.hpp>

using namespace ctyolo;

namespace {

template <class Model>
PythonNet net(std::vector<std::string> names) {
  HeadSetup head{.classes = static_cast<int>(names.size()), .strides_px = {}, .anchors = Model::anchors()};
  for (const int s : Model::strides()) head.strides_px.push_back(s);
  return python_net<Model>(head, std::move(names));
}
const PythonValue* find(const PythonValue& dict, const std::string& key) {
  for (std::size_t i = 0; i + 1 < dict.items.size(); i += 2)
    if (dict.items[i].text == key) return &dict.items[i + 1];
  return nullptr;
}
/// Lists as Python prints them.
std::string printed(const PythonValue& v) {
  switch (v.kind) {
    case PythonKind::none: return "None";
    case PythonKind::boolean: return v.integer != 0 ? "True" : "False";
    case PythonKind::integer: return std::to_string(v.integer);
    case PythonKind::real: return std::to_string(v.real);
    case PythonKind::text: return v.text;
    default: break;
  }
  std::string text = "[";
  for (const PythonValue& item : v.items) text += (text.size() > 1 ? ", " : "") + printed(item);
  return text + "]";
}
template <class Model>
std::string error_of_model() {
  return test::error_of([] {
    TensorPlaces places;
    const PythonNet n = net<Model>({"a", "b"});
    // Every tensor is there; which is which does not matter here.
    for (const Layer& l : n.layers.layers)
      for (const char* part : {".weight", ".bias", ".conv.weight", ".bn.weight", ".bn.bias", ".bn.running_mean", ".bn.running_var",
                               ".bn.num_batches_tracked", ".running_mean", ".running_var", ".num_batches_tracked"})
        places[std::string(l.name.view()) + part] = 0;
    for (const char* part : {"anchors", "anchor_grid"}) places["model." + std::to_string(n.table.size - 1) + "." + part] = 0;
    python_model(n, places, {});
  });
}

}  // namespace

TEST_CASE("io/python_net: a net is described as YOLOv5's yaml files describe nets") {
  const PythonValue d = python_description(net<small::Late>({"a", "b", "c"}));
  CHECK(find(d, "nc")->integer == 3);
  CHECK(find(d, "depth_multiple")->real == 0.67);
  CHECK(find(d, "activation") == nullptr);
  CHECK(printed(*find(d, "anchors")) == "[[10, 13, 16, 30], [33, 23, 62, 45]]");
  CHECK(printed(*find(d, "backbone")) ==
        "[[-1, 1, Conv, [16, 6, 2, 2]], [-1, 1, Conv, [32, 3, 2]], [-1, 3, C3, [32]], [-1, 1, Conv, [64, 3, 2]], [-1, 3, Bottleneck, [64]], "
        "[-1, 1, SPPF, [64, 5]], [-1, 1, Conv, [32, 1, 1]], [-1, 1, nn.Upsample, [None, 2, nearest]], [[-1, 2], 1, Concat, [1]], "
        "[-1, 3, C3, [32, False]]]");
  CHECK(printed(*find(d, "head")) == "[[[9, 5], 1, Detect, [nc, anchors]]]");
  CHECK(printed(*find(python_description(net<small::Early>({"a", "b"})), "backbone")) ==
        "[[-1, 1, Focus, [16, 3]], [-1, 1, Conv, [32, 3, 2]], [-1, 3, BottleneckCSP, [32, False]], [-1, 1, SPP, [32, [5, 9, 13]]], "
        "[-1, 1, nn.Conv2d, [(nc + 5) * na, 1, 1]], [-2, 1, Conv, [32, 3, 2]], [-1, 1, nn.Conv2d, [(nc + 5) * na, 1, 1]]]");
}

TEST_CASE("io/python_net: one activation for all is named; what no description can say is left out") {
  const PythonValue leaky = python_description(net<small::Leaky>({"a"}));
  CHECK(find(leaky, "activation")->text == "nn.LeakyReLU(0.1)");
  CHECK(python_description(net<small::Own>({"a"})).kind == PythonKind::none);
}

TEST_CASE("io/python_net: a block that Python has not is an error that names row, net and block") {
  CHECK(error_of_model<small::Late>().empty());
  CHECK(error_of_model<small::Early>().empty());
  CHECK(test::contains(error_of_model<small::Own>(), "row 5 of small::Own, is a small::MyBlock, which Python's YOLOv5 has not"));
  CHECK(test::contains(error_of_model<small::Mixed>(), "row 3 of small::Mixed, is a C3, which the first YOLOv5 has not"));
  CHECK(test::contains(test::error_of([] { python_model(net<small::Late>({"a"}), {}, {}); }), "the net has no tensor model.0.conv.weight"));
}
