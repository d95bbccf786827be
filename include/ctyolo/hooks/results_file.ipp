// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of hooks/results_file.hpp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/core/text.hpp>
#include <ctyolo/hooks/columns.hpp>
#include <ctyolo/hooks/results_file.hpp>
#include <ctyolo/io/atomic_file.hpp>

#include <cerrno>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

namespace ctyolo::inline v0 {

CTYOLO_INLINE std::string ResultsFile::txt_row(const EpochEnded& e) {
  const Results& r = e.results;
  std::string row = columns::progress(e.epoch, e.epochs, e.memory_gb, e.train, e.targets, e.img_px);
  for (const double value : {r.precision, r.recall, r.map50, r.map50_95, r.loss.box, r.loss.obj, r.loss.cls})
    row += columns::right(value, 10, 4);
  return row;
}

CTYOLO_INLINE std::string ResultsFile::csv_heading() {
  std::string heading = columns::right("epoch", 20);
  for (const char* name :
       {"train/box_loss", "train/obj_loss", "train/cls_loss", "metrics/precision", "metrics/recall", "metrics/mAP_0.5",
        "metrics/mAP_0.5:0.95", "val/box_loss", "val/obj_loss", "val/cls_loss", "x/lr0", "x/lr1", "x/lr2"})
    heading += "," + columns::right(name, 20);
  return heading;
}

CTYOLO_INLINE std::string ResultsFile::csv_row(const EpochEnded& e) {
  const Results& r = e.results;
  std::string row = columns::right(e.epoch, 20, 5);
  for (const double value : {e.train.box, e.train.obj, e.train.cls, r.precision, r.recall, r.map50, r.map50_95,
                             r.loss.box, r.loss.obj, r.loss.cls, e.rates.bias, e.rates.weight, e.rates.norm})
    row += "," + columns::right(value, 20, 5);
  return row;
}

/// Makes the file what `text` says; no text, no file.
CTYOLO_INLINE void ResultsFile::File::begin(const std::string& folder) const {
  if (!text.empty()) return write_file_atomically(path(folder), text);
  std::error_code problem;
  std::filesystem::remove(path(folder), problem);
  if (problem) fail(path(folder), ": the file of an older run could not be removed: ", problem.message());
}

/// Goes on with the file as it is, up to its last whole line.
CTYOLO_INLINE void ResultsFile::File::adopt(const std::string& folder) {
  std::ifstream in(path(folder), std::ios::binary);
  text.assign(std::istreambuf_iterator<char>(in), {});
  const std::size_t whole = text.rfind('\n') + 1;  // 0 when there is none
  if (whole == text.size()) return;
  text.resize(whole);
  begin(folder);
}

CTYOLO_INLINE void ResultsFile::File::append(const std::string& folder, const std::string& lines) {
  text += lines;
  std::ofstream out(path(folder), std::ios::binary | std::ios::app);
  if (!(out << lines << std::flush)) {
    const int problem = errno;
    fail(path(folder), ": could not be written: ", std::generic_category().message(problem));
  }
}

CTYOLO_INLINE void ResultsFile::on(const TrainingStarted& e) {
  folder_ = e.folder;
  if (!loaded_ && (e.resumed || e.start_epoch > 0)) {  // resumed from a checkpoint that does not know this hook
    txt_.adopt(folder_);
    csv_.adopt(folder_);
    return;
  }
  if (!loaded_) txt_.text = csv_.text = {};  // the hook may have served a run before
  loaded_ = false;
  txt_.begin(folder_);
  csv_.begin(folder_);
}

CTYOLO_INLINE void ResultsFile::on(const EpochEnded& e) {
  txt_.append(folder_, txt_row(e) + "\n");
  csv_.append(folder_, (csv_.text.empty() ? csv_heading() + "\n" : "") + csv_row(e) + "\n");
}

CTYOLO_INLINE std::string ResultsFile::save() const {
  return std::to_string(txt_.text.size()) + " " + std::to_string(csv_.text.size()) + "\n" + txt_.text + csv_.text;
}

CTYOLO_INLINE std::string ResultsFile::state_of(std::string txt) {
  if (!txt.empty() && !txt.ends_with('\n')) txt += '\n';
  return std::to_string(txt.size()) + " 0\n" + txt;
}

CTYOLO_INLINE void ResultsFile::load(const std::string& state) {
  constexpr const char* what = "the state of ResultsFile in the checkpoint";
  const std::size_t line = state.find('\n'), space = state.find(' ');
  if (line == std::string::npos || space > line) fail(what, " is damaged: it does not begin with two lengths");
  std::size_t txt = 0, csv = 0;
  from_text(state.substr(0, space), txt, what);
  from_text(state.substr(space + 1, line - space - 1), csv, what);
  const std::size_t rest = state.size() - line - 1;
  if (txt > rest || csv != rest - txt) fail(what, " is damaged: lengths ", txt, " and ", csv, ", but ", rest, " bytes");
  txt_.text = state.substr(line + 1, txt);
  csv_.text = state.substr(line + 1 + txt);
  loaded_ = true;
}

}  // namespace ctyolo::inline v0
