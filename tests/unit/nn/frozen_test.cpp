// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Which tensors a freeze list means, and what is left of an array.
#include "test.hpp"

#include <ctyolo/nn/frozen.hpp>

using namespace ctyolo;

namespace {
bool same(const std::vector<Slice>& a, const std::vector<Slice>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](Slice x, Slice y) { return x.offset == y.offset && x.count == y.count; });
}
}  // namespace

TEST_CASE("nn/frozen: one number is that many rows, several are those rows") {
  const FrozenNames first({"2"});
  CHECK(first.contains("model.0.conv.weight"));
  CHECK(first.contains("model.1.cv1.bn.bias"));
  CHECK_FALSE(first.contains("model.2.conv.weight"));
  CHECK_FALSE(first.contains("model.10.conv.weight"));
  const FrozenNames those({"2", "10"});
  CHECK(those.contains("model.2.conv.weight"));
  CHECK(those.contains("model.10.conv.weight"));
  CHECK_FALSE(those.contains("model.1.conv.weight"));
  CHECK_FALSE(those.contains("model.20.conv.weight"));
  CHECK_FALSE(FrozenNames({"0"}).contains("model.0.conv.weight"));
  CHECK_FALSE(FrozenNames({}).contains("model.0.conv.weight"));
}

TEST_CASE("nn/frozen: words are names up to a dot") {
  const FrozenNames names({"model.24.m.0", "model.3.bn", "model.5.conv.weight"});
  CHECK(names.contains("model.24.m.0.bias"));
  CHECK_FALSE(names.contains("model.24.m.1.bias"));
  CHECK(names.contains("model.3.bn.weight"));
  CHECK_FALSE(names.contains("model.3.conv.weight"));
  CHECK(names.contains("model.5.conv.weight"));
  CHECK_FALSE(FrozenNames({"model.1"}).contains("model.12.conv.weight"));
  const std::vector<std::string> tensors{"model.3.bn.weight", "model.5.conv.weight", "model.24.m.0.bias"};
  CHECK_NOTHROW(names.check(tensors));
  CHECK_NOTHROW(FrozenNames({"99"}).check(tensors));
  CHECK_THROWS_WITH_AS(FrozenNames({"model.5", "backbone"}).check(tensors),
                       "freeze: there is no backbone in this net; its tensors have names from model.3.bn.weight to model.24.m.0.bias", Error);
  CHECK_THROWS_AS(FrozenNames({"3", "99"}).check(tensors), Error);
}

TEST_CASE("nn/frozen: live parts are what is between, from aligned beginnings") {
  CHECK(same(live_parts({}, 100), {{0, 100}}));
  CHECK(same(live_parts({{0, 16}}, 100), {{16, 84}}));
  CHECK(same(live_parts({{0, 10}, {16, 5}}, 100), {{32, 68}}));
  CHECK(same(live_parts({{32, 20}}, 100), {{0, 32}, {64, 36}}));
  CHECK(same(live_parts({{80, 20}}, 96), {{0, 80}}));
  CHECK(live_parts({}, 0).empty());
  CHECK(live_parts({{0, 100}}, 112).empty());
}
