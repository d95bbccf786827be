// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// An augmentation that turns the picture and forgets the boxes.
// expect: augmentation_forgets_the_boxes<UpsideDown>
// expect: an augmentation changes a picture and its boxes together
#include <ctyolo/ctyolo.hpp>

using namespace ctyolo;

struct UpsideDown {
#ifdef FIXED
  template <class Context>
  void apply(Sample& s, const Context&) const {
    cv::flip(s.bgr, s.bgr, 0);
    const auto height = static_cast<float>(s.height_px());
    for (Label& l : s.labels) l.xyxy_px = {l.xyxy_px.x1, height - l.xyxy_px.y2, l.xyxy_px.x2, height - l.xyxy_px.y1};
  }
#else
  template <class Context>
  void apply(cv::Mat& bgr, const Context&) const { cv::flip(bgr, bgr, 0); }
#endif
};

int main() {
  using Model = YoloV5n::Classes<3>;
  Trainer<Model, SGDNesterov, Augment<Mosaic, RandomAffine, UpsideDown>> trainer;
  trainer.fit({.data = "data.yaml", .epochs = 50, .img = 320});
}
