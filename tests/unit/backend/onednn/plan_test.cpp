// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Maps that are alive together never share memory, others do.
#include "test.hpp"

#include <ctyolo/backend/onednn/plan.hpp>
#include <ctyolo/graph.hpp>

#include <vector>

using namespace ctyolo;
using namespace ctyolo::onednn;

namespace {

template <class Model>
Plan plan_of(int images, bool training) {
  return make_plan(Trace<Model>::ops, Trace<Model>::heads, Model::layers(3).layers, images, 64, 96, 8, training);
}

std::int64_t floats(const BlockedMap& m) { return m.images * m.image_size(); }

/// The sum over all maps, as if each had memory of its own.
template <class Model>
std::int64_t all_maps(const Plan& plan) {
  std::int64_t sum = 0;
  for (const OpPlan& p : plan.ops) {
    sum += floats(p.out.map);
    if (p.raw.used()) sum += floats(p.raw.map);
    for (const Place& g : p.in_gradients)
      if (g.used()) sum += floats(g.map);
  }
  return sum;
}

}  // namespace

TEST_CASE("backend/onednn/plan: shapes are those of the graph, heads included") {
  const Plan plan = plan_of<YoloV5n::Classes<3>>(2, true);
  const auto& ops = Trace<YoloV5n::Classes<3>>::ops;
  int heads = 0;
  for (std::size_t i = 0; i < ops.size(); ++i) {
    for (const int h : Trace<YoloV5n::Classes<3>>::heads) {
      if (ops[i].out != h) continue;
      const BlockedMap& m = plan.ops[i].out.map;
      CHECK(m.channels == 24);
      CHECK(m.height * m.width == 8 * 12 >> 2 * heads);
      ++heads;
    }
  }
  CHECK(heads == 3);
}

TEST_CASE("backend/onednn/plan: inputs, results and gradients of one operation lie apart, joined maps excepted") {
  std::vector<float> arena;
  const auto check = [&](Plan plan, const auto& ops) {
    arena.resize(static_cast<std::size_t>(plan.arena_floats) + 16);
    plan.attach(arena.data());
    int overlaps = 0, pairs = 0;
    for (std::size_t i = 0; i < ops.size(); ++i) {
      if (ops[i].kind == OpKind::concat || plan.ops[i].done_elsewhere) continue;
      const OpPlan& p = plan.ops[i];
      std::vector<const Place*> places;
      for (const Place& in : p.in) places.push_back(&in);
      for (const Place* q : {&p.out, &p.raw})
        if (q->used()) places.push_back(q);
      for (std::size_t a = 0; a < places.size(); ++a)
        for (std::size_t b = a + 1; b < places.size(); ++b) {
          if (places[a]->map.data == places[b]->map.data && a < p.in.size() && b < p.in.size()) continue;  // one map read twice
          if (!places[a]->map.dense() || !places[b]->map.dense()) continue;                               // parts of joined maps interleave
          const float *x = places[a]->map.data, *y = places[b]->map.data;
          overlaps += x < y + floats(places[b]->map) && y < x + floats(places[a]->map);
          ++pairs;
        }
    }
    CHECK(overlaps == 0);
    CHECK(pairs > 15);
  };
  check(plan_of<YoloV5n::Classes<3>>(2, true), Trace<YoloV5n::Classes<3>>::ops);
  check(plan_of<YoloV5n::Classes<3>>(1, false), Trace<YoloV5n::Classes<3>>::ops);
  check(plan_of<yolov5_v1::YoloV5s::Classes<3>>(2, true), Trace<yolov5_v1::YoloV5s::Classes<3>>::ops);
}

TEST_CASE("backend/onednn/plan: memory is shared by maps that are not alive together") {
  const Plan training = plan_of<YoloV5n::Classes<3>>(2, true), seeing = plan_of<YoloV5n::Classes<3>>(1, false);
  CHECK(training.arena_floats < all_maps<YoloV5n::Classes<3>>(training) * 7 / 10);
  CHECK(seeing.arena_floats < all_maps<YoloV5n::Classes<3>>(seeing) * 3 / 10);
}
