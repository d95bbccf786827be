// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "../test.hpp"

#include <ctyolo/hooks/draw.hpp>
#include <ctyolo/hooks/text_pixels.hpp>

#include <cmath>
#include <cstdlib>
#include <limits>
#include <vector>

using namespace ctyolo;

namespace {
bool untouched(const cv::Mat& image) { return cv::countNonZero(image.reshape(1)) == 0; }
}  // namespace

TEST_CASE("hooks/draw: classes have colours of their own") {
  for (int a = 0; a < 20; ++a) {
    for (int b = 0; b < a; ++b) CHECK(cv::norm(class_colour(a), class_colour(b)) > 20);
    for (int channel = 0; channel < 3; ++channel)
      CHECK((class_colour(a)[channel] >= 0 && class_colour(a)[channel] <= 255));
  }
  CHECK(class_colour(3) == class_colour(3));
}

TEST_CASE("hooks/draw: text becomes ASCII, one '?' a character") {
  CHECK(ascii("dog 0.5") == "dog 0.5");
  CHECK(ascii("Pl\xc3\xa4ttchen \xe7\x8b\x97\xf0\x9f\x90\xb6") == "Pl?ttchen ??");
  CHECK(ascii("\xff\n") == "??");
}

TEST_CASE("hooks/draw: ASCII is drawn by OpenCV's strokes, pixel by pixel") {
  const std::string text = "RBC_2 {g} 0.97";
  cv::Mat ours(200, 300, CV_8UC3, cv::Scalar(40, 90, 120)), plain = ours.clone();
  int below = 0;
  const TextLine line(text, 0.65, 1);
  CHECK(line.extent() == cv::getTextSize(text, cv::FONT_HERSHEY_SIMPLEX, 0.65, 1, &below));
  CHECK(line.below_px() == below);
  draw_text(ours, text, {20, 100}, 0.65, {255, 255, 255}, 1);
  cv::putText(plain, text, {20, 100}, cv::FONT_HERSHEY_SIMPLEX, 0.65, {255, 255, 255}, 1, cv::LINE_AA);
  CHECK(cv::norm(ours, plain, cv::NORM_INF) == 0);
  CHECK(drawable(text));

  const cv::Scalar colour(10, 240, 60);  // light: black letters
  draw_box(ours, {50, 60, 150, 160}, text, colour);
  cv::rectangle(plain, cv::Point(50, 60), cv::Point(150, 160), colour, 1);
  const cv::Size area = cv::getTextSize(text, cv::FONT_HERSHEY_SIMPLEX, 0.45, 1, &below);
  const int top = 60 - area.height - below - 2;
  cv::rectangle(plain, cv::Point(50, top), cv::Point(50 + area.width + 2, 60), colour, cv::FILLED);
  cv::putText(plain, text, {51, top + area.height + 1}, cv::FONT_HERSHEY_SIMPLEX, 0.45, {0, 0, 0}, 1, cv::LINE_AA);
  CHECK(cv::norm(ours, plain, cv::NORM_INF) == 0);
}

TEST_CASE("hooks/draw: other letters come from a font, else they are '?'; what is cut or no text harms nothing") {
  const auto drawn = [](const std::string& text) {
    cv::Mat image(80, 200, CV_8UC3, cv::Scalar(0, 0, 0));
    draw_text(image, text, {10, 50}, 0.65, {255, 255, 255}, 1);
    return image;
  };
  const std::string names[] = {"gr\u00f6\u00dfe", "\u042d\u0440\u0438\u0442\u0440\u043e\u0446\u0438\u0442",
                               "\u767d\u8840\u7403", "cut \xc3"};
  for (const std::string& name : names) {
    const bool as_marks = cv::norm(drawn(name), drawn(ascii(name)), cv::NORM_INF) == 0;
    CHECK(as_marks == text_pixels(name, 14).mask.empty());
    const TextLine line(name, 0.65, 1);
    const cv::Size size = line.extent();
    cv::Mat outside = drawn(name);
    outside(cv::Rect(8, 50 - size.height - 2, size.width + 4, size.height + line.below_px() + 4)) = cv::Scalar(0, 0, 0);
    CHECK(untouched(outside));
    cv::Mat twice(80, 200, CV_8UC3, cv::Scalar(0, 0, 0));  // a line may be drawn more than once
    line.draw(twice, {10, 50}, {255, 255, 255});
    twice = cv::Scalar(0, 0, 0);
    line.draw(twice, {10, 50}, {255, 255, 255});
    CHECK(cv::norm(twice, drawn(name), cv::NORM_INF) == 0);
    if (const char* to = std::getenv("CTYOLO_SHOW_PICTURES"))
      cv::imwrite(std::string(to) + "/text" + std::to_string(&name - names) + ".png", drawn(name));
    for (const cv::Point at : {cv::Point(-30, 5), cv::Point(190, 79), cv::Point(-5000, 40), cv::Point(50, 5000)}) {
      cv::Mat small = drawn("a");
      draw_text(small, name, at, 2, {255, 255, 255}, 1);
    }
    cv::Mat dot(1, 1, CV_8UC3, cv::Scalar(0, 0, 0));
    draw_box(dot, {0, 0, 1, 1}, name, {255, 255, 255});
  }
  CHECK_FALSE(drawable("cut \xc3"));
  CHECK_FALSE(drawable("\U0010ffff"));
}

TEST_CASE("hooks/draw: a box has its colour on its sides and nothing within") {
  cv::Mat image(200, 200, CV_8UC3, cv::Scalar(0, 0, 0));
  const cv::Scalar colour(10, 200, 30);
  draw_box(image, {50, 60, 150, 160}, "", colour);
  const auto at = [&](int x, int y) { return image.at<cv::Vec3b>(y, x); };
  const cv::Vec3b drawn(10, 200, 30), black(0, 0, 0);
  CHECK(at(50, 100) == drawn);
  CHECK(at(150, 100) == drawn);
  CHECK(at(100, 60) == drawn);
  CHECK(at(100, 160) == drawn);
  CHECK(at(100, 100) == black);
  CHECK(at(40, 100) == black);
  draw_box(image, {50, 60, 150, 160}, "name", colour);
  CHECK(at(52, 52) != black);  // the text's ground, above the box
}

TEST_CASE("hooks/draw: boxes at the border, outside, or no numbers") {
  cv::Mat image(100, 120, CV_8UC3, cv::Scalar(0, 0, 0));
  const float nan = std::nanf(""), inf = std::numeric_limits<float>::infinity();
  draw_box(image, {nan, 0, 10, 10}, "x", {255, 255, 255});
  draw_box(image, {0, -inf, 10, 10}, "x", {255, 255, 255});
  CHECK(untouched(image));
  draw_box(image, {-1e30F, -1e30F, 1e30F, 1e30F}, "a text that is much wider than the picture itself is", {1, 2, 3});
  draw_box(image, {119, 99, 119, 99}, "corner", {255, 0, 0});
  CHECK_FALSE(untouched(image));
  cv::Mat dot(1, 1, CV_8UC3, cv::Scalar(0, 0, 0)), none;
  draw_box(dot, {0, 0, 1, 1}, "x", {255, 255, 255});
  draw_box(none, {0, 0, 1, 1}, "x", {255, 255, 255});
}

TEST_CASE("hooks/draw: detections below the limit are left out, unknown classes are numbers") {
  cv::Mat image(100, 100, CV_8UC3, cv::Scalar(0, 0, 0));
  const std::vector<std::string> names = {"a"};
  std::vector<Detection> found = {{{10, 30, 50, 50}, 0.25F, 0}, {{10, 30, 50, 50}, std::nanf(""), 0}};
  draw_detections(image, found, names);
  CHECK(untouched(image));
  draw_detections(image, found, names, 0.2F);
  CHECK_FALSE(untouched(image));
  cv::Mat name(100, 100, CV_8UC3, cv::Scalar(0, 0, 0)), nothing = name.clone(), box = name.clone();
  draw_detections(name, found, names, 0.2F, Caption::name);
  draw_detections(nothing, found, names, 0.2F, Caption::nothing);
  draw_box(box, found[0].xyxy_px, "", class_colour(0));
  CHECK(cv::norm(nothing, box, cv::NORM_INF) == 0);
  CHECK(cv::norm(name, nothing, cv::NORM_INF) > 0);
  CHECK(cv::norm(name, image, cv::NORM_INF) > 0);
  const std::vector<Label> labels = {{7, {1, 1, 20, 20}}, {-1, {1, 1, 20, 20}}};
  draw_labels(image, labels, names);
}
