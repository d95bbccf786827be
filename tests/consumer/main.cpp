// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include <ctyolo/graph.hpp>

#include <cstdio>

int main() {
  using Model = ctyolo::YoloV5n::Classes<3>;
  static_assert(Model::max_stride() == 32);
  std::printf("%lld parameters\n", static_cast<long long>(Model::parameters()));
}
