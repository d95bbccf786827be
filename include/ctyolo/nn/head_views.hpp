// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Raw maps of a network as strided views, so that loss and decoding need no copy. Tier: tensor (ATen).
#pragma once

#include <ctyolo/backend/torch.hpp>
#include <ctyolo/core/config.hpp>
#include <ctyolo/core/heads.hpp>

#include <vector>

namespace ctyolo::inline v0 {

/// Views of raw maps [N,A*(5+nc),H,W], f32 on the CPU, in any memory order. The maps must outlive the views.
std::vector<HeadView<float>> head_views(const std::vector<at::Tensor>& raw, const HeadSetup& setup);

/// The same views for reading.
std::vector<HeadView<const float>> read_only(const std::vector<HeadView<float>>& views);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/nn/head_views.ipp>
#endif
