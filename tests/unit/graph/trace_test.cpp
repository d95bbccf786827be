// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A forward as a list of operations: which layers, which maps, in which order.
#include "test.hpp"

#include <ctyolo/graph.hpp>
#include <ctyolo/graph/trace.hpp>

#include <array>
#include <string>
#include <vector>

using namespace ctyolo;

namespace {

std::string text(const Op& op) {
  constexpr const char* kinds[] = {"conv_norm_act", "conv",     "norm_act", "add",           "maximum",
                                   "concat",        "max_pool", "upsample", "space_to_depth"};
  std::string s = kinds[static_cast<std::size_t>(op.kind)];
  if (op.layer >= 0) s += " layer " + std::to_string(op.layer);
  if (op.value > 0) s += " by " + std::to_string(op.value);
  s += " of";
  for (int i = 0; i < op.inputs; ++i) s += " " + std::to_string(op.in[i]);
  return s + " is " + std::to_string(op.out);
}

template <class Model>
std::vector<std::string> lines() {
  std::vector<std::string> all;
  for (const Op& op : Trace<Model>::ops) all.push_back(text(op));
  return all;
}

using OneLevel = Anchors<Level<10, 13>>;
using TwoLevels = Anchors<Level<10, 13>, Level<30, 61>>;

struct Chain : Net<Chain, Graph<Row<From<-1>, 1, Conv<8, 3, 2>>,       // 0
                                Row<From<-1>, 3, Bottleneck<8>>,       // 1  the block, three times
                                Row<From<-1>, 1, Detect>>, Scale{}, OneLevel> {};

struct Inside : Net<Inside, Graph<Row<From<-1>, 1, Conv<8, 3, 2>>,     // 0
                                  Row<From<-1>, 2, C3<8, false>>,      // 1  its bottlenecks, twice
                                  Row<From<-1>, 1, Detect>>, Scale{}, OneLevel> {};

struct Branches : Net<Branches, Graph<Row<From<-1>, 1, Focus<8>>,      // 0  stride 2
                                      Row<From<-1>, 1, Conv<8, 3, 2>>, // 1  stride 4
                                      Row<From<-1>, 1, SPPF<8>>,       // 2
                                      Row<From<-1>, 1, Upsample<>>,    // 3  stride 2
                                      Row<From<-1, 0>, 1, Concat>,     // 4
                                      Row<From<4, 2>, 1, Detect>>, Scale{}, TwoLevels> {};

struct MadeBefore : Net<MadeBefore, Graph<Row<From<-1>, 1, Conv<8, 3, 2>>,   // 0
                                          Row<From<-1>, 1, OutputConv>,      // 1
                                          Row<From<0>, 1, Conv<8, 3, 2>>,    // 2
                                          Row<From<-1>, 1, OutputConv>,      // 3
                                          Row<From<1, 3>, 1, DetectMaps>>, Scale{}, TwoLevels, GenerationV1> {};

}  // namespace

TEST_CASE("graph/trace: a chained block is there as often as it repeats, each time with the next layers") {
  CHECK(lines<Chain>() == std::vector<std::string>{
                              "conv_norm_act layer 0 of 0 is 1",
                              "conv_norm_act layer 1 of 1 is 2", "conv_norm_act layer 2 of 2 is 3", "add of 1 3 is 4",
                              "conv_norm_act layer 3 of 4 is 5", "conv_norm_act layer 4 of 5 is 6", "add of 4 6 is 7",
                              "conv_norm_act layer 5 of 7 is 8", "conv_norm_act layer 6 of 8 is 9", "add of 7 9 is 10",
                              "conv layer 7 of 10 is 11"});
  CHECK(Trace<Chain>::heads == std::array{11});
}

TEST_CASE("graph/trace: a block that repeats inside has the layers in PyTorch's order, not in that of the computation") {
  CHECK(lines<Inside>() == std::vector<std::string>{
                               "conv_norm_act layer 0 of 0 is 1",
                               "conv_norm_act layer 1 of 1 is 2",                                     // cv1
                               "conv_norm_act layer 4 of 2 is 3", "conv_norm_act layer 5 of 3 is 4",  // m.0
                               "conv_norm_act layer 6 of 4 is 5", "conv_norm_act layer 7 of 5 is 6",  // m.1
                               "conv_norm_act layer 2 of 1 is 7",                                     // cv2
                               "concat of 6 7 is 8", "conv_norm_act layer 3 of 8 is 9",               // cv3
                               "conv layer 8 of 9 is 10"});
}

TEST_CASE("graph/trace: rows read the maps of the rows that they name; heads are in Detect's order") {
  CHECK(lines<Branches>() == std::vector<std::string>{
                                 "space_to_depth of 0 is 1", "conv_norm_act layer 0 of 1 is 2",
                                 "conv_norm_act layer 1 of 2 is 3",
                                 "conv_norm_act layer 2 of 3 is 4", "max_pool by 5 of 4 is 5", "max_pool by 5 of 5 is 6",
                                 "max_pool by 5 of 6 is 7", "concat of 4 5 6 7 is 8", "conv_norm_act layer 3 of 8 is 9",
                                 "upsample by 2 of 9 is 10",
                                 "concat of 10 2 is 11",
                                 "conv layer 4 of 11 is 12", "conv layer 5 of 9 is 13"});
  CHECK(Trace<Branches>::heads == std::array{12, 13});
  CHECK(Trace<Branches>::ops[1].activation == LeakyReLU<>::value);  // Focus's default
  CHECK(Trace<Branches>::ops[2].activation == SiLU::value);
}

TEST_CASE("graph/trace: heads that rows of their own have made are those rows' maps") {
  CHECK(lines<MadeBefore>() == std::vector<std::string>{"conv_norm_act layer 0 of 0 is 1", "conv layer 1 of 1 is 2",
                                                        "conv_norm_act layer 2 of 1 is 3", "conv layer 3 of 3 is 4"});
  CHECK(Trace<MadeBefore>::heads == std::array{2, 4});
}

TEST_CASE("graph/trace: depth decides how often a block repeats; the number of classes nothing") {
  CHECK(Trace<YoloV5n>::ops.size() == Trace<YoloV5s>::ops.size());
  CHECK(Trace<YoloV5m>::ops.size() > Trace<YoloV5s>::ops.size());
  CHECK(Trace<YoloV5n::Classes<1>>::ops.size() == Trace<YoloV5n::Classes<Dynamic>>::ops.size());
  CHECK(lines<YoloV5n::Classes<1>>() == lines<YoloV5n>());
}
