// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A net of ctyolo as the text of a YOLOv5 model yaml: yaml2net's other direction.
#pragma once

#include <ctyolo/graph.hpp>

#include <sstream>
#include <string>
#include <utility>

namespace nets {

using namespace ctyolo;

enum class Style { flow, block };  ///< rows as [a, b] or as lines of -

struct YamlBlock {
  std::string module, args;  ///< "C3", "512, False"
};

inline std::string python(bool b) { return b ? "True" : "False"; }
template <class Act>
std::string python_activation() {
  if constexpr (requires { Act::slope; }) return "nn.LeakyReLU(" + shortest(Act::slope) + ")";
  else return "nn." + type_name<Act>() + "()";
}

/// @tparam NetAct  of the net; a Conv with another one says so
template <class NetAct>
struct YamlOf {
  template <int C, int K, int S, int P, class Act>
  static YamlBlock of(Conv<C, K, S, P, Act>*) {
    std::string padding = P == auto_padding ? "None" : std::to_string(P);
    std::string args = std::to_string(C) + ", " + std::to_string(K) + ", " + std::to_string(S);
    if (!std::is_same_v<Act, NetAct>) args += ", 'None', 1, 1, " + (std::is_same_v<Act, Identity> ? std::string("False") : python_activation<Act>());
    else if (P != auto_padding) args += ", " + padding;
    return {"Conv", args};
  }
  template <int C, int K, class Act>
  static YamlBlock of(Focus<C, K, Act>*) { return {"Focus", std::to_string(C) + ", " + std::to_string(K)}; }
  template <int C, bool S, class Act>
  static YamlBlock of(Bottleneck<C, S, Act>*) { return {"Bottleneck", std::to_string(C) + ", " + python(S)}; }
  template <int C, bool S, class Act>
  static YamlBlock of(BottleneckCSP<C, S, Act>*) { return {"BottleneckCSP", std::to_string(C) + ", " + python(S)}; }
  template <int C, bool S, class Act>
  static YamlBlock of(C3<C, S, Act>*) { return {"C3", S ? std::to_string(C) : std::to_string(C) + ", False"}; }
  template <int C, class Act>
  static YamlBlock of(SPP<C, Act>*) { return {"SPP", std::to_string(C) + ", [5, 9, 13]"}; }
  template <int C, int K, class Act>
  static YamlBlock of(SPPF<C, K, Act>*) { return {"SPPF", std::to_string(C) + ", " + std::to_string(K)}; }
  template <int F>
  static YamlBlock of(Upsample<F>*) { return {"nn.Upsample", "None, " + std::to_string(F) + ", nearest"}; }
  static YamlBlock of(Concat*) { return {"Concat", "1"}; }
  static YamlBlock of(OutputConv*) { return {"nn.Conv2d", "na * (nc + 5), 1, 1"}; }
  static YamlBlock of(Detect*) { return {"Detect", "nc, anchors"}; }
  static YamlBlock of(DetectMaps*) { return {"Detect", "nc, anchors"}; }
};

/// @param head  first row of the head
template <class Model, class Act>
std::string yaml_of(int head, Style style) {
  using Rows = typename Model::Rows;
  std::ostringstream out;
  out << "nc: " << Model::classes << "\ndepth_multiple: " << Model::scale.depth << "\nwidth_multiple: " << Model::scale.width << "\nanchors:\n";
  for (const int* level : Model::InitialAnchors::wh_px) {
    out << "  - [";
    for (int i = 0; i < 2 * Model::InitialAnchors::per_level; ++i) out << (i > 0 ? ", " : "") << level[i];
    out << "]\n";
  }
  const bool seed = std::is_same_v<typename Model::Generation, GenerationV1>;
  if (!std::is_same_v<Act, SiLU> && !seed) out << "activation: " << python_activation<Act>() << "\n";
  const auto write = [&]<std::size_t R>(std::integral_constant<std::size_t, R>) {
    if (R == 0) out << "backbone:\n";
    if (static_cast<int>(R) == head) out << "head:\n";
    const RowInfo& row = Rows::rows[R];
    const YamlBlock block = YamlOf<Act>::of(static_cast<typename Rows::template BlockAt<R>*>(nullptr));
    std::string from;
    for (int i = 0; i < row.inputs; ++i) from += (i > 0 ? ", " : "") + std::to_string(row.from[i]);
    if (row.inputs > 1) from = "[" + from + "]";
    if (seed && row.detect) from = "[]";  // all outputs, the last one first
    if (style == Style::flow) out << "  - [" << from << ", " << row.repeats << ", " << block.module << ", [" << block.args << "]]\n";
    else out << "  -\n    - " << from << "\n    - " << row.repeats << "\n    - \"" << block.module << "\"\n    - [" << block.args << "]\n";
  };
  [&]<std::size_t... R>(std::index_sequence<R...>) { (write(std::integral_constant<std::size_t, R>()), ...); }(std::make_index_sequence<Rows::rows.size()>());
  return out.str();
}

}  // namespace nets
