// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// One wrong net for each kind of fault, the sentence that it gets, and its corrected twin. Compiling is passing.
#include <ctyolo/graph.hpp>

#include <concepts>

namespace {

using namespace ctyolo;

using One = Anchors<Level<10, 13, 16, 30>>;
using Two = Anchors<Level<10, 13>, Level<30, 61>>;

template <class Rows, class AnchorsOf = One, int Classes = 3>
struct Try : Net<Try<Rows, AnchorsOf, Classes>, Rows, Scale{}, AnchorsOf, GenerationV6, Classes> {};

template <class M, int Row, class What>
concept Says = std::same_as<NetFault<M>, error::graph_error<error::at_row<Row>, What>> && !ValidNet<M>;

using Down = Row<From<-1>, 1, Conv<16, 3, 2>>;  // halves the map
using Same = Row<From<-1>, 1, Conv<16, 3, 1>>;
using Last = Row<From<-1>, 1, Detect>;

// ---- wiring
static_assert(Says<Try<Graph<Down, Row<From<1>, 1, Conv<16>>, Last>>, 1, error::input_is_not_an_earlier_row<1>>, "itself");
static_assert(Says<Try<Graph<Down, Row<From<2>, 1, Conv<16>>, Last>>, 1, error::input_is_not_an_earlier_row<2>>);
static_assert(Says<Try<Graph<Row<From<0>, 1, Conv<16>>, Last>>, 0, error::input_is_not_an_earlier_row<0>>);
static_assert(ValidNet<Try<Graph<Down, Row<From<0>, 1, Conv<16>>, Last>>>);

static_assert(Says<Try<Graph<Down, Row<From<-2>, 1, Conv<16>>, Last>>, 1, error::input_lies_before_row_0<-2>>);
static_assert(Says<Try<Graph<Row<From<-2>, 1, Conv<16>>, Last>>, 0, error::input_lies_before_row_0<-2>>);
static_assert(ValidNet<Try<Graph<Down, Same, Row<From<-2>, 1, Conv<16>>, Last>>>);

static_assert(Says<Try<Graph<Down, Same, Row<From<-1, 0>, 1, Conv<16>>, Last>>, 2, error::block_takes_inputs_but_got<1, 2>>);
static_assert(Says<Try<Graph<Down, Row<From<>, 1, Conv<16>>, Last>>, 1, error::block_takes_inputs_but_got<1, 0>>);
static_assert(Says<Try<Graph<Down, Row<From<>, 1, Concat>, Last>>, 1, error::block_takes_one_or_more_inputs_but_got<0>>);

static_assert(Says<Try<Graph<Down, Same, Row<From<-1, 0>, 2, Concat>, Last>>, 2, error::row_of_several_inputs_cannot_repeat<2, 2>>);
static_assert(ValidNet<Try<Graph<Down, Same, Row<From<-1, 0>, 1, Concat>, Last>>>);

// ---- shapes
static_assert(Says<Try<Graph<Down, Down, Row<From<-1, 0>, 1, Concat>, Last>>, 2, error::concat_inputs_have_strides<4, 2>>);
static_assert(ValidNet<Try<Graph<Down, Down, Row<From<-1>, 1, Upsample<2>>, Row<From<-1, 0>, 1, Concat>, Last>>>);

static_assert(Says<Try<Graph<Down, Row<From<-1>, 1, C3<33>>, Last>>, 1, error::channels_cannot_be_halved<33>>);
static_assert(Says<Try<Graph<Down, Row<From<-1>, 1, BottleneckCSP<33>>, Last>>, 1, error::channels_cannot_be_halved<33>>);
static_assert(Says<Try<Graph<Row<From<-1>, 1, SPPF<32>>, Last>>, 0, error::channels_cannot_be_halved<3>>, "the picture has three");
static_assert(Says<Try<Graph<Row<From<-1>, 1, SPP<32>>, Last>>, 0, error::channels_cannot_be_halved<3>>);
static_assert(ValidNet<Try<Graph<Down, Row<From<-1>, 1, C3<32>>, Row<From<-1>, 1, SPPF<32>>, Row<From<-1>, 1, SPP<32>>, Last>>>);

static_assert(Says<Try<Graph<Down, Row<From<-1>, 1, Bottleneck<32>>, Last>>, 1, error::shortcut_joins_channels<16, 32>>);
static_assert(ValidNet<Try<Graph<Down, Row<From<-1>, 1, Bottleneck<16>>, Row<From<-1>, 1, Bottleneck<32, no_shortcut>>, Last>>>);

static_assert(Says<Try<Graph<Row<From<-1>, 1, Conv<16, 6, 2>>, Last>>, 0, error::kernel_and_padding_change_the_map_size<6, 3>>,
              "half the kernel is too much padding for an even one");
static_assert(Says<Try<Graph<Row<From<-1>, 1, Conv<16, 3, 2, 0>>, Last>>, 0, error::kernel_and_padding_change_the_map_size<3, 0>>);
static_assert(Says<Try<Graph<Row<From<-1>, 1, Focus<16, 2>>, Last>>, 0, error::kernel_and_padding_change_the_map_size<2, 1>>);
static_assert(Says<Try<Graph<Down, Row<From<-1>, 1, SPPF<16, 4>>, Last>>, 1, error::kernel_and_padding_change_the_map_size<4, 2>>);
static_assert(ValidNet<Try<Graph<Row<From<-1>, 1, Conv<16, 6, 2, 2>>, Row<From<-1>, 1, Conv<16, 2, 2, 0>>, Last>>>);
static_assert(ValidNet<Try<Graph<Row<From<-1>, 1, Focus<16, 3>>, Row<From<-1>, 1, Conv<16, 7, 4, 3>>, Last>>>);

static_assert(Says<Try<Graph<Down, Row<From<-1>, 1, Upsample<4>>, Last>>, 1, error::stride_cannot_be_divided_by_factor<2, 4>>);
static_assert(Says<Try<Graph<Row<From<-1>, 1, Upsample<2>>, Last>>, 0, error::stride_cannot_be_divided_by_factor<1, 2>>);
static_assert(ValidNet<Try<Graph<Down, Row<From<-1>, 1, Upsample<2>>, Last>>>);

// ---- the end
static_assert(Says<Try<Graph<Down, Same>>, 1, error::last_row_must_be_detect>);
static_assert(Says<Try<Graph<>>, -1, error::last_row_must_be_detect>);

static_assert(Says<Try<Graph<Down, Last>, Anchors<>>, 1, error::detect_has_heads_but_no_anchors<1>>);
static_assert(Says<Try<Graph<Down, Last>, Anchors<Level<>>>, 1, error::detect_has_heads_but_no_anchors<1>>);
static_assert(Says<Try<Graph<Down, Row<From<-1>, 1, DetectMaps>>, Anchors<>>, 1, error::detect_has_heads_but_no_anchors<1>>);
static_assert(Says<Try<Graph<Down, Down, Row<From<0, 1>, 1, Detect>>, One>, 2, error::detect_has_heads_but_anchors_for<2, 1>>);
static_assert(Says<Try<Graph<Down, Last>, Two>, 1, error::detect_has_heads_but_anchors_for<1, 2>>);
static_assert(ValidNet<Try<Graph<Down, Down, Row<From<0, 1>, 1, Detect>>, Two>>);

static_assert(Says<Try<Graph<Down, Down, Row<From<1, 0>, 1, Detect>>, Two>, 2, error::anchors_run_against_the_strides<4, 2>>);
static_assert(ValidNet<Try<Graph<Down, Down, Row<From<1, 0>, 1, Detect>>, Anchors<Level<30, 61>, Level<10, 13>>>>);

static_assert(Says<Try<Graph<Down, Last>, One, 0>, 1, error::number_of_classes_must_be_positive_but_is<0>>);
static_assert(Says<Try<Graph<Down, Last>, One, -2>, 1, error::number_of_classes_must_be_positive_but_is<-2>>);
static_assert(ValidNet<Try<Graph<Down, Last>, One, Dynamic>>);

using Maps = Row<From<-1>, 1, DetectMaps>;
static_assert(ValidNet<Try<Graph<Down, Maps>, One, 3>>, "two anchors of three classes happen to need 16 channels");
static_assert(Says<Try<Graph<Down, Maps>, One, 4>, 1, error::detect_reads_maps_of_channels_but_got<2 * (5 + 4), 16>>);
static_assert(ValidNet<Try<Graph<Down, Row<From<-1>, 1, OutputConv>, Maps>, One, 4>>);

// ---- what is no block, what does not repeat
struct NoInputs {};
struct NoOut { static constexpr int inputs = 1; };
struct WrongOut : NoOut { static constexpr int out(Shapes, const BlockContext&) { return 1; } };
struct NoLayers : NoOut { static constexpr Shape out(Shapes in, const BlockContext&) { return in[0]; } };
struct Whole : NoLayers { static constexpr void layers(LayerList&, Shapes, const BlockContext&) {} };
static_assert(Says<Try<Graph<Down, Row<From<-1>, 1, NoInputs>, Last>>, 1, error::block_lacks_inputs<NoInputs>>);
static_assert(Says<Try<Graph<Down, Row<From<-1>, 1, NoOut>, Last>>, 1, error::block_lacks_out<NoOut>>);
static_assert(Says<Try<Graph<Down, Row<From<-1>, 1, WrongOut>, Last>>, 1, error::block_lacks_out<WrongOut>>);
static_assert(Says<Try<Graph<Down, Row<From<-1>, 1, NoLayers>, Last>>, 1, error::block_lacks_layers<NoLayers>>);
static_assert(Says<Try<Graph<Down, Row<From<-1>, 0, Whole>, Last>>, 1, error::row_must_repeat_its_block_once_or_more_but_repeats<0>>);
static_assert(ValidNet<Try<Graph<Down, Row<From<-1>, 1, Whole>, Last>>>);

// ---- one mistake, one sentence: the first row that is wrong
static_assert(Says<Try<Graph<Down, Row<From<5>, 1, Conv<16>>, Row<From<-9>, 1, Conv<16>>>>, 1, error::input_is_not_an_earlier_row<5>>);

// ---- a chain of blocks: every link counts
struct Chain : Try<Graph<Row<From<-1>, 3, Conv<16, 3, 2>>, Row<From<-1>, 2, Bottleneck<16>>, Last>> {};
static_assert(NetFault<Chain>::ok && Chain::shape(0) == Shape{.channels = 16, .stride = 8} && Chain::max_stride() == 8);
static_assert(Chain::layers().layers[2].name.view() == "model.0.2" && Chain::layers().layers[2].stride_px == 8);
static_assert(Chain::layers().first[1] == 3 && Chain::layers().first[2] == 3 + 2 * 2);
static_assert(Says<Try<Graph<Down, Row<From<-1>, 2, Upsample<2>>, Last>>, 1, error::stride_cannot_be_divided_by_factor<1, 2>>, "the second");

// ---- what is not a net is not a valid one
static_assert(!ValidNet<int> && !ValidNet<Graph<Down, Last>>);

}  // namespace
