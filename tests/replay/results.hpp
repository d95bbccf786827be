// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What a replay computed, and how near the oracle's numbers are expected to be.
#pragma once

#include "case.hpp"

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace replay {

/// What a difference is measured by.
enum class Per {
  tensor,          ///< the largest number of the case's tensor
  column,          ///< the largest in the same column (last side)
  element,         ///< the case's element itself
  element_or_one,  ///< the element, or 1 where that is more
  one,             ///< nothing: the difference as it is
  summary,         ///< the largest number of the tensor that a row sums up (golden_numbers.hpp)
  mean_above,      ///< by how much the mean of a column is above the case's
  mean_below,      ///< by how much it is below
  nothing          ///< not limited: random
};

/// A difference may be as large as this, no larger. 0: equal.
struct Limit {
  Per per = Per::one;
  std::vector<double> values = {0};  ///< one for all; or one a column, in turn; Per::summary: one a row
};
inline const Limit equal{};

class Results {
 public:
  struct Tensor {
    std::string name;
    Dtype dtype = Dtype::f32;
    Sides sides;
    std::vector<std::byte> bytes;
    Limit limit;
    std::vector<double> expected = {};  ///< where that is no tensor of the case
  };

  template <class T>
  void add(const std::string& name, const Sides& sides, const std::vector<T>& elements, const Limit& limit) {
    const auto bytes = std::as_bytes(std::span(elements));
    tensors.push_back({name, dtype_of<T>(), sides, {bytes.begin(), bytes.end()}, limit});
  }
  /// A list.
  template <class T>
  void add(const std::string& name, const std::vector<T>& elements, const Limit& limit) {
    add(name, {static_cast<std::int64_t>(elements.size())}, elements, limit);
  }
  /// Rows of `columns` elements.
  template <class T>
  void add_rows(const std::string& name, std::int64_t columns, const std::vector<T>& elements, const Limit& limit) {
    add(name, {static_cast<std::int64_t>(elements.size()) / columns, columns}, elements, limit);
  }
  /// A list whose expected elements are no tensor of the case.
  void add_against(const std::string& name, const std::vector<double>& elements, const std::vector<double>& expected,
                   const Limit& limit) {
    add(name, elements, limit);
    tensors.back().expected = expected;
  }
  /// A result of the case that cannot be computed here, and why.
  void skip(const std::string& name, const std::string& why) { skipped.emplace_back(name, why); }

  std::vector<Tensor> tensors;
  std::map<std::string, double> numbers;  ///< results that cases keep in the metadata; they must be equal
  std::vector<std::pair<std::string, std::string>> skipped;
};

}  // namespace replay
