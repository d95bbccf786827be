// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Packets and single numbers do the same.
#include "test.hpp"

#include <ctyolo/backend/simd.hpp>

#include <cmath>
#include <concepts>
#include <initializer_list>

using namespace ctyolo;

static_assert(lanes<Packet<float>> == 4 && lanes<Packet<double>> == 2 && lanes<float> == 1 && lanes<double> == 1);
static_assert(std::same_as<Element<Packet<float>>, float> && std::same_as<Element<Packet<double>>, double> && std::same_as<Element<float>, float>);

TEST_CASE_TEMPLATE("backend/simd: load, store, broadcast, square_root, lane_sum", V, float, double, Packet<float>, Packet<double>) {
  using T = Element<V>;
  T from[9] = {1, 4, 9, 16, 25, 36, 49, 64, 81}, to[9] = {};
  for (int shift : {0, 1, 3}) {  // whatever the alignment
    CAPTURE(shift);
    store<V>(to + shift, square_root(load<V>(from + shift)));
    for (int i = 0; i < lanes<V>; ++i) CHECK(to[shift + i] == static_cast<T>(shift + i + 1));
    CHECK(to[shift + lanes<V>] == 0);  // not beyond
  }
  T sum = 0;
  for (int i = 0; i < lanes<V>; ++i) sum += from[i];
  CHECK(lane_sum(load<V>(from)) == sum);

  store<V>(to, broadcast<V>(0.1));
  for (int i = 0; i < lanes<V>; ++i) CHECK(to[i] == static_cast<T>(0.1));
  CHECK(lane_sum(broadcast<V>(-0.5)) == static_cast<T>(-0.5 * lanes<V>));
}

TEST_CASE_TEMPLATE("backend/simd: arithmetic works on every lane", V, float, double, Packet<float>, Packet<double>) {
  const V a = broadcast<V>(3), b = broadcast<V>(2);
  CHECK(lane_sum(static_cast<V>(a * b - a / b + b)) == static_cast<Element<V>>(6.5 * lanes<V>));
  CHECK(std::isnan(lane_sum(square_root(broadcast<V>(-1)))));
  Element<V> numbers[4] = {-2, 0, 5, -0.5}, signs[4];
  for (int i = 0; i < 4; i += lanes<V>) store<V>(signs + i, sign(load<V>(numbers + i)));
  for (int i = 0; i < 4; ++i) CHECK(signs[i] == (numbers[i] > 0 ? 1 : numbers[i] < 0 ? -1 : 0));
}
