// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Candidates and suppression, against plain versions of the same rules.
#include "temporary_folder.hpp"
#include "test.hpp"

#include <ctyolo/core/error.hpp>
#include <ctyolo/core/random.hpp>
#include <ctyolo/eval/decode.hpp>
#include <ctyolo/eval/nms.hpp>
#include <ctyolo/loss/logistic.hpp>

#include <algorithm>
#include <limits>
#include <vector>

using namespace ctyolo;

namespace {

/// Greedy suppression as it is usually written: each kept box strikes out the worse ones of its class.
std::vector<Detection> brute_force(std::vector<Detection> d, const NmsOptions& o) {
  std::erase_if(d, [&](const Detection& x) { return !(x.score > static_cast<float>(o.conf)); });
  std::vector<Detection> sorted;
  const auto better = [](const Detection& a, const Detection& b) { return a.score > b.score; };
  for (const Detection& x : d) sorted.insert(std::upper_bound(sorted.begin(), sorted.end(), x, better), x);
  d = sorted;
  if (d.size() > static_cast<std::size_t>(o.max_candidates)) d.resize(static_cast<std::size_t>(o.max_candidates));
  std::vector<bool> gone(d.size());
  std::vector<Detection> kept;
  for (std::size_t i = 0; i < d.size(); ++i) {
    if (gone[i]) continue;
    kept.push_back(d[i]);
    for (std::size_t k = i + 1; k < d.size(); ++k)
      if ((o.agnostic || d[i].cls == d[k].cls) && static_cast<double>(box_iou(d[i].xyxy_px, d[k].xyxy_px)) > o.iou)
        gone[k] = true;
  }
  if (kept.size() > static_cast<std::size_t>(o.max_detections)) kept.resize(static_cast<std::size_t>(o.max_detections));
  return kept;
}

std::vector<Detection> random_boxes(int n, int classes, Random& r) {
  std::vector<Detection> d;
  for (int i = 0; i < n; ++i) {
    const auto x = static_cast<float>(r.uniform(0, 200)), y = static_cast<float>(r.uniform(0, 200));
    const auto w = static_cast<float>(r.uniform(5, 90)), h = static_cast<float>(r.uniform(5, 90));
    const float score = static_cast<float>(r.below(50)) / 50;  // many equal scores
    d.push_back({{x, y, x + w, y + h}, score, static_cast<int>(r.below(static_cast<std::uint64_t>(classes)))});
  }
  return d;
}

struct Map {
  HeadSetup setup;
  std::vector<std::vector<float>> logits;
  std::vector<HeadView<const float>> raw;
  Map(int images, int classes, Random& r, double object_bias) {
    setup = {classes, {8, 16}, {{{1.25f, 1.75f}, {4, 3}}, {{2, 3}, {5, 4}}}};
    for (const int side : {8, 4}) {
      const int no = 5 + classes;
      auto& v = logits.emplace_back(static_cast<std::size_t>(images * 2 * no * side * side));
      for (auto& x : v) x = static_cast<float>(r.normal() * 1.5);
      HeadView<const float> m{v.data(), images, 2, side, side, no};
      m.stride_x = 1, m.stride_y = side, m.stride_output = side * side, m.stride_anchor = no * side * side,
      m.stride_image = 2 * m.stride_anchor;
      for (int b = 0; b < images; ++b)
        for (int a = 0; a < 2; ++a)
          for (int i = 0; i < side * side; ++i)
            v[static_cast<std::size_t>(b * m.stride_image + a * m.stride_anchor + 4 * side * side + i)] +=
                static_cast<float>(object_bias);
      raw.push_back(m);
    }
  }
};

/// Every cell decoded, every score computed.
std::vector<Detection> plain_candidates(const Map& m, int image, const NmsOptions& o) {
  std::vector<Detection> all;
  const auto conf = static_cast<float>(o.conf);
  for (std::size_t l = 0; l < 2; ++l) {
    const auto& v = m.raw[l];
    for (int a = 0; a < 2; ++a)
      for (int y = 0; y < v.height; ++y)
        for (int x = 0; x < v.width; ++x) {
          const float* p = v.at(image, a, y, x);
          const float obj = sigmoid(p[4 * v.stride_output]);
          if (!(obj > conf)) continue;
          const Box box = decode_box(p, v.stride_output, y, x, m.setup.anchors[l][static_cast<std::size_t>(a)],
                                     m.setup.strides_px[l]);
          std::vector<Detection> here;
          for (int c = 0; c < m.setup.classes; ++c)
            here.push_back({box, obj * sigmoid(p[(5 + c) * v.stride_output]), c});
          if (!o.multi_label || m.setup.classes == 1)
            here = {*std::max_element(here.begin(), here.end(), [](auto& s, auto& t) { return s.score < t.score; })};
          for (const auto& d : here)
            if (d.score > conf) all.push_back(d);
        }
  }
  return all;
}

}  // namespace

TEST_CASE("eval/nms: plain boxes equal brute force") {
  Random r({.seed = 2});
  for (int round = 0; round < 60; ++round) {
    NmsOptions o{.conf = 0.05, .iou = r.uniform(0.2, 0.8), .agnostic = round % 3 == 0};
    if (round % 4 == 1) o.max_detections = 20;
    if (round % 5 == 2) o.max_candidates = 100;
    const auto boxes = random_boxes(400, round % 7 + 1, r);
    const auto kept = nms(boxes, o);
    CHECK(kept == brute_force(boxes, o));
    CHECK(kept.size() > 0);
  }
}

TEST_CASE("eval/nms: exactly the threshold does not suppress") {
  const std::vector<Detection> d{{{0, 0, 10, 10}, 0.9f, 0}, {{0, 0, 10, 5}, 0.8f, 0}, {{0, 0, 10, 10}, 0.7f, 1}};
  CHECK(nms(d, {.iou = 0.5}).size() == 3);
  CHECK(nms(d, {.iou = 0.499}).size() == 2);
  CHECK(nms(d, {.iou = 0.499, .agnostic = true}).size() == 1);
  CHECK(nms(d, {.conf = 0.8f}).size() == 1);
  CHECK(nms(d, {.max_detections = 0}).empty());
  CHECK(nms(std::vector<Detection>{}, {}).empty());
  CHECK(nms(std::vector<Detection>{{{0, 0, 1, 1}, std::numeric_limits<float>::quiet_NaN(), 0}}, {}).empty());
}

TEST_CASE("eval/nms: from raw maps as if every cell were decoded") {
  Random r({.seed = 4});
  for (const int classes : {1, 3, 20}) {
    const Map m(3, classes, r, -1);
    for (const double conf : {0.0, 0.001, 0.1, 0.4, 1.0}) {
      for (const bool multi : {true, false}) {
        const NmsOptions o{.conf = conf, .multi_label = multi, .agnostic = classes == 3};
        for (int image = 0; image < 3; ++image) {
          const auto plain = plain_candidates(m, image, o);
          CHECK(candidates(m.raw, image, m.setup, o) == plain);
          CHECK(nms(m.raw, image, m.setup, o) == brute_force(plain, o));
        }
      }
    }
  }
}

TEST_CASE("eval/nms: an empty picture, a wrong image, a wrong set-up") {
  Random r({.seed = 4});
  Map m(1, 3, r, -100);
  CHECK(nms(m.raw, 0, m.setup, {}).empty());
  CHECK_THROWS_AS(nms(m.raw, 1, m.setup, {}), Error);
  m.setup.classes = 4;
  CHECK_THROWS_AS(nms(m.raw, 0, m.setup, {}), Error);
}

TEST_CASE("eval/nms: wanted classes: as if the others had never been candidates") {
  Random r({.seed = 6});
  int not_empty = 0, unlike_later = 0;
  for (int round = 0; round < 60; ++round) {
    NmsOptions all{.conf = 0.05, .iou = r.uniform(0.2, 0.8), .agnostic = round % 3 == 0, .merge = round % 2 == 0};
    if (round % 4 == 1) all.max_detections = 20;
    if (round % 5 == 2) all.max_candidates = 100;
    NmsOptions some = all;
    some.classes = {3, 0};
    const auto is_wanted = [](const Detection& d) { return d.cls == 0 || d.cls == 3; };
    const auto boxes = random_boxes(400, 5, r);
    auto wanted = boxes;
    std::erase_if(wanted, [&](const Detection& d) { return !is_wanted(d); });
    const auto kept = nms(boxes, some);
    CHECK(kept == nms(wanted, all));
    not_empty += !kept.empty();
    auto later = nms(boxes, all);
    std::erase_if(later, [&](const Detection& d) { return !is_wanted(d); });
    unlike_later += kept != later;
    some.classes = {4, 3, 2, 1, 0, 0};
    CHECK(nms(boxes, some) == nms(boxes, all));
  }
  CHECK(not_empty > 50);
  CHECK(unlike_later > 10);  // boxes of other classes neither suppress nor take places
}

TEST_CASE("eval/nms: wanted classes out of maps: with one label a box its best class must be wanted") {
  Random r({.seed = 7});
  const Map m(1, 4, r, 1);
  std::vector<Detection> found[2];
  for (const bool multi : {false, true}) {
    const NmsOptions all{.conf = 0.1, .multi_label = multi};
    NmsOptions some = all;
    some.classes = {1, 2};
    auto plain = plain_candidates(m, 0, all);
    std::erase_if(plain, [](const Detection& d) { return d.cls != 1 && d.cls != 2; });
    found[multi] = nms(m.raw, 0, m.setup, some);
    CHECK(found[multi] == brute_force(plain, all));
  }
  CHECK(!found[0].empty());
  CHECK(found[1].size() > found[0].size());
}

TEST_CASE("eval/nms: a wanted class that the net has not, or a number outside of its limits, is one line") {
  Random r({.seed = 8});
  const Map m(1, 3, r, 0);
  CHECK(nms(m.raw, 0, m.setup, {.classes = {2}}).size() > 0);
  for (const int c : {3, -1}) {
    const std::string text = test::error_of([&] { nms(m.raw, 0, m.setup, {.classes = {0, c}}); });
    CHECK_MESSAGE(test::contains(text, "class " + std::to_string(c) + " is wanted, but the net has 3 classes, 0 to 2"), text);
    CHECK(test::one_line(text));
  }
  using test::error_of;
  CHECK(error_of([&] { nms(m.raw, 0, m.setup, {.conf = 25}); }) == "conf = 25: the least score must lie between 0 and 1");
  CHECK(error_of([&] { nms(m.raw, 0, m.setup, {.conf = std::nan("")}); }).starts_with("conf = "));
  CHECK(error_of([&] { nms(m.raw, 0, m.setup, {.iou = -0.1}); }) == "iou = -0.1: the largest overlap must lie between 0 and 1");
  CHECK(error_of([&] { nms(m.raw, 0, m.setup, {.max_detections = 0}); }).starts_with("at most 0 boxes are wanted"));
}
