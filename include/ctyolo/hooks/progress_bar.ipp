// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of hooks/progress_bar.hpp.
#pragma once

#include <ctyolo/hooks/columns.hpp>
#include <ctyolo/hooks/progress_bar.hpp>

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iostream>
#include <string_view>

namespace ctyolo::inline v0 {

namespace detail {

inline constexpr std::size_t most_warnings_shown = 20;  // of one split; thousands would hide everything else

/// 0:07, 12:34, 1:02:03
inline std::string clock_text(double seconds) {
  if (!(seconds >= 0 && seconds < 1e9)) return "?";
  const auto total = static_cast<long long>(std::lround(seconds));
  const auto two = [](long long n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  const std::string tail = ":" + two(total % 60);
  if (total < 3600) return std::to_string(total / 60) + tail;
  return std::to_string(total / 3600) + ":" + two(total / 60 % 60) + tail;
}

inline bool is_live_terminal() {
  const char* terminal = std::getenv("TERM");
  return ::isatty(STDOUT_FILENO) == 1 && terminal != nullptr && std::string_view(terminal) != "dumb";
}

/// @param r  Results or ClassResult
template <class Numbers>
std::string validation_row(std::string_view name, const Numbers& r) {
  std::string row = columns::right(name, 22);
  for (const int count : {r.images, r.instances}) row += columns::right(std::to_string(count), 11);
  for (const double value : {r.precision, r.recall, r.map50, r.map50_95}) row += columns::right(value, 11, 3);
  return row;
}

}  // namespace detail

CTYOLO_INLINE ProgressBar::ProgressBar() : out_(&std::cout), alive_(detail::is_live_terminal()), width_(ask_terminal) {}

CTYOLO_INLINE int ProgressBar::terminal_columns() const {
  if (width_ != ask_terminal) return width_;
  winsize size{};
  return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

CTYOLO_INLINE void ProgressBar::end_live_row() {
  if (row_open_) *out_ << '\n';
  row_open_ = false;
}

CTYOLO_INLINE void ProgressBar::line(const std::string& text) {
  end_live_row();
  *out_ << text << '\n' << std::flush;
}

CTYOLO_INLINE void ProgressBar::heading(Table table) {
  if (table_ == table) return;
  std::string text;
  if (table == Table::training) {
    line("");
    for (const char* name : {"Epoch", "gpu_mem", "box", "obj", "cls", "total", "targets", "img_size"})
      text += columns::right(name, 10);
  } else {
    text = columns::right("Class", 22);
    for (const char* name : {"Images", "Instances", "P", "R", "mAP50", "mAP50-95"}) text += columns::right(name, 11);
  }
  line(text);
  table_ = table;
}

CTYOLO_INLINE void ProgressBar::on(const Note& e) {
  line(e.text);
  table_ = Table::none;
}

CTYOLO_INLINE void ProgressBar::on(const DatasetChecked& e) {
  const DatasetSummary& s = e.summary;
  line(s.split + ": " + s.path + ": " + std::to_string(s.images) + " images found, " + std::to_string(s.missing) +
       " missing labels, " + std::to_string(s.empty) + " empty, " + std::to_string(s.corrupt) + " corrupt; " +
       std::to_string(s.instances) + " boxes" + (s.from_index ? " (from the index)" : ""));
  const std::size_t shown = std::min(s.warnings.size(), detail::most_warnings_shown);
  for (std::size_t i = 0; i < shown; ++i) line("  " + s.warnings[i]);
  if (s.warnings.size() > shown) line("  ... and " + std::to_string(s.warnings.size() - shown) + " more like these");
  table_ = Table::none;
}

CTYOLO_INLINE void ProgressBar::on(const TrainingStarted& e) {
  last_epoch_ = e.start_epoch - 1;
  line(e.net + ": " + columns::grouped(e.parameters) + " parameters, " + columns::fixed(e.gflops, 1) + " GFLOPs at " +
       std::to_string(e.train_px) + " px");
  line("Optimizer groups: " + std::to_string(e.bias_tensors) + " .bias, " + std::to_string(e.weight_tensors) +
       " conv.weight, " + std::to_string(e.norm_tensors) + " other");
  line("Image sizes " + std::to_string(e.train_px) + " train, " + std::to_string(e.val_px) + " test");
  line("Using " + std::to_string(e.workers) + " dataloader workers");
  line("Logging results to " + e.folder);
  if (e.resumed || e.start_epoch > 0) {
    line("Resuming at epoch " + std::to_string(e.start_epoch) + " of " + std::to_string(e.epochs) + " epochs...");
  } else {
    line("Starting training for " + std::to_string(e.epochs) + " epochs...");
  }
  table_ = Table::none;
}

CTYOLO_INLINE void ProgressBar::on(const BatchDone& e) {
  const bool first = e.batch == 0, last = e.batch + 1 == e.batches;
  const auto now = std::chrono::steady_clock::now();
  if (!last && (!alive_ || (!first && row_open_ && now - drawn_at_ < std::chrono::milliseconds(100)))) return;
  if (!row_open_) heading(Table::training);
  drawn_at_ = now;

  const double done = static_cast<double>(e.batch + 1), all = static_cast<double>(e.batches);
  std::string row = columns::progress(e.epoch, e.epochs, e.memory_gb, e.mean, e.targets, e.img_px);
  row += columns::right(std::to_string(static_cast<int>(100 * done / all)) + "%", 6);
  row += "  " + std::to_string(e.batch + 1) + "/" + std::to_string(e.batches);
  row += "  " + columns::fixed(e.images_per_second, 1) + " img/s  ";
  row +=
      last ? detail::clock_text(e.epoch_seconds) : detail::clock_text(e.epoch_seconds * (all - done) / done) + " left";
  if (!alive_) {
    line(row);
    return;
  }
  // A row that wraps cannot be drawn over: cut it.
  if (const int width = terminal_columns(); width > 1 && row.size() >= static_cast<std::size_t>(width))
    row.resize(static_cast<std::size_t>(width) - 1);
  *out_ << '\r' << row << "\x1b[K" << std::flush;
  row_open_ = true;
  if (last) end_live_row();
}

CTYOLO_INLINE void ProgressBar::on(const Validated& e) {
  const Results& r = e.results;
  heading(Table::validation);
  line(detail::validation_row("all", r));
  if (!e.final_epoch) return;
  if (std::max(r.classes.size(), e.class_names.size()) > 1) {  // of the data, as v7.0; not of those that have labels
    for (const ClassResult& c : r.classes) {
      const auto at = static_cast<std::size_t>(c.cls);
      const std::string name = at < e.class_names.size() ? e.class_names[at] : std::to_string(c.cls);
      line(detail::validation_row(name, c));
    }
  }
  if (r.speed.inference > 0) {
    const auto ms = [](double value) { return columns::fixed(value, 1) + " ms "; };
    line("Speed: " + ms(r.speed.preprocess) + "pre-process, " + ms(r.speed.inference) + "inference, " +
         ms(r.speed.nms) + "NMS an image");
  }
  table_ = Table::none;
}

CTYOLO_INLINE void ProgressBar::on(const EpochEnded& e) { last_epoch_ = e.epoch; }

CTYOLO_INLINE void ProgressBar::on(const TrainingEnded& e) {
  line("");
  const std::string after =
      last_epoch_ < 0 ? "before the end of the first epoch" : "after epoch " + std::to_string(last_epoch_);
  if (e.interrupted && e.last.empty()) {
    line("Stopped " + after + "; no checkpoint was written, so it can only be started again");
  } else if (e.interrupted) {
    line("Stopped " + after + "; continue with --resume " + e.folder);
  } else if (e.stopped_early) {
    line("Stopped early " + after + ": a hook asked for it");
  }
  line(std::to_string(e.epochs_done) + " epochs completed in " + columns::fixed(e.hours, 3) + " hours.");
  if (!e.last.empty()) line("Last weights: " + e.last);
  if (!e.best.empty()) line("Best weights: " + e.best);
  if (e.results.best_epoch >= 0) line("Best epoch: " + std::to_string(e.results.best_epoch));
  line("Results: " + e.folder);
}

}  // namespace ctyolo::inline v0
