// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A network as a type: rows, scale, anchors, classes, and all that follows from them. Tier: spec (std only).
#pragma once

#include <ctyolo/core/heads.hpp>
#include <ctyolo/core/type_name.hpp>
#include <ctyolo/graph/block_mistake.hpp>
#include <ctyolo/graph/fault_sentence.hpp>
#include <ctyolo/graph/graph.hpp>

#include <cstdint>
#include <string>
#include <type_traits>

namespace ctyolo::inline v0 {

/// Number of classes that the data decides when the trainer is built (as Eigen's Dynamic).
inline constexpr int Dynamic = -1;

/// Anchors of one level: w, h, w, h, ... in pixels.
template <int... WidthHeightPx>
struct Level {
  static_assert(sizeof...(WidthHeightPx) % 2 == 0, "ctyolo: anchors come in pairs of width and height");
  static constexpr std::array<int, sizeof...(WidthHeightPx)> wh_px{WidthHeightPx...};
};

/// Initial anchors, a Level for each map that Detect reads, in its order.
template <class... Levels>
struct Anchors {
  static constexpr int levels = sizeof...(Levels);
  static constexpr int per_level = [] {
    int n = 0;
    ((n = static_cast<int>(Levels::wh_px.size()) / 2), ...);
    return n;
  }();
  static_assert(((static_cast<int>(Levels::wh_px.size()) / 2 == per_level) && ...),
                "ctyolo: every Level of Anchors needs the same number of anchors");
  static constexpr std::array<const int*, sizeof...(Levels)> wh_px{Levels::wh_px.data()...};
  /// Area of the last anchor of the last level against that of the first level: what YOLOv5 compares with the strides.
  static constexpr int direction() {
    if constexpr (levels < 2 || per_level == 0) return 0;
    else {
      const int* a = wh_px[0];
      const int* b = wh_px[levels - 1];
      const int n = 2 * per_level;
      const int first = a[0] * a[1], last = b[n - 2] * b[n - 1];
      return last > first ? 1 : last < first ? -1 : 0;
    }
  }
};

/// BatchNorm's constants. `momentum` is the weight of the new statistics (PyTorch's sense).
struct NormSettings {
  double eps = 1e-3;
  double momentum = 0.03;
};

/// Which YOLOv5 a net belongs to: its norm constants and head priors here, its recipe in recipe/.
struct GenerationV1 {  ///< the seed, mid-2020
  static constexpr NormSettings norm{1e-4, 0.03};
  static constexpr double class_prior_offset = 0.99;
};
struct GenerationV6 {  ///< v6.0 to v7.0
  static constexpr NormSettings norm{1e-3, 0.03};
  static constexpr double class_prior_offset = 0.99999;
};

template <class Base, int N>
struct WithClasses;

namespace detail {
template <class Net, class Base, int N>
struct ClassesOf {  // YoloV5s and YoloV5s::Classes<80> are one type
  static_assert(std::is_base_of_v<Net, Base>, "ctyolo: a net names itself first: struct MyNet : Net<MyNet, MyRows, ...>; this one names another net");
  using type = std::conditional_t<Base::classes == N, Base, WithClasses<Base, N>>;
};

struct NetTag {};
template <class M>
struct NetFaultOf;
}  // namespace detail

template <class M>
concept AnyNet = std::derived_from<M, detail::NetTag>;

/// The fault of a net as a type whose name is the sentence: `error::graph_is_valid` or an `error::graph_error`.
template <AnyNet M>
using NetFault = typename detail::NetFaultOf<M>::type;

template <class M>
concept ValidNet = AnyNet<M> && NetFault<M>::ok;

/// A detector. Name each net with a struct that inherits, itself as first argument: symbols stay short.
/// @code
///   struct YoloV5s : Net<YoloV5s, YoloV5Rows, Scale{.depth = 0.33, .width = 0.50}, YoloV5Anchors> {};
///   static_assert(YoloV5s::parameters() == 7'235'389);
///   using Mine = YoloV5s::Classes<3>;
/// @endcode
template <class Self, class RowsOf, Scale ScaleOf, class AnchorsOf, class GenerationOf = GenerationV6, int NumClasses = 80>
struct Net : detail::NetTag {
  using Rows = RowsOf;
  using Generation = GenerationOf;
  using InitialAnchors = AnchorsOf;
  using Base = Self;
  using SelfOf = Self;  ///< the first argument

  static constexpr int classes = NumClasses;
  static constexpr bool dynamic = NumClasses == Dynamic;
  static constexpr Scale scale = ScaleOf;
  static constexpr Shape image{3, 1};

  template <int N>
  using Classes = typename detail::ClassesOf<Net, Self, N>::type;
  template <class NewSelf, int N>
  using Rebind = Net<NewSelf, RowsOf, ScaleOf, AnchorsOf, GenerationOf, N>;

  /// Context for a number of classes (Dynamic nets are told it at run time; checks use 80).
  static constexpr BlockContext context(int nc = dynamic ? 80 : NumClasses) {
    return {.scale = ScaleOf, .repeats = 1, .classes = nc, .anchor_levels = AnchorsOf::levels, .anchors = AnchorsOf::per_level};
  }

  /// Output shapes of all rows and the first fault. All that follows tells a fault as the compiler's error.
  static constexpr auto infer() {
    auto s = RowsOf::infer(context(), image);
    if (!s.fault) {
      const auto strides = strides_of(s);
      const int rising = strides.back() > strides.front() ? 1 : strides.back() < strides.front() ? -1 : 0;
      if (rising != 0 && AnchorsOf::direction() != 0 && rising != AnchorsOf::direction())
        s.fault = {FaultKind::anchors_and_strides_run_opposite_ways, RowsOf::size - 1, strides.front(), strides.back()};
    }
    return s;
  }

  static constexpr Shape shape(int row) {
    if constexpr (Checked<NetFault<Self>>::ok) return infer().out[static_cast<std::size_t>(row)];
    else return {};
  }

  /// Strides of the levels in pixels, in the order in which Detect reads them.
  static consteval std::array<int, AnchorsOf::levels> strides() {
    if constexpr (Checked<NetFault<Self>>::ok) return strides_of(infer());
    else return {};
  }
  static consteval int max_stride() {
    int m = 1;
    for (int s : strides()) m = s > m ? s : m;
    return m;
  }

  static constexpr NetLayers layers(int nc = dynamic ? 80 : NumClasses) {
    if constexpr (Checked<NetFault<Self>>::ok) {
      const auto s = RowsOf::infer(context(nc), image);
      return net_layers(RowsOf::table, s.out.data(), image, context(nc));
    } else {
      return {};
    }
  }

  /// Trainable numbers, as Python counts them.
  static constexpr std::int64_t parameters(int nc = dynamic ? 80 : NumClasses) { return parameters_of(layers(nc).layers); }

  /// Multiplications and additions of the convolutions of one picture, each counted as one.
  static constexpr std::int64_t flops(int height_px, int width_px, int nc = dynamic ? 80 : NumClasses) {
    return flops_of(layers(nc).layers, height_px, width_px);
  }

  using Groups = LayerGroups;
  /// Sizes of the optimizer's groups.
  static consteval LayerGroups groups() { return groups_of(layers().layers); }

  /// Initial anchors in units of their level's stride. [L][A]
  static std::vector<std::vector<AnchorSize>> anchors() {
    std::vector<std::vector<AnchorSize>> all;
    const auto px = strides();
    for (std::size_t l = 0; l < px.size(); ++l) {
      auto& level = all.emplace_back();
      for (int a = 0; a < AnchorsOf::per_level; ++a) {
        const int* wh = AnchorsOf::wh_px[l] + 2 * a;
        level.push_back({static_cast<float>(wh[0]) / static_cast<float>(px[l]), static_cast<float>(wh[1]) / static_cast<float>(px[l])});
      }
    }
    return all;
  }

  /// The net's name without its number of classes: "YoloV5s".
  static std::string net_name() { return type_name<typename Self::Base>(); }

 private:
  template <class S>
  static constexpr std::array<int, AnchorsOf::levels> strides_of(const S& s) {
    std::array<int, AnchorsOf::levels> px{};
    for (int l = 0; l < AnchorsOf::levels; ++l) {
      const int row = RowsOf::table.source(RowsOf::size - 1, l);
      px[static_cast<std::size_t>(l)] = row < 0 ? 1 : s.out[static_cast<std::size_t>(row)].stride;
    }
    return px;
  }
};

/// A net with another number of classes; prints as `WithClasses<YoloV5s, 3>`.
template <class BaseOf, int N>
struct WithClasses : BaseOf::template Rebind<WithClasses<BaseOf, N>, N> {
  using Base = BaseOf;
  template <int M>
  using Classes = typename detail::ClassesOf<BaseOf, BaseOf, M>::type;
  static std::string name() {
    return type_name<BaseOf>() + "::Classes<" + (N == Dynamic ? std::string("Dynamic") : std::to_string(N)) + ">";
  }
};

namespace detail {
template <class M>
struct NetFaultOf {
  static constexpr Fault fault = M::infer().fault;
  static constexpr auto find() {
    if constexpr (fault.kind == FaultKind::none) {
      return error::graph_is_valid{};
    } else if constexpr (fault.kind == FaultKind::block_is_incomplete) {
      return error::graph_error<error::at_row<fault.row>, decltype(row_sentence<typename M::Rows::template RowAt<fault.row>>())>{};
    } else {
      return error::graph_error<error::at_row<fault.row>, decltype(fault_sentence<fault.kind, fault.a, fault.b>())>{};
    }
  }
  using type = decltype(find());
};
}  // namespace detail

}  // namespace ctyolo::inline v0
