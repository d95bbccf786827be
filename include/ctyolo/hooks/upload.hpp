// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Sends a run's files away while it trains. Tier: app (POSIX).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/hooks/concepts.hpp>
#include <ctyolo/io/command.hpp>

#include <iosfwd>
#include <string>
#include <vector>

namespace ctyolo::inline v0 {

/// results.csv after each epoch, beside the training; at the end once more, and best and last weights, which is waited
/// for. A command of your choice does it, called with two words more: the file, and `to`/NAME. What it prints goes to
/// upload.log in the run's folder. Whatever goes wrong with it is a warning: the training and its files are not touched.
/// @code
///   Trainer<YoloV5n, Upload> trainer{Upload("gs://bucket/exp7")};                          // gsutil cp FILE gs://bucket/exp7/NAME
///   Trainer<YoloV5n, Upload> other{Upload("s3://bucket/exp7", {"aws", "s3", "cp"})};
/// @endcode
class Upload {
 public:
  using slot = slot::hook;

  /// Sends nothing.
  Upload() = default;
  /// @param to        a place that the command understands, without a slash at its end
  /// @param warnings  must outlive the hook; none: standard error
  explicit Upload(std::string to, std::vector<std::string> command = {"gsutil", "cp"}, std::ostream* warnings = nullptr);

  void on(const TrainingStarted& e) { folder_ = e.folder; }
  void on(const EpochEnded& e);
  void on(const TrainingEnded& e);

 private:
  bool active() const { return !to_.empty() && !missing_; }
  Command start(const std::string& file);
  void warn(const std::string& text);
  void check(const std::string& problem, const std::string& file);
  std::string results() const;

  std::string to_ = {}, folder_ = {};
  std::vector<std::string> command_ = {};
  std::ostream* warnings_ = nullptr;
  Command under_way_;
  bool missing_ = false, failed_ = false;  // said so already
};
static_assert(Hook<Upload>);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/hooks/upload.ipp>
#endif
