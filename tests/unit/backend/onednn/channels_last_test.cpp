// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Maps of 16-bit numbers with channels last, and views of some of their channels, do what blocks of floats do.
#include "test.hpp"
#include "backend/onednn/maps.hpp"

#include <ctyolo/backend/onednn/movement.hpp>
#include <ctyolo/backend/onednn/norm_act.hpp>
#include <ctyolo/backend/onednn/plain_maps.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

using namespace ctyolo;
using namespace ctyolo::onednn;
using test::OwnMap;

namespace {

constexpr int images = 2, channels = 24, height = 5, width = 7, around = 40, place = 8;

/// The same numbers twice: in blocks of floats, and as 16-bit ones that are channels [8, 32) of a map of 40.
struct Pair {
  OwnMap right;
  test::OwnMapOf<BFloat16> outer;
  MapOf<BFloat16> view;

  explicit Pair(std::uint64_t seed = 0, int h = height, int w = width)
      : right(images, channels, h, w), outer(images, around, h, w, 16, Order::channels_last) {
    view = {MapShape::dense(images, channels, h, w, 16, Order::channels_last), outer.map.channel(0, place)};
    view.image_stride = outer.map.image_stride;
    view.pixel_stride = outer.map.pixel_stride;
    outer.each([&](int n, int c, int y, int x) { outer.at(n, c, y, x) = BFloat16(7.0f); });
    if (seed == 0) return;
    right.fill(seed, -3, 3);
    right.each([&](int n, int c, int y, int x) {
      outer.at(n, place + c, y, x) = BFloat16(right.at(n, c, y, x));
      right.at(n, c, y, x) = static_cast<float>(outer.at(n, place + c, y, x));
    });
  }

  /// The largest difference, in units of 16-bit numbers' last place, that of `least` where a number is smaller; infinite where
  /// channels beside the view were touched.
  double worst(double least = 1e-2) const {
    double most = 0;
    outer.each([&](int n, int c, int y, int x) {
      const float found = static_cast<float>(outer.at(n, c, y, x));
      const bool inside = c >= place && c < place + channels;
      const float expected = inside ? right.at(n, c - place, y, x) : 7.0f;
      const double last_place = std::max(std::abs(static_cast<double>(expected)), least) / 128;
      const double d = std::abs(static_cast<double>(found) - static_cast<double>(expected)) / last_place;
      most = std::max(most, inside || d == 0 ? d : 1e9);
    });
    return most;
  }
};

}  // namespace

TEST_CASE("backend/onednn/blocked_map: a vector is as wide as divides the channels, and strides are those of the order") {
  const MapShape blocks = MapShape::dense(2, 24, 3, 4, 16), last = MapShape::dense(2, 24, 3, 4, 16, Order::channels_last);
  CHECK(blocks.image_size() == 32 * 12);
  CHECK(blocks.channel_offset(17) == 16 * 12 + 1);
  CHECK(last.block == 8);
  CHECK(last.blocks() == 3);
  CHECK(last.image_size() == 24 * 12);
  CHECK(last.pixel_stride == 24);
  CHECK(last.channel_offset(17) == 17);
  CHECK(MapShape::dense(1, 32, 1, 1, 8, Order::channels_last).block == 16);
  CHECK(MapShape::dense(1, 21, 1, 1, 8, Order::channels_last).block == 1);
}

TEST_CASE("backend/onednn/movement: channels last, channels into a joined map and out of it") {
  Pair a(1), b;
  test::OwnMapOf<BFloat16> part(images, channels, height, width, 16, Order::channels_last);
  copy_out_of_channels(a.outer.map, place, part.map);
  copy_into_channels(part.map, b.outer.map, place);
  b.right.memory = a.right.memory;
  CHECK(b.worst() == 0);
}

TEST_CASE("backend/onednn/movement: channels last, sums and the larger of two") {
  Pair a(1), b(2), c(3), to, to_a, to_b;
  const BlockedMap right[] = {a.right.map, b.right.map, c.right.map};
  const MapOf<BFloat16> half[] = {a.view, b.view, c.view};
  add_up(right, to.right.map);
  add_up(half, to.view);
  CHECK(to.worst() <= 0.5);
  maximum(a.right.map, b.right.map, to.right.map);
  maximum(a.view, b.view, to.view);
  CHECK(to.worst() == 0);
  maximum_backward(a.right.map, b.right.map, c.right.map, to_a.right.map, to_b.right.map);
  maximum_backward(a.view, b.view, c.view, to_a.view, to_b.view);
  CHECK(to_a.worst() == 0);
  CHECK(to_b.worst() == 0);
}

TEST_CASE("backend/onednn/movement: channels last, pools and upsampling with their gradients") {
  Pair in(1), gradient(2), out, to, large(3, 2 * height, 2 * width), larger(0, 2 * height, 2 * width);
  max_pool(in.right.map, 5, out.right.map);
  max_pool(in.view, 5, out.view);
  CHECK(out.worst() == 0);
  max_pool_backward(in.right.map, 5, gradient.right.map, to.right.map);
  max_pool_backward(in.view, 5, gradient.view, to.view);
  CHECK(to.worst() <= 0.5);
  upsample(in.right.map, 2, larger.right.map);
  upsample(in.view, 2, larger.view);
  CHECK(larger.worst() == 0);
  upsample_backward(large.right.map, 2, to.right.map);
  upsample_backward(large.view, 2, to.view);
  CHECK(to.worst() <= 0.5);
}

TEST_CASE("backend/onednn/plain_maps: channels last, pictures, Focus, and heads of any channel count") {
  std::vector<std::uint8_t> bytes(2 * 3 * 4 * 6);
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(5 * i);
  std::vector<float> numbers(bytes.size());
  std::ranges::transform(bytes, numbers.begin(), [](std::uint8_t b) { return static_cast<float>(b) / 255.0f; });
  const auto last_of = [](int maps, int c, int h, int w) { return test::OwnMapOf<BFloat16>(maps, c, h, w, 16, Order::channels_last); };
  auto picture = last_of(2, 3, 4, 6), again = last_of(2, 3, 4, 6), focus = last_of(2, 12, 2, 3);
  picture_from(bytes.data(), picture.map);
  picture_from(numbers.data(), again.map);
  space_to_depth(picture.map, focus.map);
  int wrong = 0;
  const auto bits = [&](int n, int c, int y, int x) {
    return BFloat16(numbers[static_cast<std::size_t>(((n * 3 + c) * 4 + y) * 6 + x)]).bits;
  };
  for (const auto* map : {&picture, &again})
    map->each([&](int n, int c, int y, int x) { wrong += map->at(n, c, y, x).bits != bits(n, c, y, x); });
  constexpr int row[] = {0, 1, 0, 1}, column[] = {0, 0, 1, 1};
  focus.each([&](int n, int c, int y, int x) {
    wrong += focus.at(n, c, y, x).bits != bits(n, c % 3, 2 * y + row[c / 3], 2 * x + column[c / 3]);
  });
  CHECK(wrong == 0);

  const PlainStrides last{21 * 12, 1, 21 * 4, 21}, first{21 * 12, 12, 4, 1};
  for (const PlainStrides& s : {last, first}) {
    auto head = last_of(2, 21, 3, 4), back = last_of(2, 21, 3, 4);
    head.fill(1);
    std::vector<float> plain(2 * 21 * 12);
    to_plain(head.map, plain.data(), s);
    head.each([&](int n, int c, int y, int x) {
      wrong += plain[static_cast<std::size_t>(n * s.n + c * s.c + y * s.y + x * s.x)] != static_cast<float>(head.at(n, c, y, x));
    });
    from_plain(plain.data(), s, back.map);
    head.each([&](int n, int c, int y, int x) { wrong += head.at(n, c, y, x).bits != back.at(n, c, y, x).bits; });
  }
  CHECK(wrong == 0);
}

TEST_CASE("backend/onednn/norm_act: channels last, values and gradients of 16-bit numbers") {
  Pair y(1), residual(2), out, first(3), second(4), third(5), dz, into;
  std::vector<float> scale(32, 0.0f), shift(32, 0.0f), mean(32, 0.0f), variance(32, 1.0f);
  std::vector<float> scale_gradient(32), shift_gradient(32), half_scale(32), half_shift(32);
  for (std::size_t c = 0; c < channels; ++c) {
    scale[c] = 0.5f + 0.05f * static_cast<float>(c);
    shift[c] = 0.3f - 0.02f * static_cast<float>(c);
  }
  const NormLayer layer{scale.data(), shift.data(), mean.data(), variance.data(), scale_gradient.data(), shift_gradient.data(), 1e-3, 0.03};
  NormLayer half = layer;
  half.scale_gradient = half_scale.data();
  half.shift_gradient = half_shift.data();
  for (int count = 1; count <= 3; ++count) {
    CAPTURE(count);
    NormState state, half_state;
    batch_statistics(y.right.map, layer, state);
    batch_statistics(y.view, half, half_state);
    norm_act<ActivationKind::silu>(y.right.map, state, 0, residual.right.map, out.right.map);
    norm_act<ActivationKind::silu>(y.view, half_state, 0, residual.view, out.view);
    CHECK(out.worst() <= 0.51);
    Gradients<float> gradients{{first.right.map, second.right.map, third.right.map}, count};
    Gradients<BFloat16> halves{{first.view, second.view, third.view}, count};
    norm_act_backward<ActivationKind::silu>(y.right.map, layer, state, 0, gradients, dz.right.map, into.right.map);
    norm_act_backward<ActivationKind::silu>(y.view, half, half_state, 0, halves, dz.view, into.view);
    CHECK(into.worst(3 * count) <= 1);  // dz was rounded, before other numbers were taken from it
    CHECK(dz.worst() <= 0.51);
    for (std::size_t c = 0; c < channels; ++c) {
      CHECK(half_scale[c] == doctest::Approx(scale_gradient[c]).epsilon(1e-4));
      CHECK(half_shift[c] == doctest::Approx(shift_gradient[c]).epsilon(1e-4));
    }
  }
}
