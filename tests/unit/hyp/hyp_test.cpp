// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The hyper-parameters and their visitor.
#include "golden.hpp"
#include "test.hpp"

#include <ctyolo/hyp/hyp.hpp>
#include <ctyolo/recipe/generation.hpp>

#include <map>
#include <set>
#include <string>

using namespace ctyolo;

namespace {
template <Hyp H>
struct Takes {};
[[maybe_unused]] constexpr Takes<Hyp{.lr0 = 0.001}> usable_as_template_argument{};
}  // namespace

TEST_CASE("hyp: visit_hyp visits every number once, in order") {
  Hyp h;
  std::set<std::string> names;
  std::set<const double*> places;
  const double* next = &h.lr0;
  visit_hyp(h, [&](const std::string& name, double& value) {
    names.insert(name);
    places.insert(&value);
    CHECK(&value == next);
    next = &value + 1;
    value = 7;
  });
  CHECK(names.size() == sizeof(Hyp) / sizeof(double));
  CHECK(places.size() == sizeof(Hyp) / sizeof(double));
  const Hyp& seen = h;
  visit_hyp(seen, [](const std::string&, const double& value) { CHECK(value == 7); });
}

TEST_CASE("hyp: the defaults are v7.0's") {
  constexpr Hyp h{};
  static_assert(h.lr0 == 0.01 && h.lrf == 0.01 && h.momentum == 0.937 && h.weight_decay == 0.0005 && h.warmup_epochs == 3);
  static_assert(h.warmup_momentum == 0.8 && h.warmup_bias_lr == 0.1 && h.box == 0.05 && h.cls == 0.5 && h.cls_pw == 1 && h.obj == 1);
  static_assert(h.obj_pw == 1 && h.anchor_t == 4 && h.fl_gamma == 0 && h.label_smoothing == 0 && h.hsv_h == 0.015 && h.hsv_s == 0.7);
  static_assert(h.hsv_v == 0.4 && h.degrees == 0 && h.translate == 0.1 && h.scale == 0.5 && h.shear == 0 && h.perspective == 0);
  static_assert(h.flipud == 0 && h.fliplr == 0.5 && h.mosaic == 1 && h.mixup == 0 && h.copy_paste == 0);
  static_assert(h.warmup_min_steps == 100 && h.nominal_batch == 64 && h.clip_norm == 10);
}

TEST_CASE("hyp: every number of the oracles' own files, of v7.0 and of the seed") {
  const test::Golden golden("policies_hyps");
  const auto check = [&](const std::string& oracle, const Hyp& hyp, const std::map<std::string, std::string>& called, int least) {
    int compared = 0;
    visit_hyp(hyp, [&](const std::string& name, double value) {
      const std::string key = oracle + (called.contains(name) ? called.at(name) : name);
      if (!golden.has(key)) return;  // fixed in the oracle's code
      CAPTURE(key);
      CHECK(value == golden.number(key));
      ++compared;
    });
    CHECK(compared == least);
  };
  check("v7.", Hyp{}, {}, 27);  // all 28 but iou_t, which has no effect there
  check("seed.", GenerationRecipe<GenerationV1>::hyp, {{"box", "giou"}}, 17);
}
