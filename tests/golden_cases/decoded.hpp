// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Raw maps as decoded rows, and a file's anchors: for the golden tests and for replay.
#pragma once

#include <ctyolo/core/heads.hpp>
#include <ctyolo/eval/decode.hpp>
#include <ctyolo/loss/logistic.hpp>

#include <cstddef>
#include <span>
#include <vector>

namespace test {

/// @param anchors [L,A,2] in strides @param strides_px [L]
inline ctyolo::HeadSetup head_setup(int classes, const std::vector<float>& anchors, const std::vector<int>& strides_px) {
  ctyolo::HeadSetup setup{.classes = classes, .strides_px = strides_px, .anchors = {}};
  const std::size_t each = anchors.size() / strides_px.size();
  for (std::size_t l = 0; l < strides_px.size(); ++l) {
    auto& level = setup.anchors.emplace_back();
    for (std::size_t i = l * each; i < (l + 1) * each; i += 2) level.push_back({anchors[i], anchors[i + 1]});
  }
  return setup;
}

/// Rows of x, y, w, h in px, objectness and classes of one image, by level, anchor, y and x. @param raw [L] of logits
inline void add_decoded(std::span<const ctyolo::HeadView<const float>> raw, int image, const ctyolo::HeadSetup& setup,
                        std::vector<float>& rows) {
  for (std::size_t l = 0; l < raw.size(); ++l) {
    const ctyolo::HeadView<const float>& map = raw[l];
    for (int a = 0; a < map.anchors; ++a)
      for (int y = 0; y < map.height; ++y)
        for (int x = 0; x < map.width; ++x) {
          const float* logits = map.at(image, a, y, x);
          const ctyolo::AnchorSize anchor = setup.anchors[l][static_cast<std::size_t>(a)];
          const ctyolo::Box box = ctyolo::decode_box(logits, map.stride_output, y, x, anchor, setup.strides_px[l]);
          rows.insert(rows.end(), {(box.x1 + box.x2) / 2, (box.y1 + box.y2) / 2, box.width(), box.height()});
          for (int k = 4; k < map.outputs; ++k) rows.push_back(ctyolo::sigmoid(logits[k * map.stride_output]));
        }
  }
}

}  // namespace test
