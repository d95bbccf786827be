// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Layers that blocks list against those that they compute with. Compiling is passing.
#include <ctyolo/graph.hpp>
#include <ctyolo/graph/layer_use.hpp>

#include <concepts>
#include <utility>

namespace {

using namespace ctyolo;

// A row that could not be recorded would not be checked: every block of the library can.
template <class M>
constexpr bool all_recorded = []<std::size_t... R>(std::index_sequence<R...>) {
  return (detail::CanBeRecorded<M, R> && ...);
}(std::make_index_sequence<M::Rows::rows.size()>());
static_assert(all_recorded<YoloV5n> && all_recorded<yolov5_v1::YoloV5s> && all_recorded<yolov5_v1::YoloV5Fpn>);
static_assert(LayerMistake<YoloV5n>::ok && LayerMistake<YoloV5x::Classes<3>>::ok && LayerMistake<YoloV5s::Classes<Dynamic>>::ok);
static_assert(LayerMistake<yolov5_v1::YoloV5x>::ok && LayerMistake<yolov5_v1::YoloV5Fpn>::ok);

/// Lists `Listed` layers and computes with those numbered `Used`.
template <int Listed, int... Used>
struct Pile {
  static constexpr int inputs = 1;
  static constexpr Shape out(Shapes in, const BlockContext&) { return in[0]; }
  static constexpr void layers(LayerList& list, Shapes in, const BlockContext&) {
    for (int i = 0; i < Listed; ++i) list.conv_norm(LayerName("cv") / i, in[0].channels, in[0].channels, 1, in[0].stride);
  }
  template <class Nn>
  static constexpr auto forward(Nn& nn, const typename Nn::Maps& in) {
    auto x = in[0];
    ((x = nn.template conv_norm_act<SiLU>(Used, x)), ...);
    return x;
  }
};
struct Silent {  // no forward
  static constexpr int inputs = 1;
  static constexpr Shape out(Shapes in, const BlockContext&) { return in[0]; }
  static constexpr void layers(LayerList&, Shapes, const BlockContext&) {}
};
struct Foreign : Silent {  // computes what the recorder cannot see
  template <class Nn>
  static auto forward(Nn&, const typename Nn::Maps& in) {
    static int calls = 0;
    return in[++calls < 0 ? 1 : 0];
  }
};

template <class BlockType, int Repeats = 1>
struct Try : Net<Try<BlockType, Repeats>, Graph<Row<From<-1>, 1, Conv<16, 3, 2>>, Row<From<-1>, Repeats, BlockType>, Row<From<-1>, 1, Detect>>, Scale{},
                 Anchors<Level<10, 13>>> {};
template <class M, class What>
concept Says = std::same_as<LayerMistake<M>, error::graph_error<error::at_row<1>, What>>;

static_assert(LayerMistake<Try<Pile<2, 0, 1>>>::ok && LayerMistake<Try<Pile<2, 1, 0, 1>>>::ok && LayerMistake<Try<Pile<0>>>::ok);
static_assert(Says<Try<Pile<2, 0>>, error::block_lists_but_never_uses_layer<Pile<2, 0>, 1>>);
static_assert(Says<Try<Pile<3, 2, 1>>, error::block_lists_but_never_uses_layer<Pile<3, 2, 1>, 0>>);
static_assert(Says<Try<Pile<2, 0, 1, 2>>, error::block_uses_layer_but_lists_only<Pile<2, 0, 1, 2>, 2, 2>>);
static_assert(Says<Try<Pile<0, 0>>, error::block_uses_layer_but_lists_only<Pile<0, 0>, 0, 0>>);
static_assert(Says<Try<Silent>, error::block_lacks_forward<Silent>>);
static_assert(LayerMistake<Try<Foreign>>::ok, "nothing can be said");

// what forward makes of its maps
enum class Way { right, more_channels, less_stride, other_input, no_norm, unequal_sum, two_calls };
template <Way W>
struct Halve {
  static constexpr int inputs = 1;
  static constexpr Shape out(Shapes in, const BlockContext&) {
    return {W == Way::more_channels ? 64 : in[0].channels, W == Way::less_stride ? in[0].stride : 2 * in[0].stride};
  }
  static constexpr void layers(LayerList& list, Shapes in, const BlockContext&) {
    list.conv_norm("cv", W == Way::other_input ? 48 : in[0].channels, in[0].channels, 3, 2, 2 * in[0].stride, same_padding(3));
  }
  template <class Nn>
  static constexpr auto forward(Nn& nn, const typename Nn::Maps& in) {
    if constexpr (W == Way::no_norm) return nn.conv(0, in[0]);
    else if constexpr (W == Way::two_calls) return nn.template norm_act<SiLU>(0, nn.conv(0, in[0]));
    else if constexpr (W == Way::unequal_sum) return nn.add(nn.template conv_norm_act<SiLU>(0, in[0]), in[0]);
    else return nn.template conv_norm_act<SiLU>(0, in[0]);
  }
};
static_assert(LayerMistake<Try<Halve<Way::right>>>::ok && LayerMistake<Try<Halve<Way::right>, 3>>::ok && LayerMistake<Try<Halve<Way::two_calls>>>::ok);
static_assert(Says<Try<Halve<Way::more_channels>>, error::block_makes_a_map_but_says<Halve<Way::more_channels>, Shape{16, 4}, Shape{64, 4}>>);
static_assert(Says<Try<Halve<Way::less_stride>>, error::block_makes_a_map_but_says<Halve<Way::less_stride>, Shape{16, 4}, Shape{16, 2}>>);
static_assert(Says<Try<Halve<Way::other_input>>, error::block_gives_layer_channels_but_lists<Halve<Way::other_input>, 0, 16, 48>>);
static_assert(Says<Try<Halve<Way::no_norm>>, error::block_calls_a_layer_otherwise_than_it_is_listed<Halve<Way::no_norm>, 0>>);
static_assert(Says<Try<Halve<Way::unequal_sum>>,
                   error::block_joins_maps_of_channels_and_stride<Halve<Way::unequal_sum>, Shape{16, 4}, Shape{16, 2}>>);

// chains of blocks
static_assert(LayerMistake<Try<Pile<2, 0, 1>, 3>>::ok);
static_assert(Says<Try<Pile<2, 1>, 3>, error::block_lists_but_never_uses_layer<Pile<2, 1>, 0>>);
static_assert(Says<Try<Pile<2, 0, 1, 2>, 3>, error::block_uses_layer_but_lists_only<Pile<2, 0, 1, 2>, 2, 2>>);

}  // namespace
