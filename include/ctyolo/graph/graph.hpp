// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A network's table of rows and what follows from it: shapes, layers, faults. Tier: spec (std only).
#pragma once

#include <ctyolo/graph/row.hpp>

#include <array>
#include <tuple>
#include <utility>
#include <vector>

namespace ctyolo::inline v0 {

/// Largest number of inputs a row can have.
inline constexpr int max_inputs = 16;

/// The rows of a network as values, shapes not yet known.
struct RowTable {
  const RowInfo* rows = nullptr;
  int size = 0;

  /// Absolute row number of input i of row r.
  constexpr int source(int r, int i) const {
    const int f = rows[r].from[i];
    return f < 0 ? r + f : f;
  }
};

/// Shapes of all rows' outputs, or the first fault.
template <int Size>
struct GraphShapes {
  std::array<Shape, Size> out{};
  Fault fault;
};

namespace detail {

/// Input shapes of a row; the network's picture is row -1.
constexpr int gather_inputs(const RowTable& t, int r, const Shape* out, Shape image, Shape* in) {
  for (int i = 0; i < t.rows[r].inputs; ++i) {
    const int s = t.source(r, i);
    in[i] = s < 0 ? image : out[s];
  }
  return t.rows[r].inputs;
}

constexpr BlockContext row_context(const RowInfo& row, BlockContext net) {
  net.repeats = scaled_repeats(row.repeats, net.scale);
  return net;
}

constexpr Fault wiring_fault(const RowTable& t, int r) {
  const RowInfo& row = t.rows[r];
  if (!row.complete) return {FaultKind::block_is_incomplete, r, 0, 0};
  for (int i = 0; i < row.inputs; ++i) {
    if (row.from[i] >= r) return {FaultKind::input_is_not_an_earlier_row, r, row.from[i], 0};
    if (t.source(r, i) < (r == 0 ? -1 : 0)) return {FaultKind::input_before_row_0, r, row.from[i], 0};
  }
  const bool count_ok = row.block_inputs == any_number ? row.inputs >= 1 && row.inputs <= max_inputs
                                                       : row.inputs == row.block_inputs;
  if (!count_ok && row.block_inputs == any_number) return {FaultKind::no_inputs, r, row.inputs, 0};
  if (!count_ok) return {FaultKind::wrong_number_of_inputs, r, row.block_inputs, row.inputs};
  if (row.repeats > 1 && !row.takes_repeats && row.inputs > 1)  // a chain hands on one map
    return {FaultKind::repeated_row_of_several_inputs, r, row.inputs, row.repeats};
  return {};
}

constexpr Fault infer_shapes(const RowTable& t, const BlockContext& net, Shape image, Shape* out) {
  if (net.classes < 1) return {FaultKind::no_classes, t.size - 1, net.classes, 0};
  for (int r = 0; r < t.size; ++r) {
    if (Fault f = wiring_fault(t, r)) return f;
    Shape in[max_inputs];
    const int count = gather_inputs(t, r, out, image, in);
    BlockContext c = row_context(t.rows[r], net);
    const int links = t.rows[r].takes_repeats ? 1 : std::exchange(c.repeats, 1);
    const Shapes inputs(in, static_cast<std::size_t>(count));
    for (int k = 0; k < links; ++k) {
      if (t.rows[r].check != nullptr) {
        if (Fault f = t.rows[r].check(inputs, c)) {
          f.row = r;
          return f;
        }
      }
      out[r] = t.rows[r].out(inputs, c);
      if (out[r].channels < 1 || out[r].stride < 1) return {FaultKind::no_channels, r, out[r].channels, out[r].stride};
      in[0] = out[r];  // the next link of a chain reads it
    }
  }
  if (t.size == 0 || !t.rows[t.size - 1].detect) return {FaultKind::no_detect_at_the_end, t.size - 1, 0, 0};
  return {};
}

struct GraphTag {};

}  // namespace detail

/// Layers of all rows with PyTorch's names, and where each row's begin.
struct NetLayers {
  std::vector<Layer> layers;
  std::vector<int> first;  ///< [rows + 1]
};

/// @throws nothing; the graph must have no fault
constexpr NetLayers net_layers(const RowTable& t, const Shape* shapes, Shape image, const BlockContext& net) {
  NetLayers all;
  LayerList list;
  for (int r = 0; r < t.size; ++r) {
    all.first.push_back(static_cast<int>(list.layers.size()));
    const RowInfo& row = t.rows[r];
    Shape in[max_inputs];
    const auto count = static_cast<std::size_t>(detail::gather_inputs(t, r, shapes, image, in));
    BlockContext c = detail::row_context(row, net);
    const LayerName base = LayerName("model") / r;
    if (row.takes_repeats || c.repeats == 1) {
      list.prefix = base;
      row.layers(list, Shapes(in, count), c);
    } else {  // PyTorch's nn.Sequential: model.2.0.*, model.2.1.*, ...
      const int repeats = c.repeats;
      c.repeats = 1;
      for (int k = 0; k < repeats; ++k) {
        list.prefix = base / k;
        row.layers(list, Shapes(in, count), c);
        in[0] = row.out(Shapes(in, count), c);
      }
    }
  }
  all.first.push_back(static_cast<int>(list.layers.size()));
  all.layers = std::move(list.layers);
  return all;
}

/// A table of rows as a type, written as YOLOv5's yaml writes it, line by line.
/// @code
///   struct Rows : Graph<Row<From<-1>, 1, Conv<64, 6, 2, 2>>,  // 0
///                       ...> {};
/// @endcode
template <class... Rows>
struct Graph : detail::GraphTag {
  static constexpr int size = sizeof...(Rows);
  static constexpr std::array<RowInfo, sizeof...(Rows)> rows{detail::row_info<Rows>()...};
  static constexpr RowTable table{rows.data(), size};

  static constexpr GraphShapes<size> infer(const BlockContext& net, Shape image) {
    GraphShapes<size> s;
    s.fault = detail::infer_shapes(table, net, image, s.out.data());
    return s;
  }

  template <std::size_t R>
  using RowAt = std::tuple_element_t<R, std::tuple<Rows...>>;
  template <std::size_t R>
  using BlockAt = typename RowAt<R>::block;

  /// Last row that reads each row's map: when a map may be freed.
  static constexpr std::array<int, sizeof...(Rows)> last_use() {
    std::array<int, sizeof...(Rows)> last{};
    for (int r = 0; r < size; ++r)
      for (int i = 0; i < rows[static_cast<std::size_t>(r)].inputs; ++i)
        if (const int s = table.source(r, i); s >= 0) last[static_cast<std::size_t>(s)] = r;
    return last;
  }
};

}  // namespace ctyolo::inline v0
