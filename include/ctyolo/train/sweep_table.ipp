// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of train/sweep_table.hpp.
#pragma once

#include <ctyolo/core/number.hpp>
#include <ctyolo/train/sweep_table.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iomanip>
#include <sstream>
#include <string_view>

namespace ctyolo::inline v0 {

namespace detail {

inline std::string sweep_number(double value, int decimals) {
  std::ostringstream text;
  text << std::fixed << std::setprecision(decimals) << value;
  return text.str();
}

/// "0.712 +- 0.011"; the deviation only where there is one.
inline std::string mean_text(double mean, double sd, int runs) {
  return sweep_number(mean, 3) + (runs > 1 ? " +- " + sweep_number(sd, 3) : "");
}

/// "1:02:03" or "2:03".
inline std::string hours_text(double seconds) {
  const auto whole = static_cast<long long>(std::llround(seconds));
  const auto two = [](long long n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  const std::string rest = two(whole % 60);
  return whole < 3600 ? std::to_string(whole / 60) + ":" + rest : std::to_string(whole / 3600) + ":" + two(whole / 60 % 60) + ":" + rest;
}

inline std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\n\r") == text.npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

}  // namespace detail

CTYOLO_INLINE std::vector<SweepMean> sweep_means(std::span<const SweepRow> rows) {
  std::vector<SweepMean> means;
  for (const SweepRow& row : rows) {
    auto mean = std::find_if(means.begin(), means.end(), [&](const SweepMean& m) { return m.policies == row.policies; });
    if (mean == means.end()) mean = means.insert(means.end(), SweepMean{.policies = row.policies});
    ++mean->of;
    if (!row.finished) continue;
    ++mean->runs;
    mean->map50 += row.map50;
    mean->map50_95 += row.map50_95;
    mean->seconds += row.seconds;
    mean->memory_gb = std::max(mean->memory_gb, row.memory_gb);
  }
  for (SweepMean& mean : means) {
    if (mean.runs == 0) continue;
    for (double* sum : {&mean.map50, &mean.map50_95, &mean.seconds}) *sum /= mean.runs;
    if (mean.runs == 1) continue;
    for (const SweepRow& row : rows) {
      if (!row.finished || row.policies != mean.policies) continue;
      mean.map50_sd += (row.map50 - mean.map50) * (row.map50 - mean.map50);
      mean.map50_95_sd += (row.map50_95 - mean.map50_95) * (row.map50_95 - mean.map50_95);
    }
    for (double* squares : {&mean.map50_sd, &mean.map50_95_sd}) *squares = std::sqrt(*squares / (mean.runs - 1));
  }
  return means;
}

CTYOLO_INLINE std::string sweep_text(std::span<const std::string> axes, std::span<const SweepRow> rows) {
  std::vector<std::vector<std::string>> cells{{axes.begin(), axes.end()}};
  for (const char* heading : {"runs", "mAP@.5", "mAP@.5:.95", "time", "memory"}) cells[0].push_back(heading);
  for (const SweepMean& m : sweep_means(rows)) {
    std::vector<std::string>& line = cells.emplace_back(m.policies);
    line.push_back(m.runs == m.of ? std::to_string(m.runs) : std::to_string(m.runs) + " of " + std::to_string(m.of));
    if (m.runs == 0) {
      line.insert(line.end(), 4, "-");
      continue;
    }
    line.push_back(detail::mean_text(m.map50, m.map50_sd, m.runs));
    line.push_back(detail::mean_text(m.map50_95, m.map50_95_sd, m.runs));
    line.push_back(detail::hours_text(m.seconds));
    line.push_back(detail::sweep_number(m.memory_gb, 2) + " GB");
  }
  std::ostringstream text;
  for (const auto& line : cells) {
    for (std::size_t c = 0; c < line.size(); ++c) {
      std::size_t width = 0;
      for (const auto& other : cells) width = std::max(width, other[c].size());
      text << (c > 0 ? "  " : "") << (c < axes.size() ? std::left : std::right) << std::setw(static_cast<int>(width)) << line[c];
    }
    text << "\n";
  }
  for (const SweepRow& row : rows)
    if (!row.failure.empty()) text << row.folder << ": " << row.failure << "\n";
  return text.str();
}

CTYOLO_INLINE std::string sweep_csv(std::span<const std::string> axes, std::span<const SweepRow> rows) {
  std::string text;
  for (const std::string& axis : axes) text += detail::csv_field(axis) + ",";
  text += "seed,map50,map50_95,seconds,memory_gb,state,fingerprint,folder\n";
  for (const SweepRow& row : rows) {
    for (const std::string& policy : row.policies) text += detail::csv_field(policy) + ",";
    text += std::to_string(row.seed);
    for (const double number : {row.map50, row.map50_95, row.seconds, row.memory_gb}) text += "," + shortest(number);
    text += std::string(",") + (row.finished ? "finished" : row.failure.empty() ? "interrupted" : "failed") + "," + row.fingerprint + "," +
            detail::csv_field(row.folder) + "\n";
  }
  return text;
}

}  // namespace ctyolo::inline v0
