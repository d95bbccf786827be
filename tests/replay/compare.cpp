// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "compare.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>

namespace replay {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr std::size_t summary_largest = 4;  // as in golden_numbers.hpp

template <class T>
void append(std::vector<double>& to, std::span<const std::byte> bytes) {
  for (std::size_t i = 0; i + sizeof(T) <= bytes.size(); i += sizeof(T)) {
    T value;
    std::memcpy(&value, bytes.data() + i, sizeof(T));
    to.push_back(static_cast<double>(value));
  }
}

std::vector<double> numbers(Dtype dtype, std::span<const std::byte> bytes) {
  std::vector<double> all;
  if (dtype == Dtype::f64) append<double>(all, bytes);
  if (dtype == Dtype::f32) append<float>(all, bytes);
  if (dtype == Dtype::i32) append<std::int32_t>(all, bytes);
  if (dtype == Dtype::u8) append<std::uint8_t>(all, bytes);
  return all;
}

double apart(double a, double b) {
  if (a == b) return 0;
  const double off = std::abs(a - b);
  return std::isnan(off) ? infinity : off;
}

double over(double difference, double scale) { return difference == 0 ? 0 : scale > 0 ? difference / scale : infinity; }

struct Judgement {
  double of_largest = 0;  ///< largest difference over the largest number of the tensor
  double measured = 0;    ///< the one that comes nearest to its limit, as the limit measures it
  double limit = 0;       ///< of that one
  bool within = true;
};

/// By how much the worst column's mean is above (1) or below (-1) the expected one.
double mean_apart(const std::vector<double>& found, const std::vector<double>& expected, std::size_t columns, double sign) {
  double worst = 0;
  for (std::size_t k = 0; k < columns; ++k) {
    double sum = 0;
    for (std::size_t i = k; i < found.size(); i += columns) sum += sign * (found[i] - expected[i]);
    const double mean = sum * static_cast<double>(columns) / static_cast<double>(found.size());
    worst = std::isnan(mean) ? infinity : std::max(worst, mean);
  }
  return worst;
}

Judgement judge(const std::vector<double>& found, const std::vector<double>& expected, std::size_t columns, const Limit& limit) {
  Judgement j{.limit = limit.values.empty() ? infinity : limit.values[0]};
  double largest = 0, worst = 0, use = -1;
  std::vector<double> in_column(columns);
  for (std::size_t i = 0; i < expected.size(); ++i) {
    largest = std::max(largest, std::abs(expected[i]));
    in_column[i % columns] = std::max(in_column[i % columns], std::abs(expected[i]));
  }
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const double difference = apart(found[i], expected[i]);
    worst = std::max(worst, difference);
    const std::size_t row = i / columns, column = i % columns;
    double scale = 1;
    if (limit.per == Per::tensor) scale = largest;
    if (limit.per == Per::column) scale = in_column[column];
    if (limit.per == Per::element) scale = std::abs(expected[i]);
    if (limit.per == Per::element_or_one) scale = std::max(1.0, std::abs(expected[i]));
    if (limit.per >= Per::mean_above) continue;
    if (limit.per == Per::summary) scale = std::abs(expected[row * columns + summary_largest]);
    const double allowed = limit.values[(limit.per == Per::summary ? row : column) % limit.values.size()];
    const double measured = over(difference, scale), here = over(measured, allowed);
    j.within = j.within && difference <= allowed * scale;
    if (here > use) use = here, j.measured = measured, j.limit = allowed;
  }
  j.of_largest = over(worst, largest);
  if (limit.per == Per::mean_above || limit.per == Per::mean_below) {
    j.measured = mean_apart(found, expected, columns, limit.per == Per::mean_above ? 1 : -1);
    j.within = j.measured <= j.limit;
  }
  return j;
}

const char* unit(Per per) {
  switch (per) {
    case Per::tensor:
      return "of the largest";
    case Per::column:
      return "of the column's largest";
    case Per::element:
      return "of the number";
    case Per::element_or_one:
      return "of the number, or of 1";
    case Per::summary:
      return "of the summed-up tensor's largest";
    case Per::mean_above:
      return "mean above";
    case Per::mean_below:
      return "mean below";
    case Per::one:
    case Per::nothing:
      break;
  }
  return "as it is";
}

}  // namespace

Comparison compare(const Case& c, const Results& results, std::optional<double> limit) {
  Comparison all;
  const auto line = [&](const std::string& name, bool within, const std::string& text) {
    std::printf("  %-28s %s%s\n", name.c_str(), text.c_str(), within ? "" : "  OVER");
    ++(within ? all.within : all.over);
  };
  const auto judged = [&](const std::string& name, const Judgement& j, const Limit& used) {
    char text[160];
    if (used.per == Per::nothing)
      std::snprintf(text, sizeof text, "%-8.2g (random: not limited)", j.of_largest);
    else if (j.limit == 0)
      std::snprintf(text, sizeof text, "%-8.2g (must be equal)", j.of_largest);
    else
      std::snprintf(text, sizeof text, "%-8.2g (%.2g %s, limit %g)", j.of_largest, j.measured, unit(used.per), j.limit);
    line(name, j.within, text);
  };
  std::set<std::string> known = c.inputs();
  for (const auto& [name, why] : results.skipped) {
    known.insert(name);
    if (!c.has(name)) continue;
    std::printf("  %-28s skipped: %s\n", name.c_str(), why.c_str());
    ++all.skipped;
  }
  for (const Results::Tensor& t : results.tensors) {
    known.insert(t.name);
    const TensorRecord* record = c.file().find(t.name);
    std::vector<double> expected = t.expected;
    if (record != nullptr) {
      const Sides sides(record->shape.begin(), record->shape.end());
      if (record->dtype != t.dtype || sides != t.sides) {
        line(t.name, false, form_text(t.dtype, t.sides) + " instead of " + form_text(record->dtype, sides));
        continue;
      }
      expected = numbers(record->dtype, record->bytes);
    } else if (expected.empty()) {
      continue;  // nobody knows what it should be
    }
    const bool real = t.dtype == Dtype::f32 || t.dtype == Dtype::f64;
    const Limit used = limit && real && t.limit.per != Per::nothing ? Limit{Per::tensor, {*limit}} : t.limit;
    const std::size_t columns = t.sides.size() < 2 ? 1 : static_cast<std::size_t>(std::max<std::int64_t>(t.sides.back(), 1));
    judged(t.name, judge(numbers(t.dtype, t.bytes), expected, columns, used), used);
  }
  for (const auto& [name, value] : results.numbers)
    if (c.has_option(name)) judged(name, judge({value}, {c.number(name)}, 1, equal), equal);
  for (const TensorRecord& r : c.file().records())
    if (!known.contains(r.name))
      fail(c.path(), ": tensor ", r.name, ": expected inputs and results of the kind, this is neither");
  return all;
}

}  // namespace replay
