// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// All that makes a training what it is, as values that can be printed and compared. Tier: spec (std only).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/core/row_facts.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace ctyolo::inline v0 {

/// Names and values as text, in a fixed order.
using Facts = std::vector<std::pair<std::string, std::string>>;

/// A kind of policy, and what gives the name of the one that was chosen.
struct NamedPolicy {
  const char* kind;
  std::string (*name)();
};
Facts facts_of(std::span<const NamedPolicy> policies);

/// A trainer and its options (train/describe.hpp makes it).
struct Configuration {
  std::string net;                ///< "YoloV5n::Classes<3>"
  std::string net_name;           ///< "YoloV5n"
  int classes = 0;
  int img_px = 640;               ///< training size, for which the rows' sizes and FLOPs are given
  std::int64_t parameters = 0;
  double gflops = 0;              ///< convolutions of one picture, a multiplication and an addition counted as two
  std::string groups;             ///< "60 .bias, 63 conv.weight, 57 other": the optimizer's tensors
  std::vector<RowFacts> rows;
  Facts policies;                 ///< kind, type; settings in braces: "Adam{beta2 = 0.999, eps = 1e-08}"
  Facts hyp, options;

  /// What decides a run's result: net, policies, hyper-parameters, options. Not its place, threads or machine; not what
  /// the data files hold, which are only named. 16 hexadecimal digits.
  std::string fingerprint() const;
  /// A line a fact, then the table of rows.
  std::string text() const;
  /// The same as one JSON object: net, layers, policies, hyp, options, fingerprint.
  std::string json() const;
};

/// The table of rows, as YOLOv5 prints it, with sizes and GFLOPs.
std::string rows_table(const Configuration& c);

/// A line for each fact that differs, "optimizer: SGDNesterov -> Adam"; empty when nothing does.
std::string diff(const Configuration& a, const Configuration& b);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/train/configuration.ipp>
#endif
