// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Names of types as the user wrote them.
#include "test.hpp"

#include <ctyolo/accumulation/nominal.hpp>
#include <ctyolo/core/type_name.hpp>
#include <ctyolo/ema/ema.hpp>
#include <ctyolo/graph.hpp>
#include <ctyolo/optim/sgd_nesterov.hpp>
#include <ctyolo/schedule/late.hpp>
#include <ctyolo/schedule/warmup_linear.hpp>

namespace dev0 {
struct Mine {};
}  // namespace dev0
namespace my_ctyolo {
struct Mine {};
}  // namespace my_ctyolo

using namespace ctyolo;

TEST_CASE("core/type_name: policies") {
  CHECK(type_name<SGDNesterov>() == "SGDNesterov");
  CHECK(type_name<EMA<>>() == "EMA<0.9999>");
  CHECK(type_name<EMA<0.999, 500>>() == "EMA<0.999, 500>");
  CHECK(type_name<Late<WarmupLinear>>() == "Late<WarmupLinear>");
  CHECK(type_name<Nominal<>>() == "Nominal<64>");
  CHECK(type_name<LeakyReLU<>>() == "LeakyReLU<0.1>");
}

TEST_CASE("core/type_name: nets") {
  CHECK(type_name<YoloV5s>() == "YoloV5s");
  CHECK(type_name<YoloV5s::Classes<3>>() == "YoloV5s::Classes<3>");
  CHECK(type_name<YoloV5s::Classes<Dynamic>>() == "YoloV5s::Classes<Dynamic>");
  CHECK(type_name<yolov5_v1::YoloV5s>() == "yolov5_v1::YoloV5s");
  CHECK(YoloV5s::Classes<3>::net_name() == "YoloV5s");
}

TEST_CASE("core/type_name: only the library's own namespaces are left out") {
  CHECK(type_name<dev0::Mine>() == "dev0::Mine");
  CHECK(type_name<my_ctyolo::Mine>() == "my_ctyolo::Mine");
  CHECK(type_name<int>() == "int");
}
