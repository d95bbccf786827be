// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What an anchor policy is: mostly for the compiler.
#include "test.hpp"
#include "anchors/sizes.hpp"

#include <ctyolo/anchors/concepts.hpp>

using namespace ctyolo;

namespace {

/// A policy of a user's own: one size everywhere.
struct OneSize {
  using slot = slot::anchors;
  float side = 4;
  AnchorChoice operator()(const AnchorRequest& request) const {
    AnchorChoice choice{.anchors = request.head.anchors, .note = "one size"};
    for (auto& level : choice.anchors)
      for (AnchorSize& a : level) a = {side, side};
    return choice;
  }
};
static_assert(AnchorPolicy<OneSize>);

struct NoSlot {
  AnchorChoice operator()(const AnchorRequest&) const { return {}; }
};
struct ChangesItself {
  using slot = slot::anchors;
  AnchorChoice operator()(const AnchorRequest&) { return {}; }
};
struct AnotherAnswer {
  using slot = slot::anchors;
  int operator()(const AnchorRequest&) const { return 0; }
};
static_assert(!AnchorPolicy<NoSlot> && !AnchorPolicy<ChangesItself> && !AnchorPolicy<AnotherAnswer> && !AnchorPolicy<int>);

}  // namespace

TEST_CASE("anchors/concepts: a policy sees the head and answers with anchors") {
  const HeadSetup head = sample::head();
  const AnchorChoice choice = OneSize{.side = 2}({.labels = LabelSizes{}, .head = head});
  REQUIRE(choice.anchors.size() == 3);
  CHECK(choice.anchors[2][1] == AnchorSize{2, 2});
}
