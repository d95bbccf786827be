// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of train/validation_loop.hpp.
#pragma once

#include <ctyolo/backend/parallel.hpp>
#include <ctyolo/eval/scale_boxes.hpp>
#include <ctyolo/train/validation_loop.hpp>

#include <utility>

namespace ctyolo::inline v0::detail {

CTYOLO_INLINE std::vector<Label> native_labels(const ImageRecord& image) {
  std::vector<Label> labels;
  const auto w = static_cast<float>(image.width_px), h = static_cast<float>(image.height_px);
  for (const Target& t : image.labels) labels.push_back(label_in(t, w, h));
  return labels;
}

CTYOLO_INLINE std::vector<std::vector<Label>> network_labels(const Batch& batch) {
  std::vector<std::vector<Label>> labels(static_cast<std::size_t>(batch.count));
  const auto w = static_cast<float>(batch.width), h = static_cast<float>(batch.height);
  for (const Target& t : batch.targets) labels[static_cast<std::size_t>(t.image)].push_back(label_in(t, w, h));
  return labels;
}

CTYOLO_INLINE std::vector<std::vector<Detection>> detections_in(const std::vector<HeadView<const float>>& maps, const TestTimeMaps& more,
                                                                const Batch& batch, const HeadSetup& head, const ValidatorOptions& options) {
  std::vector<std::vector<Detection>> found(static_cast<std::size_t>(batch.count));
  parallel_for(0, batch.count, 1, [&](std::int64_t from, std::int64_t to) {
    for (std::int64_t i = from; i < to; ++i) {
      const auto image = static_cast<int>(i);
      auto& mine = found[static_cast<std::size_t>(i)];
      mine = nms(options.augment ? test_time_candidates(maps, more, image, head, batch.width, options.nms)
                                 : candidates(maps, image, head, options.nms),
                 options.nms);
      if (options.single_class)
        for (Detection& d : mine) d.cls = 0;
    }
  });
  return found;
}

CTYOLO_INLINE std::vector<std::vector<Detection>> clipped(std::vector<std::vector<Detection>> found, const Batch& batch) {
  for (auto& of_image : found) clip_boxes(of_image, static_cast<float>(batch.width), static_cast<float>(batch.height));
  return found;
}

CTYOLO_INLINE void scale_to_native(std::vector<std::vector<Detection>>& found, const Batch& batch) {
  for (std::size_t i = 0; i < found.size(); ++i) scale_boxes(found[i], batch.origins[i]);
}

}  // namespace ctyolo::inline v0::detail

#if !CTYOLO_HEADER_ONLY
template class ctyolo::ValidationLoop<ctyolo::Yolov5AP>;
#endif
