// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Which maps are made again, and before whose backward pass.
#include "test.hpp"

#include <ctyolo/backend/onednn/remake.hpp>
#include <ctyolo/graph.hpp>

#include <array>
#include <cstddef>
#include <vector>

using namespace ctyolo;
using namespace ctyolo::onednn;

namespace {

constexpr Op op(OpKind kind, int out, std::array<int, 4> in, int inputs) {
  Op o{.kind = kind, .out = out, .inputs = inputs};
  for (int k = 0; k < inputs; ++k) o.in[k] = in[static_cast<std::size_t>(k)];
  return o;
}
constexpr Op conv_norm_act(int out, int in) { return op(OpKind::conv_norm_act, out, {in}, 1); }
constexpr Op conv(int out, int in) { return op(OpKind::conv, out, {in}, 1); }

template <std::size_t N>
std::vector<int> times(const std::array<Op, N>& ops, int head) {
  const std::array heads{head};
  return remake_times(ops, heads);
}

}  // namespace

TEST_CASE("backend/onednn/remake: an activated map is made again before its last convolution goes backward") {
  CHECK(times(std::array{conv_norm_act(1, 0), conv_norm_act(2, 1), conv_norm_act(3, 1), conv(4, 3)}, 4) == std::vector{2, -1, 3, -1});
}

TEST_CASE("backend/onednn/remake: a shortcut's sum needs what it adds, which is made again as early") {
  // 1 -> 2 -> 3, 4 = 3 + 1 -> 5
  const std::array ops{conv_norm_act(1, 0), conv_norm_act(2, 1), conv_norm_act(3, 2), op(OpKind::add, 4, {3, 1}, 2), conv(5, 4)};
  CHECK(times(ops, 5) == std::vector{4, 2, 4, -1, -1});
}

TEST_CASE("backend/onednn/remake: joined and enlarged maps follow from their parts") {
  const std::array ops{conv_norm_act(1, 0), conv_norm_act(2, 1), op(OpKind::upsample, 3, {2}, 1), op(OpKind::concat, 4, {3, 1}, 2), conv(5, 4)};
  CHECK(times(ops, 5) == std::vector{4, 4, 4, 4, -1});
}

TEST_CASE("backend/onednn/remake: pools, maxima and additions on their own are kept, and what is joined with them") {
  const std::array pooled{conv_norm_act(1, 0), op(OpKind::max_pool, 2, {1}, 1), op(OpKind::concat, 3, {1, 2}, 2), conv(4, 3)};
  CHECK(times(pooled, 4) == std::vector{-1, -1, -1, -1});
  const std::array largest{conv_norm_act(1, 0), conv_norm_act(2, 1), op(OpKind::maximum, 3, {1, 2}, 2), conv(4, 3)};
  CHECK(times(largest, 4) == std::vector{2, 2, -1, -1});  // its parts are what its own backward pass reads
  const std::array doubled{conv_norm_act(1, 0), op(OpKind::add, 2, {1, 1}, 2), conv(3, 2)};
  CHECK(times(doubled, 3) == std::vector{-1, -1, -1});
}

TEST_CASE("backend/onednn/remake: a norm on its own is made again from its input, which is kept") {
  const std::array ops{conv(1, 0), conv(2, 1), op(OpKind::concat, 3, {1, 2}, 2), op(OpKind::norm_act, 4, {3}, 1), conv(5, 4)};
  CHECK(times(ops, 5) == std::vector{-1, -1, -1, 4, -1});
}

TEST_CASE("backend/onednn/remake: of YoloV5n nearly every convolution's output") {
  using Model = YoloV5n::Classes<3>;
  constexpr auto remade = remade_before(Trace<Model>::ops, Trace<Model>::heads);
  int convolutions = 0, again = 0;
  for (std::size_t i = 0; i < remade.size(); ++i) {
    if (Trace<Model>::ops[i].kind != OpKind::conv_norm_act) continue;
    ++convolutions;
    again += remade[i] >= 0;
    CHECK((remade[i] < 0 || remade[i] > static_cast<int>(i)));
  }
  CHECK(convolutions == 57);
  CHECK(again == 56);  // the one beside SPPF's pools is kept
}
