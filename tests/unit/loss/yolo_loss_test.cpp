// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The whole loss against a plain dense reference, its gradient against finite differences of that reference.
#include "test.hpp"

#include <ctyolo/core/random.hpp>
#include <ctyolo/loss/yolo_loss.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

using namespace ctyolo;

namespace {

enum class Order { nchw, nhwc };

/// Maps of a small detector, and gradients of the same or the other layout.
template <class T>
struct Heads {
  HeadSetup setup;
  std::vector<std::vector<T>> logits, slopes;
  std::vector<HeadView<const T>> raw;
  std::vector<HeadView<T>> gradient;

  Heads(int images, int classes, std::vector<int> strides_px, int img_px, Order order, Order gradient_order,
        double bias = 0) {
    setup.classes = classes;
    setup.strides_px = strides_px;
    Random r({.seed = 11});
    for (const int stride : strides_px) {
      const int side = img_px / stride, no = 5 + classes;
      setup.anchors.push_back({{1.25f, 1.75f}, {2, 3.5f}, {4, 2.75f}});
      const std::size_t n = static_cast<std::size_t>(images * 3 * side * side * no);
      slopes.emplace_back(n, std::numeric_limits<T>::quiet_NaN());
      logits.emplace_back(n);
      const auto view = [&](T* p, Order o) {
        HeadView<T> v{p, images, 3, side, side, no};
        v.stride_image = 3 * no * side * side;
        if (o == Order::nchw) {
          v.stride_x = 1, v.stride_y = side, v.stride_output = side * side, v.stride_anchor = no * side * side;
        } else {
          v.stride_output = 1, v.stride_anchor = no, v.stride_x = 3 * no, v.stride_y = 3 * no * side;
        }
        return v;
      };
      const HeadView<T> in = view(logits.back().data(), order);
      for (int b = 0; b < images; ++b)
        for (int a = 0; a < 3; ++a)
          for (int y = 0; y < side; ++y)
            for (int x = 0; x < side; ++x)
              for (int o = 0; o < no; ++o)
                in.at(b, a, y, x)[o * in.stride_output] = static_cast<T>(r.normal() + (o == 4 ? bias : 0));
      raw.push_back({in.data, in.images, in.anchors, in.height, in.width, in.outputs, in.stride_image, in.stride_anchor,
                     in.stride_y, in.stride_x, in.stride_output});
      gradient.push_back(view(slopes.back().data(), gradient_order));
    }
  }

  template <class L>
  LossItems run(const L& loss, const std::vector<Target>& targets, const Hyp& hyp, int img_px,
                bool with_gradient = true) {
    return loss(std::span<const HeadView<const T>>(raw),
                with_gradient ? std::span<const HeadView<T>>(gradient) : std::span<const HeadView<T>>(), targets, setup,
                hyp, img_px);
  }
};

/// How the reference differs from one loss to another.
struct Rules {
  bool ciou = true, seed = false, focal = false;
};

/// What the oracle's gradient takes as constant, recorded at the first evaluation.
struct Frozen {
  std::vector<std::vector<double>> objectness;  // [L] of [N,A,H,W]
  std::vector<double> alpha;
};

double term(double x, double t, double weight, double gamma, bool focal) {
  const double softplus = std::log1p(std::exp(-std::abs(x))) + std::max(-x, 0.0);
  const double bce = (1 - t) * x + (1 + (weight - 1) * t) * softplus;
  if (!focal || gamma <= 0) return bce;
  const double p = 1 / (1 + std::exp(-x)), pt = t * p + (1 - t) * (1 - p);
  return bce * (t * 0.25 + (1 - t) * 0.75) * std::pow(1 - pt, gamma);
}

/// Dense and slow: spec 2.4 and 5.1 as they are written.
LossItems reference(const Heads<double>& h, const std::vector<Target>& targets, const Hyp& hyp, int img_px,
                    const Rules& rules, Frozen& frozen) {
  const bool record = frozen.objectness.empty();
  const std::size_t levels = h.raw.size();
  LossItems sum;
  std::size_t n_alpha = 0;
  for (std::size_t l = 0; l < levels; ++l) {
    const auto& m = h.raw[l];
    const auto value = [&](int b, int a, int y, int x, int o) { return m.at(b, a, y, x)[o * m.stride_output]; };
    const auto s = [](double x) { return 1 / (1 + std::exp(-x)); };
    const auto all = assign(targets, h.setup.anchors[l], m.width, m.height, hyp.anchor_t,
                            rules.seed ? CellRule::seed : CellRule::v7);
    if (record) frozen.objectness.emplace_back(static_cast<std::size_t>(m.images * 3 * m.height * m.width));
    double box = 0, cls = 0, obj = 0;
    for (const Assignment& t : all) {
      const auto v = [&](int o) { return value(t.image, t.anchor, t.y, t.x, o); };
      const double pw = std::pow(2 * s(v(2)), 2) * static_cast<double>(t.anchor_grid.w),
                   ph = std::pow(2 * s(v(3)), 2) * static_cast<double>(t.anchor_grid.h);
      const double px = 2 * s(v(0)) - 0.5, py = 2 * s(v(1)) - 0.5;
      const double tx = static_cast<double>(t.box_grid.x), ty = static_cast<double>(t.box_grid.y),
                   tw = static_cast<double>(t.box_grid.w), th = static_cast<double>(t.box_grid.h);
      const double eps = rules.seed ? 1e-16 : 1e-7;
      const double x1 = px - pw / 2, x2 = px + pw / 2, y1 = py - ph / 2, y2 = py + ph / 2;
      const double u1 = tx - tw / 2, u2 = tx + tw / 2, v1 = ty - th / 2, v2 = ty + th / 2;
      const double inter =
          std::max(std::min(x2, u2) - std::max(x1, u1), 0.0) * std::max(std::min(y2, v2) - std::max(y1, v1), 0.0);
      const double uni = pw * ph + tw * th - inter + eps, iou = inter / uni;
      const double cw = std::max(x2, u2) - std::min(x1, u1), ch = std::max(y2, v2) - std::min(y1, v1);
      double measure = 0;
      if (rules.ciou) {
        const double vv =
            4 / (std::numbers::pi * std::numbers::pi) * std::pow(std::atan(tw / th) - std::atan(pw / ph), 2);
        if (record) frozen.alpha.push_back(vv / (vv - iou + 1 + eps));
        const double rho2 = (px - tx) * (px - tx) + (py - ty) * (py - ty);
        measure = iou - (rho2 / (cw * cw + ch * ch + eps) + vv * frozen.alpha[n_alpha++]);
      } else {
        measure = iou - (cw * ch + eps - uni) / (cw * ch + eps);
      }
      box += 1 - measure;
      if (record)
        frozen.objectness[l][static_cast<std::size_t>(((t.image * 3 + t.anchor) * m.height + t.y) * m.width + t.x)] =
            std::max(measure, 0.0);
      for (int c = 0; c < h.setup.classes; ++c)
        cls += term(v(5 + c), c == t.cls ? 1 - hyp.label_smoothing / 2 : hyp.label_smoothing / 2, hyp.cls_pw,
                    hyp.fl_gamma, rules.focal);
    }
    std::size_t i = 0;
    for (int b = 0; b < m.images; ++b)
      for (int a = 0; a < 3; ++a)
        for (int y = 0; y < m.height; ++y)
          for (int x = 0; x < m.width; ++x)
            obj += term(value(b, a, y, x, 4), frozen.objectness[l][i++], hyp.obj_pw, hyp.fl_gamma, rules.focal);
    const double nl = static_cast<double>(levels);
    const auto finest = *std::min_element(h.setup.strides_px.begin(), h.setup.strides_px.end());
    const int factor = h.setup.strides_px[l] / finest;
    const double level_weight = rules.seed ? 1 : factor == 1 ? 4 : factor == 2 ? 1 : 0.4;
    sum.obj += obj / static_cast<double>(i) * level_weight * hyp.obj *
               (rules.seed ? 1 : img_px * img_px / 640.0 / 640.0 * 3 / nl);
    if (all.empty()) continue;
    sum.box += box / static_cast<double>(all.size()) * hyp.box * (rules.seed ? 1 : 3 / nl);
    if (h.setup.classes > 1)
      sum.cls += cls / static_cast<double>(all.size()) / h.setup.classes * hyp.cls * h.setup.classes / 80 *
                 (rules.seed ? 1 : 3 / nl);
  }
  return sum;
}

/// Several targets, two of them in one cell (of one class and of two), one too large for any anchor.
std::vector<Target> some_targets(int classes) {
  return {{0, 0, 0.30f, 0.41f, 0.25f, 0.30f}, {0, classes - 1, 0.31f, 0.42f, 0.22f, 0.35f},
          {0, 0, 0.30f, 0.43f, 0.40f, 0.20f}, {1, classes / 2, 0.77f, 0.66f, 0.30f, 0.20f},
          {1, 0, 0.99f, 0.52f, 0.15f, 0.5f},  {1, 0, 0.5f, 0.5f, 0.9f, 0.02f}};
}

template <class L>
void check_against_reference(const L& loss, const Rules& rules, int classes, const Hyp& hyp, std::vector<int> strides,
                             Order order, Order gradient_order) {
  Heads<double> h(2, classes, strides, 64, order, gradient_order);
  const auto targets = some_targets(classes);
  const LossItems items = h.run(loss, targets, hyp, 64);
  Frozen frozen;
  const LossItems expected = reference(h, targets, hyp, 64, rules, frozen);
  CHECK(items.box == doctest::Approx(expected.box).epsilon(1e-10));
  CHECK(items.obj == doctest::Approx(expected.obj).epsilon(1e-10));
  CHECK(items.cls == doctest::Approx(expected.cls).epsilon(1e-10));
  const LossItems value_only = h.run(loss, targets, hyp, 64, false);
  CHECK(value_only == items);

  double worst = 0, largest = 0;
  for (std::size_t l = 0; l < h.raw.size(); ++l) {
    const auto& m = h.raw[l];
    const auto& g = h.gradient[l];
    for (int b = 0; b < 2; ++b)
      for (int a = 0; a < 3; ++a)
        for (int y = 0; y < m.height; ++y)
          for (int x = 0; x < m.width; ++x)
            for (int o = 0; o < m.outputs; ++o) {
              double& logit = h.logits[l][static_cast<std::size_t>(m.at(b, a, y, x) + o * m.stride_output - m.data)];
              const double at = logit, step = 1e-5;
              logit = at + step;
              const double above = reference(h, targets, hyp, 64, rules, frozen).total();
              logit = at - step;
              const double below = reference(h, targets, hyp, 64, rules, frozen).total();
              logit = at;
              const double slope = 2 * (above - below) / (2 * step);  // N = 2
              const double got = g.at(b, a, y, x)[o * g.stride_output];
              worst = std::isnan(got) ? INFINITY : std::max(worst, std::abs(got - slope));
              largest = std::max(largest, std::abs(slope));
            }
  }
  CHECK(largest > 1e-3);
  CHECK(worst < 1e-8);
}

}  // namespace

TEST_CASE("loss/yolo_loss: v7.0's equals the dense reference and its finite differences") {
  Hyp hyp;
  check_against_reference(YoloLoss<>{}, {}, 3, hyp, {16, 32}, Order::nchw, Order::nchw);
  SUBCASE("smoothing, weights of positives, channels last") {
    hyp.label_smoothing = 0.1;
    hyp.cls_pw = 1.3;
    hyp.obj_pw = 0.7;
    check_against_reference(YoloLoss<>{}, {}, 3, hyp, {16, 32}, Order::nhwc, Order::nhwc);
  }
  SUBCASE("focal") {
    hyp.fl_gamma = 1.5;
    hyp.label_smoothing = 0.1;
    check_against_reference(YoloLoss<CIoU, Focal>{}, {.focal = true}, 2, hyp, {16, 32}, Order::nchw, Order::nhwc);
  }
  SUBCASE("focal with gamma 0 is BCE") {
    check_against_reference(YoloLoss<CIoU, Focal>{}, {}, 2, hyp, {32}, Order::nhwc, Order::nchw);
  }
  SUBCASE("one class has no class loss") {
    check_against_reference(YoloLoss<>{}, {}, 1, hyp, {16, 32}, Order::nchw, Order::nchw);
  }
  SUBCASE("many classes, largest stride first") {
    check_against_reference(YoloLoss<>{}, {}, 9, hyp, {32, 16}, Order::nchw, Order::nchw);
  }
}

TEST_CASE("loss/yolo_loss: three levels carry the weights 4, 1, 0.4, in either order") {
  Hyp hyp;
  for (const auto& strides : {std::vector{8, 16, 32}, std::vector{32, 16, 8}}) {
    Heads<double> h(1, 2, strides, 64, Order::nchw, Order::nchw);
    Frozen frozen;
    const auto targets = std::vector<Target>{{0, 1, 0.4f, 0.4f, 0.3f, 0.3f}};
    const LossItems items = h.run(YoloLoss<>{}, targets, hyp, 64),
                    expected = reference(h, targets, hyp, 64, {}, frozen);
    CHECK(items.obj == doctest::Approx(expected.obj).epsilon(1e-10));
    CHECK(items.box == doctest::Approx(expected.box).epsilon(1e-10));
  }
}

TEST_CASE("loss/yolo_loss: the seed's") {
  const Hyp hyp;
  check_against_reference(SeedLoss{}, {.ciou = false, .seed = true}, 3, hyp, {32, 16}, Order::nchw, Order::nchw);
}

TEST_CASE("loss/yolo_loss: float is close to double, and all of the gradient is written") {
  Hyp hyp;
  hyp.label_smoothing = 0.05;
  for (const Order order : {Order::nchw, Order::nhwc}) {
    Heads<double> d(3, 80, {8, 16, 32}, 96, order, order, -4);
    Heads<float> f(3, 80, {8, 16, 32}, 96, order, order, -4);
    const auto targets = some_targets(80);
    const LossItems want = d.run(YoloLoss<>{}, targets, hyp, 96), got = f.run(YoloLoss<>{}, targets, hyp, 96);
    CHECK(got.box == doctest::Approx(want.box).epsilon(1e-5));
    CHECK(got.obj == doctest::Approx(want.obj).epsilon(1e-5));
    CHECK(got.cls == doctest::Approx(want.cls).epsilon(1e-5));
    std::size_t nans = 0, wrong = 0, zeros = 0, all = 0;
    for (std::size_t l = 0; l < 3; ++l) {
      for (std::size_t i = 0; i < f.slopes[l].size(); ++i, ++all) {
        const double a = static_cast<double>(f.slopes[l][i]), b = d.slopes[l][i];
        nans += std::isnan(a) ? 1u : 0u;
        zeros += a == 0 ? 1u : 0u;
        wrong += std::abs(a - b) > 1e-6 + 1e-4 * std::abs(b) ? 1u : 0u;
      }
    }
    CHECK(nans == 0);
    CHECK(wrong == 0);
    CHECK(zeros > all / 2);
  }
}

TEST_CASE("loss/yolo_loss: without targets only objectness remains") {
  Heads<float> h(2, 3, {16, 32}, 64, Order::nchw, Order::nchw);
  const LossItems items = h.run(YoloLoss<>{}, {}, Hyp{}, 64);
  CHECK(items.box == 0);
  CHECK(items.cls == 0);
  CHECK(items.obj > 0);
  for (const float g : h.slopes[0]) CHECK_FALSE(std::isnan(g));
}

#ifdef _OPENMP
TEST_CASE("loss/yolo_loss: the same bits with one thread and with more") {
  const auto targets = some_targets(80);
  const int before = omp_get_max_threads();
  Heads<float> one(4, 80, {8, 16, 32}, 160, Order::nchw, Order::nchw, -3), more = one;
  for (std::size_t l = 0; l < 3; ++l) {  // the copy's views still point into the original
    more.raw[l].data = more.logits[l].data();
    more.gradient[l].data = more.slopes[l].data();
  }
  omp_set_num_threads(1);
  const LossItems a = one.run(YoloLoss<>{}, targets, Hyp{}, 160);
  for (const int threads : {2, 3, 7}) {
    omp_set_num_threads(threads);
    const LossItems b = more.run(YoloLoss<>{}, targets, Hyp{}, 160);
    CHECK(a == b);
    CHECK(one.slopes == more.slopes);
  }
  omp_set_num_threads(before);
}
#endif

TEST_CASE("loss/yolo_loss: what does not fit is refused with a sentence") {
  Heads<float> h(2, 3, {16, 32}, 64, Order::nchw, Order::nchw);
  CHECK_THROWS_WITH_AS(h.run(YoloLoss<>{}, {{0, 3, 0.5f, 0.5f, 0.1f, 0.1f}}, Hyp{}, 64),
                       "ctyolo: loss: target 0 is of class 3, the net has 3 classes", Error);
  CHECK_THROWS_AS(h.run(YoloLoss<>{}, {{2, 0, 0.5f, 0.5f, 0.1f, 0.1f}}, Hyp{}, 64), Error);
  Hyp focal;
  focal.fl_gamma = 1;
  CHECK_THROWS_AS(h.run(YoloLoss<>{}, {}, focal, 64), Error);
  h.setup.classes = 4;
  CHECK_THROWS_AS(h.run(YoloLoss<>{}, {}, Hyp{}, 64), Error);
  h.setup.strides_px.pop_back();
  CHECK_THROWS_AS(h.run(YoloLoss<>{}, {}, Hyp{}, 64), Error);
}
