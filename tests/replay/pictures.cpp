// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Pictures, [h,w,3] bytes in the order B, G, R. Cases of a file are numbered: 0.pixels, 1.pixels, ...
#include "../golden_cases/detections.hpp"
#include "kinds.hpp"

#include <ctyolo/data/augment/hsv.hpp>
#include <ctyolo/data/augment/mosaic.hpp>
#include <ctyolo/data/augment/random_affine.hpp>
#include <ctyolo/data/augment/seed_affine.hpp>
#include <ctyolo/data/letterbox.hpp>
#include <ctyolo/data/network_input.hpp>

namespace replay {

namespace {

constexpr int longest_px = 1 << 14;

cv::Mat picture(const Case& c, const std::string& name) {
  const auto bytes = c.elements<std::uint8_t>(name, {any, any, 3});
  const Sides sides = c.sides(name);
  if (sides[0] < 1 || sides[1] < 1 || sides[0] > longest_px || sides[1] > longest_px)
    fail(c.path(), ": tensor ", name, ": expected sides of 1 to ", longest_px, " px, found ", form_text(Dtype::u8, sides));
  cv::Mat bgr(static_cast<int>(sides[0]), static_cast<int>(sides[1]), CV_8UC3);
  std::memcpy(bgr.data, bytes.data(), bytes.size());
  return bgr;
}

void add_picture(const std::string& name, const cv::Mat& bgr, Results& results) {
  const cv::Mat dense = bgr.isContinuous() ? bgr : bgr.clone();
  results.add(name, {dense.rows, dense.cols, 3}, std::vector<std::uint8_t>(dense.data, dense.data + 3 * dense.total()), equal);
}

std::vector<int> sizes(const Case& c, const std::string& name, std::int64_t count, std::size_t lengths) {
  const auto all = c.ints(name, {count});
  for (std::size_t i = 0; i < lengths; ++i)
    if (all[i] < 1 || all[i] > longest_px)
      fail(c.path(), ": tensor ", name, ": expected sides of 1 to ", longest_px, " px, found ", all[i]);
  return all;
}

/// Calls f("0"), f("1"), ... as long as the file holds "0.input", "1.input", ...
template <class F>
void each(const Case& c, const std::string& input, F&& f) {
  if (!c.has("0." + input)) fail(c.path(), ": tensor 0.", input, ": expected, there is none");
  for (int k = 0; c.has(std::to_string(k) + "." + input); ++k) f(std::to_string(k) + ".");
}

const Limit boxes_limit{Per::one, {0, 1e-3, 1e-3, 1e-3, 1e-3}};  // class, corners in px

void letterbox(const Case& c, Results& results) {
  each(c, "frame", [&](const std::string& k) {
    const auto frame = sizes(c, k + "frame", 5, 2);  // width, height, scale_up, auto, tall
    const cv::Mat bgr = picture(c, frame[4] != 0 ? "tall" : "wide");
    if (frame[3] == 0) {
      const Letterbox fit = letterbox_of(bgr.size(), {frame[0], frame[1]}, frame[2] != 0);
      results.add(k + "fit", std::vector{fit.gain, fit.pad_x_px, fit.pad_y_px}, equal);
      add_picture(k + "pixels", letterboxed(bgr, fit), results);
      return;
    }
    const NetworkInput input = network_input(bgr, frame[0], 32);
    results.add(k + "fit", std::vector<double>{input.origin.gain_x, input.origin.pad_x, input.origin.pad_y}, equal);
    cv::Mat shown(input.height_px, input.width_px, CV_8UC3);
    const std::size_t plane = shown.total();
    for (std::size_t i = 0; i < plane; ++i)
      for (std::size_t channel = 0; channel < 3; ++channel)
        shown.data[3 * i + channel] = input.planar_rgb[(2 - channel) * plane + i];
    add_picture(k + "pixels", shown, results);
  });
}

void resize(const Case& c, Results& results) {
  each(c, "case", [&](const std::string& k) {
    const auto setup = sizes(c, k + "case", 3, 1);  // img_px, augmenting, tall
    add_picture(k + "pixels", resized(picture(c, setup[2] != 0 ? "tall" : "wide"), setup[0], setup[1] != 0), results);
  });
}

void hsv(const Case& c, Results& results) {
  each(c, "gains", [&](const std::string& k) {
    const auto gains = c.doubles(k + "gains", {3});
    cv::Mat bgr = picture(c, "picture");
    detail::scale_hsv(bgr, gains[0], gains[1], gains[2]);
    add_picture(k + "pixels", bgr, results);
  });
}

/// The stages RandomAffine and SeedAffine.
struct WarpOfV7 {
  static constexpr std::int64_t limits = 5;
  static constexpr std::size_t draws = 8;
  static constexpr auto draw = detail::draw_warp;
  static constexpr auto apply = detail::apply_warp;
};
struct WarpOfSeed {
  static constexpr std::int64_t limits = 4;
  static constexpr std::size_t draws = 6;
  static constexpr auto draw = detail::draw_seed_warp;
  static constexpr auto apply = detail::apply_seed_warp;
};

template <class Oracle>
void warp(const Case& c, Results& results) {
  const std::string of_matrix = c.text("matrix", "drawn");
  if (of_matrix != "drawn" && of_matrix != "given") fail(c.path(), ": option matrix: expected drawn or given, found ", of_matrix);
  each(c, "setup", [&](const std::string& k) {
    const auto setup = c.ints(k + "setup", {2});  // seed, border
    const cv::Mat bgr = picture(c, "picture");
    const cv::Size frame(bgr.cols + 2 * setup[1], bgr.rows + 2 * setup[1]);
    if (frame.width < 1 || frame.height < 1 || frame.width > longest_px || frame.height > longest_px)
      fail(c.path(), ": tensor ", k, "setup: expected a border that leaves a frame of 1 to ", longest_px, " px, found ",
           setup[1]);
    detail::Warp chosen;
    if (of_matrix == "given") {
      for (const char* of_draws : {"limits", "draws"}) c.pass_over(k + of_draws);
      const auto m = c.doubles(k + "matrix", {3, 3});
      chosen = {cv::Matx33d(m.data()), c.doubles(k + "gain", {1})[0]};
    } else {
      const auto limits = c.doubles(k + "limits", {Oracle::limits});
      Hyp hyp;
      hyp.degrees = limits[0], hyp.translate = limits[1], hyp.scale = limits[2], hyp.shear = limits[3];
      if (limits.size() > 4) hyp.perspective = limits[4];
      const Random::Key key{.seed = static_cast<std::uint64_t>(setup[0]), .purpose = Purpose::affine};
      Random numbers(key), random(key);
      std::vector<double> draws(Oracle::draws);  // all that a warp draws, in the order in which the oracle was fed with them
      for (double& d : draws) d = numbers.uniform();
      chosen = Oracle::draw(bgr.size(), frame, hyp, random);
      results.add(k + "draws", draws, equal);
      results.add(k + "matrix", {3, 3}, std::vector<double>(chosen.matrix.val, chosen.matrix.val + 9),
                  {Per::element_or_one, {1e-12}});
      results.add(k + "gain", std::vector{chosen.gain}, equal);
    }
    Sample sample;
    sample.bgr = bgr;
    sample.labels = test::labels_of(c.floats("labels", {any, 5}));
    sample.margin_px = {-setup[1], -setup[1]};
    Oracle::apply(sample, frame, chosen);
    add_picture(k + "pixels", sample.bgr, results);
    results.add_rows(k + "labels", 5, test::rows_of(sample.labels), boxes_limit);
  });
}

void mosaic(const Case& c, Results& results) {
  each(c, "plan", [&](const std::string& k) {
    const auto p = c.ints(k + "plan", {6});  // centre x and y, four pictures
    const detail::MosaicPlan plan{{p[2], p[3], p[4], p[5]}, p[0], p[1]};
    int longest = 0;
    for (int i = 0; c.has("picture." + std::to_string(i)); ++i) {
      const cv::Mat bgr = picture(c, "picture." + std::to_string(i));
      longest = std::max({longest, bgr.cols, bgr.rows});
    }
    const int side = 2 * c.whole("img_px", 1, longest_px, longest);
    if (p[0] < 1 || p[0] >= side || p[1] < 1 || p[1] >= side)
      fail(c.path(), ": tensor ", k, "plan: expected a centre inside the canvas of ", side, " px, found ", p[0], ", ", p[1]);
    Sample mosaic;
    mosaic.canvas.size_px = {side, side};
    for (int corner = 0; corner < 4; ++corner) {
      const std::string i = std::to_string(plan.images[static_cast<std::size_t>(corner)]);
      Sample sample;
      sample.bgr = picture(c, "picture." + i);
      const auto w = static_cast<float>(sample.width_px()), h = static_cast<float>(sample.height_px());
      sample.labels = test::labels_of(c.floats("labels." + i, {any, 5}));
      for (Label& label : sample.labels) {  // centre and size, normalised
        const auto [x, y, bw, bh] = label.xyxy_px;
        label.xyxy_px = {w * (x - bw / 2), h * (y - bh / 2), w * (x + bw / 2), h * (y + bh / 2)};
      }
      detail::place_in_mosaic(sample, corner, plan, mosaic);
    }
    paint(mosaic);
    add_picture(k + "pixels", mosaic.bgr, results);
    results.add_rows(k + "labels", 5, test::rows_of(mosaic.labels), boxes_limit);
  });
}

}  // namespace

std::vector<Kind> picture_kinds() {
  return {{"letterbox", letterbox},
          {"resize", resize},
          {"hsv", hsv},
          {"warp", warp<WarpOfV7>},
          {"warp_seed", warp<WarpOfSeed>},
          {"mosaic", mosaic}};
}

}  // namespace replay
