// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Maps that are alive together never share memory, others do; every read finds what was written for it.
#include "test.hpp"

#include <ctyolo/backend/onednn/plan.hpp>
#include <ctyolo/graph.hpp>

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

using namespace ctyolo;
using namespace ctyolo::onednn;

namespace {

enum class Keeps { all, raw };

template <class Model>
Plan plan_of(int images, bool training, Keeps keeps = Keeps::all, int height = 64, int width = 96, Layout layout = {}) {
  static constexpr auto remade = remade_before(Trace<Model>::ops, Trace<Model>::heads);
  const std::span<const int> times = keeps == Keeps::raw ? std::span<const int>(remade) : std::span<const int>();
  return make_plan(Trace<Model>::ops, Trace<Model>::heads, Model::layers(3).layers, images, height, width, layout, training, times);
}

std::int64_t numbers(const MapShape& m) { return m.images * m.image_size(); }

/// The sum over all maps, as if each had memory of its own.
template <class Model>
std::int64_t all_maps(const Plan& plan) {
  std::int64_t sum = 0;
  for (const OpPlan& p : plan.ops) {
    sum += numbers(p.out.shape);
    if (p.raw.used()) sum += numbers(p.raw.shape);
    for (const Place& g : p.in_gradients)
      if (g.used()) sum += numbers(g.shape);
  }
  return sum;
}

/// A training without numbers: each place of the arena knows the buffer that was written there last.
class Marks {
 public:
  Marks(const Plan& plan, std::span<const Op> ops, std::span<const int> times)
      : plan_(plan), ops_(ops), times_(times), marks_(static_cast<std::size_t>(plan.arena_size), -1) {}

  /// Reads that found what another buffer had left, or nothing.
  int wrong = 0, reads = 0, again = 0, rooms = 0;

  void train() {
    write(plan_.picture);
    for (std::size_t i = 0; i < ops_.size(); ++i) forward(i);
    for (const Place& g : plan_.head_gradients) write(g);
    for (std::size_t i = ops_.size(); i-- > 0;) {
      for (std::size_t j = 0; j < i; ++j)
        if (!times_.empty() && times_[j] == static_cast<int>(i)) make_again(j);
      if (plan_.ops[i].reached) backward(i);
      last_ = i;
    }
  }

 private:
  template <class F>
  void each(const Place& p, F&& f) {
    if (!p.used()) return;
    const std::int64_t begin = plan_.offset(p);
    const MapShape& s = p.shape;
    for (std::int64_t n = 0; n < s.images; ++n)
      for (int c = 0; c < s.filled(); ++c)
        for (std::int64_t k = 0; k < s.pixels(); ++k)
          f(marks_[static_cast<std::size_t>(begin + n * s.image_stride + s.channel_offset(c) + k * s.pixel_stride)]);
  }
  void write(const Place& p) {
    each(p, [&](int& mark) { mark = p.buffer; });
  }
  void read(const Place& p) {
    if (!p.used()) return;
    bool right = true;
    each(p, [&](const int& mark) { right = right && mark == p.buffer; });
    wrong += !right;
    ++reads;
  }

  void forward(std::size_t i) {
    const OpPlan& p = plan_.ops[i];
    if (p.done_elsewhere) return;
    if (ops_[i].kind == OpKind::concat) return join(p.in, p.copies, p.out);
    for (const Place& in : p.in) read(in);
    write(p.raw);
    read(p.raw);
    read(p.residual);
    write(p.out);
  }
  void make_again(std::size_t j) {
    const Remake& a = plan_.ops[j].again;
    REQUIRE(a.on);
    ++again;
    if (ops_[j].kind == OpKind::concat) return join(a.in, a.copies, a.out);
    if (ops_[j].kind == OpKind::conv_norm_act) {
      CHECK(j < last_);  // its own backward pass puts the gradient over `raw`
      read(plan_.ops[j].raw);
    }
    for (const Place& in : a.in) read(in);
    read(a.residual);
    write(a.out);
  }
  void join(const std::vector<Place>& parts, const std::vector<bool>& copies, const Place& out) {
    for (std::size_t k = 0; k < parts.size(); ++k) {
      read(parts[k]);
      if (!copies[k]) CHECK(parts[k].buffer == out.buffer);
    }
    write(out);
  }

  void backward(std::size_t i) {
    const OpPlan& p = plan_.ops[i];
    for (const Place& g : p.gradients) read(g);
    if (p.sum.used()) write(p.sum);
    if (p.dz.used()) {  // from here on nobody may find his gradient there
      each(p.dz, [&](int& mark) { mark = -2; });
      rooms += p.dz.buffer == (p.sum.used() ? p.sum : p.gradients[0]).buffer;
    }
    read(p.raw);
    for (const Place& in : p.back_in) read(in);
    for (const Place& into : p.in_gradients) write(into);
    read(p.raw);  // now the gradient
    for (const Place& in : p.back_in) read(in);
    if (p.dz.used()) each(p.dz, [&](const int& mark) { wrong += mark != -2; });
    else read(p.sum);
  }

  const Plan& plan_;
  std::span<const Op> ops_;
  std::span<const int> times_;
  std::vector<int> marks_;
  std::size_t last_ = ops_.size();
};

template <class Model>
void check_marks(Keeps keeps, int images, int height, int width, Layout layout) {
  const Plan plan = plan_of<Model>(images, true, keeps, height, width, layout);
  const auto times = remake_times(Trace<Model>::ops, Trace<Model>::heads);
  Marks marks(plan, Trace<Model>::ops, keeps == Keeps::raw ? std::span<const int>(times) : std::span<const int>());
  marks.train();
  CHECK(marks.wrong == 0);
  CHECK(marks.reads > 300);
  CHECK(marks.rooms > 20);
  CHECK((marks.again > 30) == (keeps == Keeps::raw));
}

}  // namespace

TEST_CASE("backend/onednn/plan: shapes are those of the graph, heads included") {
  const Plan plan = plan_of<YoloV5n::Classes<3>>(2, true);
  const auto& ops = Trace<YoloV5n::Classes<3>>::ops;
  int heads = 0;
  for (std::size_t i = 0; i < ops.size(); ++i) {
    for (const int h : Trace<YoloV5n::Classes<3>>::heads) {
      if (ops[i].out != h) continue;
      const MapShape& m = plan.ops[i].out.shape;
      CHECK(m.channels == 24);
      CHECK(m.height * m.width == 8 * 12 >> 2 * heads);
      ++heads;
    }
  }
  CHECK(heads == 3);
}

TEST_CASE("backend/onednn/plan: inputs, results and gradients of one operation lie apart, joined maps excepted") {
  const auto check = [&](const Plan& plan, const auto& ops) {
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
          if (plan.offset(*places[a]) == plan.offset(*places[b]) && a < p.in.size() && b < p.in.size()) continue;  // one map read twice
          if (!places[a]->shape.is_dense() || !places[b]->shape.is_dense()) continue;                               // parts of joined maps interleave
          const std::int64_t x = plan.offset(*places[a]), y = plan.offset(*places[b]);
          overlaps += x < y + numbers(places[b]->shape) && y < x + numbers(places[a]->shape);
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
  CHECK(training.arena_size < all_maps<YoloV5n::Classes<3>>(training) * 7 / 10);
  CHECK(seeing.arena_size < all_maps<YoloV5n::Classes<3>>(seeing) * 3 / 10);
}

TEST_CASE("backend/onednn/plan: every read of a training finds what was written for it") {
  for (const Keeps keeps : {Keeps::all, Keeps::raw}) {
    CAPTURE(keeps == Keeps::raw);
    check_marks<YoloV5n::Classes<3>>(keeps, 2, 64, 96, {.block = 8});
    check_marks<YoloV5n::Classes<3>>(keeps, 1, 128, 64, {.block = 16});
    check_marks<YoloV5s::Classes<3>>(keeps, 2, 64, 64, {.block = 16});
    check_marks<yolov5_v1::YoloV5s::Classes<3>>(keeps, 2, 64, 96, {.block = 8});
    check_marks<yolov5_v1::YoloV5Fpn::Classes<3>>(keeps, 1, 96, 64, {.block = 16});
    check_marks<YoloV5n::Classes<3>>(keeps, 2, 64, 96, {.order = Order::channels_last});
    check_marks<yolov5_v1::YoloV5s::Classes<3>>(keeps, 2, 64, 96, {.order = Order::channels_last});
  }
}

TEST_CASE("backend/onednn/plan: maps that are made again are not saved, and the arena is smaller for it") {
  const auto compare = []<class Model>(Model, double saved_limit, double arena_limit) {
    const Plan all = plan_of<Model>(2, true), raw = plan_of<Model>(2, true, Keeps::raw);
    CAPTURE(static_cast<double>(raw.saved_size) / static_cast<double>(all.saved_size));
    CAPTURE(static_cast<double>(raw.arena_size) / static_cast<double>(all.arena_size));
    CHECK(static_cast<double>(raw.saved_size) < saved_limit * static_cast<double>(all.saved_size));
    CHECK(static_cast<double>(raw.arena_size) < arena_limit * static_cast<double>(all.arena_size));
    std::int64_t raws = 0;
    for (const OpPlan& p : raw.ops) raws += p.raw.used() ? numbers(p.raw.shape) : 0;
    CHECK(raw.saved_size > raws);
    CHECK(all.saved_size < all.arena_size);
  };
  compare(YoloV5n::Classes<3>{}, 0.6, 0.75);
  compare(yolov5_v1::YoloV5s::Classes<3>{}, 0.7, 0.8);
  CHECK(plan_of<YoloV5n::Classes<3>>(1, false).saved_size == 0);
}

TEST_CASE("backend/onednn/plan: the gradient behind an activation lies where its own lay, unless somebody reads that later") {
  const auto op = [](OpKind kind, int layer, int out, int a, int b = -1) {
    Op o{.kind = kind, .layer = layer, .out = out, .inputs = b < 0 ? 1 : 2};
    o.in[0] = a;
    if (b >= 0) o.in[1] = b;
    return o;
  };
  // 1 -> 2, 3 = 2 + 1 -> 4, a head
  const std::vector<Op> ops{op(OpKind::conv_norm_act, 0, 1, 0), op(OpKind::conv_norm_act, 1, 2, 1), op(OpKind::add, -1, 3, 2, 1),
                            op(OpKind::conv_norm_act, 2, 4, 3), op(OpKind::conv, 3, 5, 4)};
  std::vector<Layer> layers(4, Layer{.in = 16, .out = 16});
  layers[0].in = 3;
  layers[3].kind = LayerKind::conv;
  const std::vector<int> heads{5};
  for (const Order order : {Order::blocks, Order::channels_last}) {
    const Plan plan = make_plan(ops, heads, layers, 2, 8, 8, {.order = order}, true);
    const auto in_place = [&](std::size_t i) {
      return std::ranges::any_of(plan.ops[i].gradients, [&](const Place& g) { return g.buffer == plan.ops[i].dz.buffer; });
    };
    CHECK(in_place(3));
    CHECK_FALSE(in_place(1));  // the shortcut hands the same gradient on to the first convolution
    CHECK(plan.ops[0].gradients.size() == 2);
    CHECK(in_place(0));        // which reads it last
  }
}

TEST_CASE("backend/onednn/plan: an operation does not write over a part of a gradient that it reads at another place") {
  const auto joined = [](int out, int a, int b) {
    Op o{.kind = OpKind::concat, .out = out, .inputs = 2};
    o.in[0] = a;
    o.in[1] = b;
    return o;
  };
  Op sum{.kind = OpKind::add, .out = 5, .inputs = 2};
  sum.in[0] = 3;
  sum.in[1] = 4;
  const Op first{.kind = OpKind::conv_norm_act, .layer = 0, .out = 1, .inputs = 1};
  const Op second{.kind = OpKind::conv_norm_act, .layer = 1, .out = 2, .inputs = 1};
  Op head{.kind = OpKind::conv, .layer = 2, .out = 6, .inputs = 1};
  head.in[0] = 5;
  // (1, 2) + (2, 1): of the sum's gradient, map 1 reads channels 0 to 31 and 16 to 47
  const std::vector<Op> ops{first, second, joined(3, 1, 2), joined(4, 2, 1), sum, head};
  const std::vector<Layer> layers{{.in = 3, .out = 32}, {.in = 3, .out = 16}, {.kind = LayerKind::conv, .in = 48, .out = 16}};
  const std::vector<int> heads{6};
  for (const Order order : {Order::blocks, Order::channels_last}) {
    const Plan plan = make_plan(ops, heads, layers, 2, 8, 8, {.order = order}, true);
    REQUIRE(plan.ops[0].gradients.size() == 2);
    CHECK(plan.ops[0].gradients[0].buffer == plan.ops[0].gradients[1].buffer);
    CHECK(plan.ops[0].dz.buffer != plan.ops[0].gradients[0].buffer);
  }
}
