// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What a new head is told about its classes; the biases themselves are compared in nn/parameters_test.cpp.
#include "test.hpp"

#include <ctyolo/train/class_priors.hpp>

using namespace ctyolo;

TEST_CASE("train/class_priors: even ones leave it to the net, frequent ones are shares that add up to 1") {
  const std::vector<std::int64_t> counts{99, 0, 299};
  CHECK(EvenPriors::logits(counts).empty());
  const std::vector<double> logits = FrequencyPriors::logits(counts);
  REQUIRE(logits.size() == 3);
  double sum = 0;
  for (const double l : logits) sum += std::exp(l);
  CHECK(sum == doctest::Approx(1));
  CHECK(logits[0] - logits[1] == doctest::Approx(std::log(100.0)));
  CHECK(logits[2] - logits[0] == doctest::Approx(std::log(3.0)));
}
