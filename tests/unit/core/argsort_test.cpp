// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// argsort_as_numpy against numpy 1.24: numpy.array([...], float).argsort().
#include "test.hpp"

#include <ctyolo/core/argsort.hpp>

using namespace ctyolo;

TEST_CASE("core/argsort: equal values stand where numpy leaves them") {
  std::vector<double> five, thirteen;
  for (int i = 0; i < 40; ++i) five.push_back((i * i * 31 + 7 * i) % 5);
  for (int i = 0; i < 100; ++i) thirteen.push_back((i * 37) % 101 % 13);
  CHECK(argsort_as_numpy(five) == std::vector<int>{0, 20, 15, 35, 13, 23, 10, 18, 25, 5, 28, 3, 33, 30, 8, 38, 26, 27, 22, 21,
                                                   16, 31, 12, 11, 36, 7, 6, 37, 2, 1, 17, 32, 34, 19, 24, 14, 9, 4, 29, 39});
  CHECK(argsort_as_numpy(thirteen) ==
        std::vector<int>{0,  84, 70, 56, 98, 42, 28, 14, 85, 71, 68, 54, 40, 26, 99, 12, 38, 97, 24, 69, 55, 10, 41, 83, 67,
                         53, 81, 25, 11, 8,  39, 95, 37, 51, 65, 9,  23, 79, 82, 96, 52, 66, 80, 7,  49, 21, 35, 94, 19, 78,
                         36, 50, 5,  22, 64, 92, 76, 90, 20, 62, 93, 6,  48, 34, 60, 46, 77, 18, 91, 4,  32, 63, 2,  33, 16,
                         75, 47, 61, 89, 30, 17, 45, 3,  31, 59, 73, 87, 88, 15, 1,  74, 43, 29, 57, 72, 58, 13, 44, 27, 86});
}

TEST_CASE("core/argsort: sorts, whatever the size") {
  for (const int n : {0, 1, 2, 16, 17, 18, 1000}) {
    std::vector<double> values;
    for (int i = 0; i < n; ++i) values.push_back((i * 7919) % 1009);
    const auto order = argsort_as_numpy(values);
    CHECK(order.size() == values.size());
    for (std::size_t i = 1; i < order.size(); ++i) CHECK(values[static_cast<std::size_t>(order[i - 1])] <= values[static_cast<std::size_t>(order[i])]);
  }
}
