// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Losses: which cells answer for which targets, the items, and the gradients with respect to the raw maps.
#include "../golden_cases/heads.hpp"
#include "hyp.hpp"
#include "kinds.hpp"

#include <ctyolo/loss/yolo_loss.hpp>

#include <limits>

namespace replay {

namespace {

struct Setting {
  HeadSetup heads;
  std::vector<Target> targets;
  std::vector<Sides> sides;  // of the raw maps [N,A,H,W,5+nc]
  Hyp hyp;
  int img_px = 0;
};

std::string at_level(const char* name, std::size_t l) { return std::string(name) + "." + std::to_string(l); }

Setting setting_of(const Case& c) {
  Setting s;
  s.hyp = hyp_of(c, {"box", "cls", "cls_pw", "obj", "obj_pw", "anchor_t", "fl_gamma", "label_smoothing"});
  s.img_px = c.whole("img_px", 1, 1 << 20);
  s.heads.classes = c.whole("classes", 1, 1 << 20);
  s.heads.strides_px = c.ints("strides", {any});
  const auto levels = static_cast<std::int64_t>(s.heads.strides_px.size());
  const std::vector<float> a = c.floats("anchors", {levels, any, 2});
  const std::size_t per_level = a.size() / static_cast<std::size_t>(std::max<std::int64_t>(levels, 1));
  for (std::size_t l = 0; l < static_cast<std::size_t>(levels); ++l) {
    std::vector<AnchorSize>& anchors = s.heads.anchors.emplace_back();
    for (std::size_t i = l * per_level; i < (l + 1) * per_level; i += 2) anchors.push_back({a[i], a[i + 1]});
    c.floats(at_level("raw", l), {any, static_cast<std::int64_t>(anchors.size()), any, any, 5 + s.heads.classes});
    s.sides.push_back(c.sides(at_level("raw", l)));
  }
  const std::vector<float> t = c.floats("targets", {any, 6});  // image, class, centre, size
  for (std::size_t i = 0; i < t.size(); i += 6)
    s.targets.push_back({static_cast<int>(t[i]), static_cast<int>(t[i + 1]), t[i + 2], t[i + 3], t[i + 4], t[i + 5]});
  return s;
}

void assignments(const Setting& s, CellRule rule, Results& results) {
  for (std::size_t l = 0; l < s.sides.size(); ++l) {
    std::vector<std::int32_t> cells;
    std::vector<float> boxes, sizes;
    for (const Assignment& a : assign(s.targets, s.heads.anchors[l], static_cast<int>(s.sides[l][3]),
                                      static_cast<int>(s.sides[l][2]), s.hyp.anchor_t, rule)) {
      cells.insert(cells.end(), {a.image, a.anchor, a.y, a.x, a.cls});
      boxes.insert(boxes.end(), {a.box_grid.x, a.box_grid.y, a.box_grid.w, a.box_grid.h});
      sizes.insert(sizes.end(), {a.anchor_grid.w, a.anchor_grid.h});
    }
    results.add_rows(at_level("cells", l), 5, cells, equal);
    results.add_rows(at_level("boxes", l), 4, boxes, {Per::one, {1e-6}});
    results.add_rows(at_level("sizes", l), 2, sizes, equal);
  }
}

template <class T, class L>
void items_and_gradients(const Case& c, const Setting& s, const L& loss, Results& results) {
  std::vector<std::vector<T>> logits, slopes;
  std::vector<HeadView<const T>> raw;
  std::vector<HeadView<T>> gradients;
  for (std::size_t l = 0; l < s.sides.size(); ++l) {
    const std::vector<float> recorded = c.floats(at_level("raw", l), s.sides[l]);
    logits.emplace_back(recorded.begin(), recorded.end());
    slopes.emplace_back(recorded.size(), std::numeric_limits<T>::quiet_NaN());
  }
  for (std::size_t l = 0; l < s.sides.size(); ++l) {
    raw.push_back(test::dense<const T>(logits[l].data(), s.sides[l]));
    gradients.push_back(test::dense(slopes[l].data(), s.sides[l]));
  }
  const LossItems found =
      loss(std::span<const HeadView<const T>>(raw), std::span<const HeadView<T>>(gradients), s.targets, s.heads, s.hyp, s.img_px);
  results.add("items",
              std::vector<float>{static_cast<float>(found.box), static_cast<float>(found.obj), static_cast<float>(found.cls)},
              {Per::element, {1e-6}});
  for (std::size_t l = 0; l < s.sides.size(); ++l)
    results.add(at_level("gradient", l), s.sides[l], std::vector<float>(slopes[l].begin(), slopes[l].end()),
                {Per::column, {1e-4}});
}

template <class L>
void run(const Case& c, const Setting& s, L loss, CellRule rule, Results& results) {
  loss.iou_ratio = c.number("iou_ratio", 1);
  const std::string precision = c.text("precision", "f32");
  if (precision == "f32")
    items_and_gradients<float>(c, s, loss, results);
  else if (precision == "f64")
    items_and_gradients<double>(c, s, loss, results);
  else
    fail(c.path(), ": option precision: expected f32 or f64, found ", precision);
  assignments(s, rule, results);
}

void v7(const Case& c, Results& results) {
  const Setting s = setting_of(c);
  if (s.hyp.fl_gamma > 0)
    run(c, s, YoloLoss<CIoU, Focal>{}, CellRule::v7, results);
  else
    run(c, s, YoloLoss<>{}, CellRule::v7, results);
}

void seed(const Case& c, Results& results) { run(c, setting_of(c), SeedLoss{}, CellRule::seed, results); }

}  // namespace

std::vector<Kind> loss_kinds() { return {{"loss_v7", v7}, {"loss_seed", seed}}; }

}  // namespace replay
