// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of hyp/evolution_table.hpp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/core/number.hpp>
#include <ctyolo/core/text.hpp>
#include <ctyolo/hyp/evolution_table.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>

namespace ctyolo::inline v0 {

namespace detail {

/// Calls f("name of the column", value) in the order of the columns.
template <class G, class F>
void visit_generation(G& g, F&& f) {
  f("metrics/precision", g.precision);
  f("metrics/recall", g.recall);
  f("metrics/mAP_0.5", g.map50);
  f("metrics/mAP_0.5:0.95", g.map50_95);
  f("val/box_loss", g.loss.box);
  f("val/obj_loss", g.loss.obj);
  f("val/cls_loss", g.loss.cls);
  visit_hyp(g.hyp, f);
}

inline std::string right_aligned(std::string text, std::size_t width) {
  return text.size() < width ? std::string(width - text.size(), ' ') + text : text;
}

inline std::string evolve_heading() {
  const Generation any;
  std::string line;
  visit_generation(any, [&](const char* name, double) { line += (line.empty() ? "" : ",") + right_aligned(name, 20); });
  return line;
}

}  // namespace detail

CTYOLO_INLINE std::string evolve_csv(std::span<const Generation> history) {
  std::string text = detail::evolve_heading() + "\n";
  for (const Generation& g : history) {
    std::string line;
    detail::visit_generation(g, [&](const char*, double value) { line += (line.empty() ? "" : ",") + detail::right_aligned(shortest(value), 20); });
    text += line + "\n";
  }
  return text;
}

CTYOLO_INLINE std::string evolve_txt(std::span<const Generation> history) {
  std::vector<Generation> rows;
  for (const Generation& g : history)
    if (std::find(rows.begin(), rows.end(), g) == rows.end()) rows.push_back(g);
  std::sort(rows.begin(), rows.end(), [](const Generation& a, const Generation& b) { return a.fitness() > b.fitness(); });
  std::string text;
  for (const Generation& g : rows) {
    detail::visit_generation(g, [&](const char*, double value) {
      char digits[40];
      const auto end = std::to_chars(digits, digits + sizeof digits, value, std::chars_format::general, 4);
      text += detail::right_aligned(std::string(digits, end.ptr), 11);
    });
    text += "\n";
  }
  return text;
}

CTYOLO_INLINE std::vector<Generation> parse_evolve_csv(std::string_view text, const std::string& path) {
  std::vector<Generation> history;
  int number = 0;
  for (std::size_t at = 0; at < text.size(); ++number) {
    const std::size_t end = text.find('\n', at);
    if (end == text.npos) break;  // cut off while it was written
    const std::string_view line = text.substr(at, end - at);
    at = end + 1;
    if (number == 0) {
      if (line != detail::evolve_heading()) fail(path, ":1: the columns are not those of this version; move the file away to begin anew");
      continue;
    }
    const std::string where = path + ":" + std::to_string(number + 1);
    Generation& g = history.emplace_back();
    std::size_t from = 0;
    detail::visit_generation(g, [&](const char* name, double& value) {
      if (from > line.size()) fail(where, ": the column ", name, " is missing");
      const std::size_t comma = std::min(line.find(',', from), line.size());
      const std::size_t first = std::min(line.find_first_not_of(' ', from), comma);
      from_text(std::string(line.substr(first, comma - first)), value, where + ": " + name);
      from = comma + 1;
    });
    if (from <= line.size()) fail(where, ": there are more columns than in the heading");
  }
  return history;
}

CTYOLO_INLINE std::vector<TriedHyp> tried_hyps(std::span<const Generation> history) {
  std::vector<TriedHyp> tried;
  for (const Generation& g : history) tried.push_back({g.fitness(), g.hyp});
  return tried;
}

}  // namespace ctyolo::inline v0
