// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Activations against v7.0's own, and their slopes against finite differences in double.
#define CTYOLO_TEST_TORCH
#include "test.hpp"
#include "graph/tensors.hpp"

#include <ctyolo/backend/aten.hpp>
#include <ctyolo/core/type_name.hpp>
#include <ctyolo/graph/activation.hpp>

#include <ATen/ops/linspace.h>

using namespace ctyolo;

namespace {

template <class Act>
void check_golden() {
  const std::string name = type_name<Act>();
  CAPTURE(name);
  const test::Golden golden("policies_activations");
  const at::Tensor x = test::tensor(golden, "x"), w = test::tensor(golden, "w");
  const auto sum = [&] { return detail::aten::activate(Act{}, x).mul(w).sum(); };
  const at::Tensor slope = test::slope_of(sum, x);
  CHECK(test::apart(detail::aten::activate(Act{}, x.detach()), test::tensor(golden, name + ".y")) <= 2e-6);
  CHECK(test::apart(slope, test::tensor(golden, name + ".gradient")) <= 2e-6);
}

template <class Act>
void check_slope() {
  CAPTURE(type_name<Act>());
  // Not at the kinks: 0 and +-3 are no members.
  const at::Tensor x = at::linspace(-4.9, 4.95, 41, at::kDouble);
  const at::Tensor w = x.mul(0.3).add(1);
  const auto sum = [&] { return detail::aten::activate(Act{}, x).mul(w).sum(); };
  const at::Tensor expected = test::finite_differences(sum, x);
  CHECK(test::apart(test::slope_of(sum, x), expected) <= 1e-7);
}

}  // namespace

TEST_CASE("graph/activation: values and slopes are v7.0's") {
  check_golden<SiLU>();
  check_golden<Hardswish>();
  check_golden<Mish>();
}

TEST_CASE("graph/activation: slopes are those of finite differences") {
  check_slope<Identity>();
  check_slope<SiLU>();
  check_slope<LeakyReLU<>>();
  check_slope<LeakyReLU<0.3>>();
  check_slope<Hardswish>();
  check_slope<Mish>();
}

TEST_CASE("graph/activation: each has a value of its own") {
  CHECK(SiLU::value != Hardswish::value);
  CHECK(Hardswish::value != Mish::value);
  CHECK(LeakyReLU<0.1>::value != LeakyReLU<0.2>::value);
  CHECK(Identity::value == Activation{});
}
