// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Test-time augmentation: a picture seen three times, its boxes brought together before suppression. Tier: tensor (ATen).
#pragma once

#include <ctyolo/backend/torch.hpp>
#include <ctyolo/core/config.hpp>
#include <ctyolo/eval/nms.hpp>

#include <array>
#include <vector>

namespace ctyolo::inline v0 {

/// How a pass sees the picture.
struct TestTimePass {
  double scale = 1;
  bool mirrored = false;  ///< left to right
};

/// Both oracles': as it is, smaller and mirrored, smaller still.
inline constexpr std::array<TestTimePass, 3> test_time_passes{{{1, false}, {0.83, true}, {0.67, false}}};

/// The picture of a pass: mirrored, shrunk bilinearly, filled up with grey right and below to whole strides.
/// @param x  u8 0..255 or f32 0..1, [N,3,H,W] @return f32 0..1, [N,3,H',W']
at::Tensor test_time_input(const at::Tensor& x, const TestTimePass& pass, int stride_px);

/// Raw maps of the passes but the first, in their order.
using TestTimeMaps = std::array<std::vector<at::Tensor>, test_time_passes.size() - 1>;

template <class Net>
TestTimeMaps test_time_maps(const Net& net, const at::Tensor& x, int stride_px) {
  TestTimeMaps maps;
  for (std::size_t i = 0; i < maps.size(); ++i) maps[i] = net.forward(test_time_input(x, test_time_passes[i + 1], stride_px));
  return maps;
}

/// Boxes of all passes in pixels of the first, ready for nms. The first pass leaves out the coarsest level, the last one
/// the finest, as v6.0 to v7.0 (the seed took all). @param plain  maps of the first pass  @param width_px  of its input
std::vector<Detection> test_time_candidates(std::span<const HeadView<const float>> plain, const TestTimeMaps& more, int image,
                                            const HeadSetup& setup, int width_px, const NmsOptions& options);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/predict/test_time.ipp>
#endif
