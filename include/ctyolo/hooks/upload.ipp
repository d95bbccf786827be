// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of hooks/upload.hpp.
#pragma once

#include <ctyolo/hooks/upload.hpp>

#include <filesystem>
#include <iostream>
#include <utility>

namespace ctyolo::inline v0 {

CTYOLO_INLINE Upload::Upload(std::string to, std::vector<std::string> command, std::ostream* warnings)
    : to_(std::move(to)), command_(std::move(command)), warnings_(warnings) {}

CTYOLO_INLINE void Upload::warn(const std::string& text) {
  (warnings_ != nullptr ? *warnings_ : std::cerr) << "upload: " << text << std::endl;
}

CTYOLO_INLINE std::string Upload::results() const {
  for (const char* name : {"/results.csv", "/results.txt"})
    if (std::filesystem::exists(folder_ + name)) return folder_ + name;
  return {};
}

CTYOLO_INLINE Command Upload::start(const std::string& file) {
  std::vector<std::string> words = command_;
  words.push_back(file);
  words.push_back(to_ + "/" + std::filesystem::path(file).filename().string());
  Command command(words, folder_ + "/upload.log");
  if (!command.found() && !missing_) {
    warn(command.wait() + " Nothing is uploaded; the training goes on, its files are in " + folder_);
    missing_ = true;
  }
  return command;
}

CTYOLO_INLINE void Upload::check(const std::string& problem, const std::string& file) {
  if (problem.empty() || missing_) return;
  warn(file + " was not uploaded: " + problem + " (see " + folder_ + "/upload.log)");
  failed_ = true;
}

CTYOLO_INLINE void Upload::on(const EpochEnded&) {
  if (!active() || under_way_.running()) return;  // a slow one skips epochs
  const std::string file = results();
  if (file.empty()) return;
  if (!failed_) check(under_way_.wait(), file);
  under_way_ = start(file);
}

CTYOLO_INLINE void Upload::on(const TrainingEnded& e) {
  if (!active()) return;
  under_way_.wait();
  for (const std::string& file : {results(), e.best, e.last}) {
    if (!file.empty() && active()) check(start(file).wait(), file);
  }
}

}  // namespace ctyolo::inline v0
