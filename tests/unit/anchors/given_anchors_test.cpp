// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The policy that leaves anchors alone.
#include "test.hpp"
#include "anchors/sizes.hpp"

#include <ctyolo/anchors/given_anchors.hpp>

using namespace ctyolo;

TEST_CASE("anchors/given_anchors: changes nothing and says nothing, however badly the labels fit") {
  const HeadSetup head = sample::head();
  const LabelSizes labels = sample::one_image_each({{3, 600}, {600, 3}});
  const AnchorChoice choice = GivenAnchors{}({.labels = labels, .head = head});
  CHECK(choice.anchors.empty());
  CHECK(choice.note.empty());
}
