// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A row an epoch in results.txt (columns of the seed) and results.csv (columns of YOLOv5 v7.0). Tier: app (POSIX).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/hooks/concepts.hpp>

#include <string>

namespace ctyolo::inline v0 {

/// Both files are complete after every epoch. Their text is in the checkpoint: a resumed run finds them exactly as they
/// were when it was saved, without a torn or surplus row, and also when they are gone.
/// @throws Error in one line when a file cannot be written
class ResultsFile {
 public:
  using slot = slot::hook;

  void on(const TrainingStarted& e);
  void on(const EpochEnded& e);

  std::string save() const;
  void load(const std::string& state);
  /// What save() says of a run that has this text in results.txt and no results.csv. @param txt  a last line without end gets one
  static std::string state_of(std::string txt);

  /// The row of an epoch, without the end of line: 15 columns.
  static std::string txt_row(const EpochEnded& e);
  /// 14 columns: x/lr0 is the rate of the biases, x/lr1 of the weights, x/lr2 of the norms (YOLOv5's order of groups).
  static std::string csv_row(const EpochEnded& e);
  static std::string csv_heading();

 private:
  struct File {
    const char* name;
    std::string text;  // all of it, as it is on the disk

    std::string path(const std::string& folder) const { return folder + "/" + name; }
    void begin(const std::string& folder) const;
    void adopt(const std::string& folder);
    void append(const std::string& folder, const std::string& lines);
  };

  std::string folder_;
  File txt_{"results.txt", {}}, csv_{"results.csv", {}};
  bool loaded_ = false;
};
static_assert(Hook<ResultsFile>);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/hooks/results_file.ipp>
#endif
