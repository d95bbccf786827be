// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// AutoAnchor: when it looks for anchors, when it takes them, what it says.
#include "test.hpp"
#include "anchors/sizes.hpp"

#include <ctyolo/anchors/auto_anchor.hpp>
#include <ctyolo/anchors/fit.hpp>
#include <ctyolo/anchors/levels.hpp>
#include <ctyolo/core/error.hpp>

using namespace ctyolo;

namespace {

const std::vector<SizePx> tall = {{4, 90}, {6, 150}, {12, 300}};  // no anchor of yolov5 is like these

}  // namespace

TEST_CASE("anchors/auto_anchor: anchors that fit stay, and nothing is searched") {
  const HeadSetup head = sample::head();
  const LabelSizes labels = sample::one_image_each(sample::around({{20, 20}, {60, 90}, {200, 180}}, 30, 0.2));
  const AnchorChoice choice = AutoAnchor{.generations = 1 << 30}({.labels = labels, .head = head});
  CHECK(choice.anchors.empty());
  CHECK_MESSAGE(choice.note.starts_with("AutoAnchor: "), choice.note);
  CHECK_MESSAGE(choice.note.ends_with(" anchors/target, 1.000 best possible recall: the anchors fit"), choice.note);
}

TEST_CASE("anchors/auto_anchor: anchors that do not fit give way to better ones, small to large along the strides") {
  HeadSetup head = sample::head();
  const LabelSizes labels = sample::one_image_each(sample::around(tall, 40, 0.1));
  const double before = anchor_fit(labels.px, anchors_px(head), 4.0).recall;
  CHECK(before < 0.9);
  for (const bool descending : {false, true}) {
    if (descending) {
      std::swap(head.strides_px[0], head.strides_px[2]);
      std::swap(head.anchors[0], head.anchors[2]);
    }
    const AnchorChoice choice = AutoAnchor{.generations = 100}({.labels = labels, .head = head, .seed = 1});
    REQUIRE(choice.anchors.size() == 3);
    HeadSetup after = head;
    after.anchors = choice.anchors;
    const auto px = anchors_px(after);
    CHECK(anchor_fit(labels.px, px, 4.0).recall == 1);
    CHECK((px.front().area() < px.back().area()) == !descending);
    CHECK_MESSAGE(choice.note.find(" best possible recall: new anchors ") != std::string::npos, choice.note);
    CHECK_MESSAGE(choice.note.ends_with("1.000 best possible recall"), choice.note);
    CHECK(choice.note.find('\n') == std::string::npos);
  }
}

TEST_CASE("anchors/auto_anchor: the answer depends on the seed alone; each image is scaled as a whole") {
  const HeadSetup head = sample::head();
  const LabelSizes labels = sample::one_image_each(sample::around(tall, 20, 0.3));
  const AutoAnchor few{.generations = 30};
  const auto run = [&](std::uint64_t seed) { return few({.labels = labels, .head = head, .seed = seed}).anchors; };
  CHECK(run(4) == run(4));
  CHECK(run(4) != run(5));

  LabelSizes together = labels;
  together.image.assign(together.image.size(), 3);
  const auto scaled = detail::jittered(together, 9);
  const float scale = scaled[0].w / together.px[0].w;
  CHECK(scale >= 0.9F);
  CHECK(scale <= 1.1F);
  for (std::size_t i = 0; i < scaled.size(); ++i) CHECK(scaled[i].h / together.px[i].h == doctest::Approx(scale).epsilon(1e-6));
  CHECK(detail::jittered(labels, 9)[0].w / labels.px[0].w != doctest::Approx(scale).epsilon(1e-6));
}

TEST_CASE("anchors/auto_anchor: the limit decides whether anchors are searched, the recall whether they are taken") {
  const HeadSetup head = sample::head();
  auto sizes = sample::around({{20, 20}, {60, 90}, {200, 180}}, 66, 0.1);  // 198 that fit, and 2 of 200 that do not
  sizes.insert(sizes.end(), 2, SizePx{600, 12});
  const LabelSizes labels = sample::one_image_each(sizes);
  CHECK(AutoAnchor{}({.labels = labels, .head = head}).note.ends_with("0.990 best possible recall: the anchors fit"));
  const AnchorChoice strict = AutoAnchor{.recall_limit = 0.99}({.labels = labels, .head = head});
  CHECK_MESSAGE(strict.note.find("0.990 best possible recall: new anchors ") != std::string::npos, strict.note);
  CHECK(strict.anchors.size() == 3);

  // nothing can match more than everything
  const LabelSizes good = sample::one_image_each(sample::around({{20, 20}}, 9, 0.1));
  const AnchorChoice kept = AutoAnchor{.recall_limit = 1.0, .generations = 5}({.labels = good, .head = head});
  CHECK(kept.anchors.empty());
  CHECK_MESSAGE(kept.note.ends_with("no better ones were found, the anchors stay"), kept.note);
}

TEST_CASE("anchors/auto_anchor: labels too small to search for, few labels, wrong settings") {
  const HeadSetup head = sample::head();
  const LabelSizes tiny = sample::one_image_each({{1, 1}, {1.5F, 0.5F}});
  const AnchorChoice kept = AutoAnchor{}({.labels = tiny, .head = head});
  CHECK(kept.anchors.empty());
  CHECK_MESSAGE(kept.note.find("(2 of 2 labels have a side below 3 px)") != std::string::npos, kept.note);

  const AnchorChoice one = AutoAnchor{.generations = 10}({.labels = sample::one_image_each({{500, 7}}), .head = head});
  REQUIRE(one.anchors.size() == 3);
  const AnchorChoice none = AutoAnchor{}({.labels = LabelSizes{}, .head = head});
  CHECK(none.anchors.empty());

  CHECK_THROWS_WITH_AS(AutoAnchor{.generations = -1}({.labels = tiny, .head = head}), doctest::Contains("generations = -1"), Error);
  CHECK_THROWS_WITH_AS(AutoAnchor{}({.labels = tiny, .head = head, .anchor_t = 1}), doctest::Contains("anchor_t = 1"), Error);
}
