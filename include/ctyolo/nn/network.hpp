// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A network made of a graph: its parameters and its forward, rows called in compile-time order. Tier: nn.
#pragma once

#include <ctyolo/backend/concepts.hpp>
#include <ctyolo/core/type_name.hpp>
#include <ctyolo/graph/net_table.hpp>
#include <ctyolo/nn/anomaly.hpp>
#include <ctyolo/nn/autograd.hpp>
#include <ctyolo/nn/head_setup.hpp>
#include <ctyolo/nn/parameters.hpp>
#include <ctyolo/nn/row_ops.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace ctyolo::inline v0 {

/// A net with numbers in it.
/// @code
///   Network<YoloV5n::Classes<3>, Aten> net({.seed = 1});
///   auto raw = net.forward(Aten::image(bytes));   // three maps [N,3*(5+3),H/8,W/8], ...
/// @endcode
template <AnyNet Model, Backend B>
class Network {
  static_assert(Checked<NetFault<Model>>::done);

 public:
  using Map = typename B::Map;
  using Maps = std::vector<Map>;
  struct Options {
    int classes = Model::classes;  ///< needed only for Classes<Dynamic>
    std::uint64_t seed = 0;
    std::string device = "cpu";
    std::vector<double> class_logits = {};  ///< priors of the classes (train/class_priors.hpp); empty: all alike
  };

  [[gnu::cold]] explicit Network(const Options& options)
      : setup_{.classes = checked_classes(options.classes, Model::classes, type_name<Model>()), .strides_px = {}, .anchors = Model::anchors()},
        plan_(layers_of<Model>(setup_.classes)),
        parameters_(plan_.layers, options.device) {
    constexpr auto strides_px = Model::strides();
    setup_.strides_px.assign(strides_px.begin(), strides_px.end());
    parameters_.randomize(options.seed);
    parameters_.set_head_priors(setup_, Model::Generation::class_prior_offset, options.class_logits);
  }

  /// Raw maps [N,A*(5+nc),H/stride,W/stride] in the order in which Detect reads its levels. @param x f32 [N,3,H,W], 0..1
  Maps forward(const Map& x) const {
    if constexpr (WholeNetBackend<B>) return whole_.forward(parameters_, mode_, x);
    else return run(x, std::make_index_sequence<Model::Rows::rows.size()>());
  }

  /// Adds to the parameters' gradients. @param raw  of the last forward in training mode @param gradients  of the loss, as raw
  void backward(const Maps& raw, const Maps& gradients) const {
    if constexpr (WholeNetBackend<B>) whole_.backward(parameters_, gradients);
    else autograd_backward(raw, gradients);
  }

  /// Where a forward first makes a number that is none: a layer or a row ("model.3"), empty if nowhere. For a training
  /// that has diverged. In training mode running statistics move.
  [[gnu::cold]] std::string first_broken_map(const Map& x) const {
    if constexpr (!WholeNetBackend<B>) return broken_row(x, std::make_index_sequence<Model::Rows::rows.size()>());
    else if constexpr (requires { whole_.first_broken_map(parameters_, mode_, x); }) return whole_.first_broken_map(parameters_, mode_, x);
    else return {};
  }

  void train(bool on) { mode_.training = on; }
  Parameters& parameters() { return parameters_; }
  const Parameters& parameters() const { return parameters_; }
  const HeadSetup& setup() const { return setup_; }
  /// Whether these are as many as the head has on each level, and sizes at all. @param anchors [L][A] in stride units
  bool takes_anchors(const std::vector<std::vector<AnchorSize>>& anchors) const { return ctyolo::takes_anchors(setup_, anchors); }

  /// @throws Error for anchors that the head does not take
  [[gnu::cold]] void set_anchors(const std::vector<std::vector<AnchorSize>>& anchors) { ctyolo::set_anchors(setup_, anchors, type_name<Model>()); }

  /// A copy with its own memory and no gradients: the averaged weights.
  [[gnu::cold]] Network twin() const {
    Network copy = *this;
    copy.parameters_ = parameters_.twin();
    copy.mode_.training = false;
    return copy;
  }

 private:
  using Rows = typename Model::Rows;

  template <std::size_t R>
  RowOps<B> ops(int repeat, int repeats_inside) const {
    const auto first = static_cast<std::size_t>(plan_.first[R]);
    const auto count = static_cast<std::size_t>(plan_.first[R + 1]) - first;
    const auto shift = first + (repeat < 0 ? 0 : static_cast<std::size_t>(repeat) * (count / static_cast<std::size_t>(chained<R>())));
    return {plan_.layers.data() + shift, parameters_.tensors().data() + shift, repeats_inside, mode_};
  }

  template <std::size_t R>
  static constexpr int repeats() { return scaled_repeats(Rows::rows[R].repeats, Model::scale); }
  /// How often the row's block is chained; 1 where the block repeats inside itself.
  template <std::size_t R>
  static constexpr int chained() { return Rows::rows[R].takes_repeats ? 1 : repeats<R>(); }

  template <std::size_t R>
  void run_row(const Map& image, Maps& maps, Maps& heads) const {
    constexpr RowInfo row = Rows::rows[R];
    using BlockType = typename Rows::template BlockAt<R>;
    Maps in;
    in.reserve(static_cast<std::size_t>(row.inputs));
    for (int i = 0; i < row.inputs; ++i) {
      const int s = Rows::table.source(static_cast<int>(R), i);
      in.push_back(s < 0 ? image : maps[static_cast<std::size_t>(s)]);
    }
    for (int s = 0; s < static_cast<int>(R); ++s)  // the last reader is here: let go, so that the memory is free as soon as in is
      if (last_use_[static_cast<std::size_t>(s)] == static_cast<int>(R)) maps[static_cast<std::size_t>(s)] = Map();
    if constexpr (row.detect) {
      auto nn = ops<R>(-1, 1);
      heads = BlockType::heads(nn, in);
    } else if constexpr (chained<R>() == 1) {
      auto nn = ops<R>(-1, repeats<R>());
      maps[R] = BlockType::forward(nn, in);
    } else {
      for (int k = 0; k < chained<R>(); ++k) {
        auto nn = ops<R>(k, 1);
        in[0] = BlockType::forward(nn, in);
      }
      maps[R] = std::move(in[0]);
    }
  }

  template <std::size_t... R>
  Maps run(const Map& image, std::index_sequence<R...>) const {
    Maps maps(sizeof...(R)), heads;
    (run_row<R>(image, maps, heads), ...);
    return heads;
  }

  template <std::size_t... R>
  std::string broken_row(const Map& image, std::index_sequence<R...>) const {
    Maps maps(sizeof...(R)), heads;
    std::string found;
    const auto check = [&](std::size_t row) {
      bool finite = all_finite(maps[row]);
      for (const Map& m : heads) finite = finite && all_finite(m);
      if (!finite) found = "model." + std::to_string(row);
    };
    ((found.empty() ? (run_row<R>(image, maps, heads), check(R)) : void()), ...);
    return found;
  }

  static constexpr auto last_use_ = Rows::last_use();

  struct Nothing {};
  template <class Of>
  struct WholeOf { using type = Nothing; };
  template <WholeNetBackend Of>
  struct WholeOf<Of> { using type = typename Of::template Whole<Model>; };

  [[no_unique_address]] mutable typename WholeOf<B>::type whole_;
  HeadSetup setup_;
  NetLayers plan_;
  Parameters parameters_;
  NormMode mode_{Model::Generation::norm, false};
};

}  // namespace ctyolo::inline v0
