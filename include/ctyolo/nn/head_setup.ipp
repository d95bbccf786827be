// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of nn/head_setup.hpp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/nn/head_setup.hpp>

#include <cstddef>

namespace ctyolo::inline v0 {

CTYOLO_INLINE int checked_classes(int asked, int of_type, const std::string& type) {
  if (asked < 1) fail("a net of type ", type, " needs its number of classes, got ", asked);
  if (of_type > 0 && asked != of_type)
    fail("the net has ", of_type, " classes by its type, but ", asked, " are asked for; use Classes<", asked, "> or Classes<Dynamic>");
  return asked;
}

CTYOLO_INLINE bool takes_anchors(const HeadSetup& head, const std::vector<std::vector<AnchorSize>>& anchors) {
  bool same = anchors.size() == head.anchors.size();
  for (std::size_t l = 0; same && l < anchors.size(); ++l) {
    same = anchors[l].size() == head.anchors[l].size();
    for (const AnchorSize& a : anchors[l]) same = same && a.w > 0 && a.h > 0;
  }
  return same;
}

CTYOLO_INLINE void set_anchors(HeadSetup& head, const std::vector<std::vector<AnchorSize>>& anchors, const std::string& type) {
  if (!takes_anchors(head, anchors))
    fail("a net of type ", type, " does not take these anchors: each of its ", head.anchors.size(), " levels needs as many sizes above 0 as it has");
  head.anchors = anchors;
}

}  // namespace ctyolo::inline v0
