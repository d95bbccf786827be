// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of train/configuration.hpp.
#pragma once

#include <ctyolo/core/fingerprint.hpp>
#include <ctyolo/core/json_text.hpp>
#include <ctyolo/core/number.hpp>
#include <ctyolo/train/configuration.hpp>

#include <algorithm>
#include <cstddef>
#include <iomanip>
#include <sstream>
#include <string_view>

namespace ctyolo::inline v0 {

namespace detail {

inline std::string rounded_text(double value, int decimals) {
  std::ostringstream text;
  text << std::fixed << std::setprecision(decimals) << value;
  return text.str();
}

inline std::string size_text(const RowFacts& row, int img_px) {
  const std::string side = std::to_string(img_px / row.stride_px);
  return std::to_string(row.channels) + " x " + side + " x " + side;
}

/// Everything in one list: what diff() compares.
inline Facts all_facts(const Configuration& c) {
  Facts facts{{"net", c.net}, {"classes", std::to_string(c.classes)}, {"parameters", std::to_string(c.parameters)},
              {"gflops", rounded_text(c.gflops, 2)}};
  for (std::size_t r = 0; r < c.rows.size(); ++r) {
    const RowFacts& row = c.rows[r];
    const std::string times = row.repeats > 1 ? ", " + std::to_string(row.repeats) + " times" : "";
    facts.emplace_back("row " + std::to_string(r), row.block + " from " + row.from + times + ", " + size_text(row, c.img_px));
  }
  facts.insert(facts.end(), c.policies.begin(), c.policies.end());
  for (const auto& [name, value] : c.hyp) facts.emplace_back("hyp " + name, value);
  for (const auto& [name, value] : c.options) facts.emplace_back("option " + name, value);
  return facts;
}

inline std::string json_object(const Facts& facts, bool numbers) {
  std::string text = "{";
  for (const auto& [name, value] : facts)
    text += (text.size() > 1 ? ", " : "") + quoted_json(name) + ": " + (numbers ? value : quoted_json(value));
  return text + "}";
}

}  // namespace detail

CTYOLO_INLINE Facts facts_of(std::span<const NamedPolicy> policies) {
  Facts facts;
  for (const NamedPolicy& p : policies) facts.emplace_back(p.kind, p.name());
  return facts;
}

CTYOLO_INLINE std::string Configuration::fingerprint() const {
  std::string all = "net " + net_name + "\n";
  for (const Facts* facts : {&policies, &hyp, &options})
    for (const auto& [name, value] : *facts) all += name + " " + value + "\n";
  return ctyolo::fingerprint(all);
}

CTYOLO_INLINE std::string rows_table(const Configuration& c) {
  constexpr std::size_t longest_block = 44;
  std::size_t from_width = 4, block_width = 5;
  for (const RowFacts& row : c.rows) {
    from_width = std::max(from_width, row.from.size());
    block_width = std::max(block_width, std::min(row.block.size(), longest_block));
  }
  std::ostringstream text;
  const auto line = [&](const auto& r, const auto& from, const auto& n, const auto& params, const auto& block, const auto& size, const auto& gflops) {
    text << std::right << std::setw(3) << r << "  " << std::left << std::setw(static_cast<int>(from_width)) << from << std::right << std::setw(4) << n
         << std::setw(11) << params << "  " << std::left << std::setw(static_cast<int>(block_width)) << block << "  " << std::setw(16) << size
         << std::right << std::setw(8) << gflops << "\n";
  };
  line("row", "from", "n", "params", "block", "output", "GFLOPs");
  for (std::size_t r = 0; r < c.rows.size(); ++r) {
    const RowFacts& row = c.rows[r];
    line(r, row.from, row.repeats, row.parameters, row.block, detail::size_text(row, c.img_px), detail::rounded_text(row.gflops, 3));
  }
  return text.str();
}

CTYOLO_INLINE std::string Configuration::text() const {
  std::ostringstream text;
  const auto line = [&](const std::string& name, const auto& value) { text << std::left << std::setw(18) << name + ":" << value << "\n"; };
  line("net", net);
  line("classes", classes);
  line("parameters", parameters);
  line("gflops", detail::rounded_text(gflops, 1) + " at " + std::to_string(img_px) + " px");
  line("groups", groups);
  for (const Facts* facts : {&policies, &hyp, &options})
    for (const auto& [name, value] : *facts) line(name, value);
  line("fingerprint", fingerprint());
  text << rows_table(*this);
  return text.str();
}

CTYOLO_INLINE std::string Configuration::json() const {
  std::string layers;
  for (const RowFacts& row : rows)
    layers += std::string(layers.empty() ? "\n" : ",\n") + "    {\"from\": " + quoted_json(row.from) + ", \"repeats\": " + std::to_string(row.repeats) +
              ", \"block\": " + quoted_json(row.block) + ", \"channels\": " + std::to_string(row.channels) + ", \"stride_px\": " +
              std::to_string(row.stride_px) + ", \"parameters\": " + std::to_string(row.parameters) + ", \"gflops\": " + shortest(row.gflops) + "}";
  return "{\n  \"net\": " + quoted_json(net) + ",\n  \"classes\": " + std::to_string(classes) + ",\n  \"img_px\": " + std::to_string(img_px) +
         ",\n  \"parameters\": " + std::to_string(parameters) + ",\n  \"gflops\": " + shortest(gflops) + ",\n  \"groups\": " + quoted_json(groups) +
         ",\n  \"policies\": " + detail::json_object(policies, false) + ",\n  \"hyp\": " + detail::json_object(hyp, true) +
         ",\n  \"options\": " + detail::json_object(options, false) + ",\n  \"fingerprint\": " + quoted_json(fingerprint()) +
         ",\n  \"layers\": [" + layers + "\n  ]\n}\n";
}

CTYOLO_INLINE std::string diff(const Configuration& a, const Configuration& b) {
  const Facts first = detail::all_facts(a), second = detail::all_facts(b);
  const auto value_in = [](const Facts& facts, const std::string& name) -> const std::string* {
    const auto found = std::find_if(facts.begin(), facts.end(), [&](const auto& f) { return f.first == name; });
    return found == facts.end() ? nullptr : &found->second;
  };
  std::string text;
  for (const auto& [name, value] : first) {
    const std::string* other = value_in(second, name);
    if (other == nullptr || *other != value) text += name + ": " + value + " -> " + (other == nullptr ? "(none)" : *other) + "\n";
  }
  for (const auto& [name, value] : second)
    if (value_in(first, name) == nullptr) text += name + ": (none) -> " + value + "\n";
  return text;
}

}  // namespace ctyolo::inline v0
