// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The constants of a net are what its functions say.
#include "../test.hpp"

#include <ctyolo/graph.hpp>
#include <ctyolo/graph/net_table.hpp>
#include <ctyolo/zoo/yolov5_v1.hpp>

using namespace ctyolo;

namespace {

void check_equal(const NetLayers& a, const NetLayers& b) {
  CHECK(a.first == b.first);
  REQUIRE(a.layers.size() == b.layers.size());
  for (std::size_t i = 0; i < a.layers.size(); ++i) {
    const Layer &x = a.layers[i], &y = b.layers[i];
    CHECK(x.name.view() == y.name.view());
    CHECK((x.kind == y.kind && x.in == y.in && x.out == y.out && x.kernel == y.kernel && x.stride == y.stride && x.padding == y.padding &&
           x.groups == y.groups && x.bias == y.bias && x.stride_px == y.stride_px && x.head == y.head));
  }
}

}  // namespace

TEST_CASE("graph/net_table: layers, as the net's function lists them") {
  check_equal(layers_of<YoloV5n>(80), YoloV5n::layers());
  check_equal(layers_of<YoloV5s::Classes<3>>(3), YoloV5s::Classes<3>::layers());
  check_equal(layers_of<yolov5_v1::YoloV5s>(80), yolov5_v1::YoloV5s::layers());
  CHECK(parameters_of(layers_of<YoloV5n>(80).layers) == YoloV5n::parameters());
}

TEST_CASE("graph/net_table: the layers of Classes<Dynamic> follow the number that is asked for") {
  check_equal(layers_of<YoloV5n::Classes<Dynamic>>(3), YoloV5n::Classes<3>::layers());
  check_equal(layers_of<YoloV5n::Classes<Dynamic>>(80), YoloV5n::layers());
}

TEST_CASE("graph/net_table: rows without functions, shapes of their outputs") {
  using Table = NetTable<YoloV5n>;
  static_assert(Table::size == 25 && Table::table.size == 25);
  for (std::size_t r = 0; r < Table::size; ++r) {
    const RowInfo &row = Table::rows[r], &whole = YoloV5n::Rows::rows[r];
    CHECK((row.out == nullptr && row.layers == nullptr && row.check == nullptr));
    CHECK((row.inputs == whole.inputs && row.repeats == whole.repeats && row.detect == whole.detect && row.takes_repeats == whole.takes_repeats));
    for (int i = 0; i < row.inputs; ++i) CHECK(Table::table.source(static_cast<int>(r), i) == YoloV5n::Rows::table.source(static_cast<int>(r), i));
    CHECK(Table::shapes[r] == YoloV5n::shape(static_cast<int>(r)));
  }
}
