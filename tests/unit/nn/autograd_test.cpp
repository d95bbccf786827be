// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#define CTYOLO_TEST_TORCH
#include "../test.hpp"

#include <ctyolo/nn/autograd.hpp>
#include <ctyolo/nn/new_tensor.hpp>

#include <cmath>

using namespace ctyolo;

namespace {

at::Tensor numbers(double first) {
  at::Tensor t = new_tensor({2, 3, 4, 5}, at::kDouble);  // [N,C,H,W]
  for (std::int64_t i = 0; i < t.numel(); ++i) t.data_ptr<double>()[i] = first + std::sin(static_cast<double>(i));
  return t;
}

}  // namespace

TEST_CASE("nn/autograd: gradients of several maps, in any order of their numbers, are those of calculus") {
  at::Tensor x = numbers(0.5), g = numbers(-0.25), h = numbers(1.5);
  x.set_requires_grad(true);
  const at::Tensor squares = x.mul(x), thrice = x.mul(3).contiguous(at::MemoryFormat::ChannelsLast);
  autograd_backward({squares, thrice}, {g, h.contiguous(at::MemoryFormat::ChannelsLast)});
  const at::Tensor expected = x.detach().mul(g).mul(2).add(h.mul(3));
  CHECK(x.grad().sub(expected).abs().max().item<double>() < 1e-14);

  autograd_backward({x.mul(2)}, {g});  // adds
  CHECK(x.grad().sub(expected).sub(g.mul(2)).abs().max().item<double>() < 1e-14);
}

TEST_CASE("nn/autograd: a map that is not finite spoils no other's gradient") {
  at::Tensor x = numbers(1), y = numbers(2);
  x.set_requires_grad(true);
  y.set_requires_grad(true);
  autograd_backward({x.mul(HUGE_VAL), y.mul(2)}, {numbers(0), numbers(1)});
  CHECK(y.grad().equal(numbers(1).mul(2)));
}
