// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of data/image_source.hpp.
#pragma once

#include <ctyolo/data/image_source.hpp>
#include <ctyolo/data/letterbox.hpp>

namespace ctyolo::inline v0 {

CTYOLO_INLINE Sample ImageSource::load(int index) const {
  const ImageRecord& record = (*dataset_)[index];
  Sample sample;
  sample.bgr = cache_ != nullptr  ? cache_->get(index)
               : disk_ != nullptr ? disk_->get(index)
                                  : resized(dataset_->read(index), img_px_, augmenting_);
  const auto width = static_cast<float>(sample.width_px()), height = static_cast<float>(sample.height_px());
  sample.labels.reserve(record.labels.size());
  for (const Target& t : record.labels) sample.labels.push_back(label_in(t, width, height));
  sample.origin.index = index;
  sample.origin.width_px = record.width_px;
  sample.origin.height_px = record.height_px;
  sample.origin.gain_x = static_cast<double>(sample.width_px()) / record.width_px;
  sample.origin.gain_y = static_cast<double>(sample.height_px()) / record.height_px;
  return sample;
}

CTYOLO_INLINE void fit_sample(Sample& sample, int width_px, int height_px, bool scale_up) {
  if (sample.fitted) return;
  const Letterbox fit = letterbox_of(sample.bgr.size(), {width_px, height_px}, scale_up);
  sample.bgr = letterboxed(sample.bgr, fit);
  const auto gain = static_cast<float>(fit.gain), x = static_cast<float>(fit.pad_x_px),
             y = static_cast<float>(fit.pad_y_px);
  for (Label& label : sample.labels) {
    const Box& b = label.xyxy_px;
    label.xyxy_px = {gain * b.x1 + x, gain * b.y1 + y, gain * b.x2 + x, gain * b.y2 + y};
  }
  sample.origin.gain_x *= fit.gain;
  sample.origin.gain_y *= fit.gain;
  sample.origin.pad_x = fit.pad_x_px;
  sample.origin.pad_y = fit.pad_y_px;
  sample.fitted = true;
}

}  // namespace ctyolo::inline v0
