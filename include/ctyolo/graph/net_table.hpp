// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A net's rows, shapes and layers as constants, for those who need them when the program runs. Tier: spec (std only).
//
// Net's own functions can be asked for the same, but a program that calls them when it runs contains the code of every block's
// `out` and `layers`; constants cost a few kilobytes and a fraction of the time to compile.
#pragma once

#include <ctyolo/graph/net.hpp>

#include <array>
#include <cstddef>

namespace ctyolo::inline v0 {

/// Of a net of Classes<Dynamic>: with 80 classes.
template <AnyNet Model>
struct NetTable {
  static constexpr std::size_t size = Model::Rows::rows.size();

  /// The rows without their functions.
  static constexpr std::array<RowInfo, size> rows = [] {
    auto all = Model::Rows::rows;
    for (RowInfo& row : all) {
      row.out = nullptr;
      row.layers = nullptr;
      row.check = nullptr;
    }
    return all;
  }();
  static constexpr RowTable table{rows.data(), static_cast<int>(size)};

  /// Of the rows' outputs.
  static constexpr auto shapes = Model::infer().out;

  static constexpr auto layers = [] {
    constexpr std::size_t count = Model::layers().layers.size();
    std::array<Layer, count> all{};
    const NetLayers made = Model::layers();
    for (std::size_t i = 0; i < count; ++i) all[i] = made.layers[i];
    return all;
  }();

  /// Where each row's layers begin.
  static constexpr auto first = [] {
    std::array<int, size + 1> all{};
    const NetLayers made = Model::layers();
    for (std::size_t r = 0; r <= size; ++r) all[r] = made.first[r];
    return all;
  }();
};

/// The layers for a number of classes, as Model::layers(classes).
template <AnyNet Model>
NetLayers layers_of(int classes) {
  using Table = NetTable<Model>;
  if constexpr (Model::dynamic) return Model::layers(classes);
  else return {{Table::layers.begin(), Table::layers.end()}, {Table::first.begin(), Table::first.end()}};
}

}  // namespace ctyolo::inline v0
