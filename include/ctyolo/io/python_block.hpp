// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Which of Python's blocks a block of a graph is, as a value. Tier: spec (std only).
#pragma once

#include <ctyolo/core/type_name.hpp>
#include <ctyolo/graph/blocks/bottleneck.hpp>
#include <ctyolo/graph/blocks/bottleneck_csp.hpp>
#include <ctyolo/graph/blocks/c3.hpp>
#include <ctyolo/graph/blocks/concat.hpp>
#include <ctyolo/graph/blocks/conv.hpp>
#include <ctyolo/graph/blocks/detect.hpp>
#include <ctyolo/graph/blocks/focus.hpp>
#include <ctyolo/graph/blocks/output_conv.hpp>
#include <ctyolo/graph/blocks/spp.hpp>
#include <ctyolo/graph/blocks/sppf.hpp>
#include <ctyolo/graph/blocks/upsample.hpp>
#include <ctyolo/graph/frelu.hpp>
#include <ctyolo/graph/graph.hpp>

#include <array>
#include <concepts>
#include <string>

namespace ctyolo::inline v0 {

enum class PythonBlockKind : unsigned char {
  unknown, conv, bottleneck, bottleneck_csp, c3, focus, spp, sppf, concat, upsample, output_conv, detect, detect_maps
};

struct PythonActivation {
  Activation value{};
  bool frelu = false;  ///< `value` says nothing
  constexpr bool operator==(const PythonActivation&) const = default;
};

/// A block's settings before scaling. What it does not have stays as it is here.
struct PythonBlock {
  PythonBlockKind kind = PythonBlockKind::unknown;
  int channels = 0, kernel = 1, stride = 1;
  int padding = auto_padding;
  int factor = 1;  ///< of an enlargement
  bool shortcut = true;
  PythonActivation activation{};
  std::string (*type_name)() = nullptr;  ///< of an unknown block: its C++ name
};

namespace detail {

template <class Act>
concept KnownActivation = std::same_as<Act, FReLU> || requires { { Act::value } -> std::convertible_to<Activation>; };

template <class Act>
constexpr PythonBlock with_activation(PythonBlock b) {
  if constexpr (std::same_as<Act, FReLU>) b.activation = {.frelu = true};
  else if constexpr (KnownActivation<Act>) b.activation = {.value = Act::value};
  else b.kind = PythonBlockKind::unknown;
  return b;
}

/// A block that is none of ours: unknown. A block of one's own that is laid out as one of these may say so here.
template <class B>
struct PythonBlockOf {
  static constexpr PythonBlock value{};
};
template <int C, int K, int S, int P, class Act>
struct PythonBlockOf<Conv<C, K, S, P, Act>> {
  static constexpr PythonBlock value =
      with_activation<Act>({.kind = PythonBlockKind::conv, .channels = C, .kernel = K, .stride = S,
                            .padding = P == same_padding(K) ? auto_padding : P});
};
template <int C, bool Shortcut, class Act>
struct PythonBlockOf<Bottleneck<C, Shortcut, Act>> {
  static constexpr PythonBlock value = with_activation<Act>({.kind = PythonBlockKind::bottleneck, .channels = C, .shortcut = Shortcut});
};
template <int C, bool Shortcut, class Act>
struct PythonBlockOf<BottleneckCSP<C, Shortcut, Act>> {
  static constexpr PythonBlock value = with_activation<Act>({.kind = PythonBlockKind::bottleneck_csp, .channels = C, .shortcut = Shortcut});
};
template <int C, bool Shortcut, class Act>
struct PythonBlockOf<C3<C, Shortcut, Act>> {
  static constexpr PythonBlock value = with_activation<Act>({.kind = PythonBlockKind::c3, .channels = C, .shortcut = Shortcut});
};
template <int C, int K, class Act>
struct PythonBlockOf<Focus<C, K, Act>> {
  static constexpr PythonBlock value = with_activation<Act>({.kind = PythonBlockKind::focus, .channels = C, .kernel = K});
};
template <int C, class Act>
struct PythonBlockOf<SPP<C, Act>> {
  static constexpr PythonBlock value = with_activation<Act>({.kind = PythonBlockKind::spp, .channels = C});
};
template <int C, int K, class Act>
struct PythonBlockOf<SPPF<C, K, Act>> {
  static constexpr PythonBlock value = with_activation<Act>({.kind = PythonBlockKind::sppf, .channels = C, .kernel = K});
};
template <int Factor>
struct PythonBlockOf<Upsample<Factor>> {
  static constexpr PythonBlock value{.kind = PythonBlockKind::upsample, .factor = Factor};
};
template <>
struct PythonBlockOf<Concat> {
  static constexpr PythonBlock value{.kind = PythonBlockKind::concat};
};
template <>
struct PythonBlockOf<OutputConv> {
  static constexpr PythonBlock value{.kind = PythonBlockKind::output_conv};
};
template <>
struct PythonBlockOf<Detect> {
  static constexpr PythonBlock value{.kind = PythonBlockKind::detect};
};
template <>
struct PythonBlockOf<DetectMaps> {
  static constexpr PythonBlock value{.kind = PythonBlockKind::detect_maps};
};

template <class B>
constexpr PythonBlock python_block() {
  PythonBlock b = PythonBlockOf<B>::value;
  if constexpr (PythonBlockOf<B>::value.kind == PythonBlockKind::unknown) b.type_name = &type_name<B>;
  return b;
}

template <class... Rows>
constexpr std::array<PythonBlock, sizeof...(Rows)> python_blocks(const Graph<Rows...>*) {
  return {python_block<typename Rows::block>()...};
}

}  // namespace detail

/// The blocks of a net's rows.
template <class Rows>
inline constexpr auto python_blocks = detail::python_blocks(static_cast<const Rows*>(nullptr));

}  // namespace ctyolo::inline v0
