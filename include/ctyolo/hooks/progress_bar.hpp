// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The run on the screen, as YOLOv5 shows it. Tier: app (POSIX).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/hooks/concepts.hpp>

#include <chrono>
#include <cstdint>
#include <iosfwd>
#include <string>

namespace ctyolo::inline v0 {

/// Prints the network, the data, a row an epoch and a row a validation. On a terminal the epoch's row is alive: batches
/// done, images a second, time left; redrawn at most ten times a second. In a file or a pipe it is one plain line.
/// This hook and the warnings of Upload are all that the library prints.
class ProgressBar {
 public:
  using slot = slot::hook;

  /// Standard output; alive when that is a terminal.
  ProgressBar();
  /// @param out    must outlive the hook
  /// @param alive  redraw the row during the epoch
  /// @param width  columns of the terminal; 0: any
  explicit ProgressBar(std::ostream& out, bool alive = false, int width = 0)
      : out_(&out), alive_(alive), width_(width) {}

  void on(const Note& e);
  void on(const DatasetChecked& e);
  void on(const TrainingStarted& e);
  void on(const BatchDone& e);
  void on(const Validated& e);
  void on(const EpochEnded& e);
  void on(const TrainingEnded& e);

 private:
  enum class Table : std::uint8_t { none, training, validation };
  static constexpr int ask_terminal = -1;

  void line(const std::string& text);
  void heading(Table table);
  void end_live_row();
  int terminal_columns() const;

  std::ostream* out_;
  bool alive_ = false;
  int width_ = 0;
  Table table_ = Table::none;  // whose heading stands above
  bool row_open_ = false;      // a live row that has no end of line yet
  std::chrono::steady_clock::time_point drawn_at_{};
  int last_epoch_ = -1;  // the last complete one
};
static_assert(Hook<ProgressBar>);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/hooks/progress_bar.ipp>
#endif
