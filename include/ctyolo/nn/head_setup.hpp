// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Classes and anchors of a net's head, checked and changed. Tier: spec (std only).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/core/heads.hpp>

#include <string>
#include <vector>

namespace ctyolo::inline v0 {

/// The number of classes of a net. @param of_type  its type's, or Dynamic @param type  its name
/// @throws Error unless it is the type's, or for a dynamic type at least 1
int checked_classes(int asked, int of_type, const std::string& type);

/// Whether these are as many as the head has on each level, and sizes at all. @param anchors [L][A] in stride units
bool takes_anchors(const HeadSetup& head, const std::vector<std::vector<AnchorSize>>& anchors);

/// @param type  the net's @throws Error for anchors that the head does not take
void set_anchors(HeadSetup& head, const std::vector<std::vector<AnchorSize>>& anchors, const std::string& type);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/nn/head_setup.ipp>
#endif
