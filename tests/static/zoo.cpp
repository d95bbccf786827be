// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Every net of the zoo: parameter totals, optimizer groups, strides, counts of state_dict entries. Compiling is passing.
#include <ctyolo/graph.hpp>

namespace {

using namespace ctyolo;

template <class M>
constexpr bool groups_are(int bias, int weight, int norm) {
  return M::groups() == typename M::Groups{bias, weight, norm};
}

/// Entries of Python's state_dict: a BatchNorm has five, Detect one (the seed's two) of anchors.
template <class M>
constexpr int entries(int anchor_buffers) {
  const auto g = M::groups();
  return g.weight + 4 * g.norm + g.bias + anchor_buffers;
}

// v6 (spec 3.1, measured with v7.0's code at 80 classes)
static_assert(YoloV5n::parameters() == 1'872'157);
static_assert(YoloV5s::parameters() == 7'235'389);
static_assert(YoloV5m::parameters() == 21'190'557);
static_assert(YoloV5l::parameters() == 46'563'709);
static_assert(YoloV5x::parameters() == 86'749'405);
static_assert(groups_are<YoloV5n>(60, 60, 57) && groups_are<YoloV5s>(60, 60, 57) && groups_are<YoloV5m>(82, 82, 79) &&
              groups_are<YoloV5l>(104, 104, 101) && groups_are<YoloV5x>(126, 126, 123));
static_assert(entries<YoloV5n>(1) == 349 && entries<YoloV5s>(1) == 349 && entries<YoloV5m>(1) == 481 &&
              entries<YoloV5l>(1) == 613 && entries<YoloV5x>(1) == 745);
static_assert(YoloV5n::strides() == std::array{8, 16, 32} && YoloV5n::max_stride() == 32);
static_assert(YoloV5s::shape(17) == Shape{.channels = 128, .stride = 8});
static_assert(YoloV5s::shape(9) == Shape{.channels = 512, .stride = 32});
// README of v7.0: 4.5, 16.5, 49.0, 109.1, 205.7 GFLOPs at 640 px
static_assert(YoloV5n::flops(640, 640) / 100'000'000 == 44 && YoloV5s::flops(640, 640) / 1'000'000'000 == 16);

// the seed (spec 1)
static_assert(yolov5_v1::YoloV5s::parameters() == 7'468'157);
static_assert(yolov5_v1::YoloV5m::parameters() == 21'805'053);
static_assert(yolov5_v1::YoloV5l::parameters() == 47'818'749);
static_assert(yolov5_v1::YoloV5x::parameters() == 88'965'245);
static_assert(yolov5_v1::YoloV5Fpn::parameters() == 50'262'781);
static_assert(groups_are<yolov5_v1::YoloV5s>(62, 70, 59) && groups_are<yolov5_v1::YoloV5m>(86, 94, 83) &&
              groups_are<yolov5_v1::YoloV5l>(110, 118, 107) && groups_are<yolov5_v1::YoloV5x>(134, 142, 131));
static_assert(groups_are<yolov5_v1::YoloV5Fpn>(102, 108, 99), "the seed document's own line");
static_assert(yolov5_v1::YoloV5s::strides() == std::array{32, 16, 8});
static_assert(yolov5_v1::YoloV5Fpn::strides() == std::array{8, 16, 32});

// names, in PyTorch's order
template <class M>
constexpr bool layer_is(int index, std::string_view name) {
  return M::layers().layers[static_cast<std::size_t>(index)].name.view() == name;
}
static_assert(layer_is<YoloV5n>(0, "model.0") && layer_is<YoloV5n>(2, "model.2.cv1") && layer_is<YoloV5n>(5, "model.2.m.0.cv1"));
static_assert(layer_is<YoloV5n>(59, "model.24.m.2"));
static_assert(layer_is<yolov5_v1::YoloV5Fpn>(0, "model.0.conv") && layer_is<yolov5_v1::YoloV5Fpn>(2, "model.2.0.cv1"));
static_assert(layer_is<yolov5_v1::YoloV5s>(2, "model.2.cv1") && layer_is<yolov5_v1::YoloV5s>(6, "model.2.bn"));

// classes
static_assert(std::same_as<YoloV5s::Classes<80>, YoloV5s> && std::same_as<YoloV5s::Classes<3>::Classes<80>, YoloV5s>);
static_assert(std::same_as<YoloV5s::Classes<3>::Classes<5>, YoloV5s::Classes<5>>);
static_assert(YoloV5n::Classes<3>::parameters() == YoloV5n::Classes<Dynamic>::parameters(3));
static_assert(YoloV5n::Classes<3>::parameters() == 1'872'157 - 3 * 77 * (64 + 128 + 256 + 3));
static_assert(ValidNet<YoloV5n> && ValidNet<YoloV5x> && ValidNet<YoloV5s::Classes<Dynamic>> && ValidNet<yolov5_v1::YoloV5Fpn> &&
              ValidNet<yolov5_v1::YoloV5x>);

}  // namespace
