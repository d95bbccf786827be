// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A program beside ours, started without a shell. Tier: spec (std, POSIX).
#pragma once

#include <ctyolo/core/config.hpp>

#include <string>
#include <utility>
#include <vector>

namespace ctyolo::inline v0 {

/// Starts a program by its name through PATH. Its words are handed over as they are: no shell reads them, so there is
/// nothing to quote and nothing to inject. It gets no input, its output goes to a file, and Ctrl-C does not reach it.
/// @code
///   Command copy({"cp", "results.csv", "/backup/results.csv"}, "copy.log");
///   if (const std::string problem = copy.wait(); !problem.empty()) std::cerr << problem << "\n";  // "cp: ended with status 1"
/// @endcode
class Command {
 public:
  /// None: not running, no problem.
  Command() = default;
  /// @param words  the program and its arguments  @param log  its output is appended there; empty: dropped
  explicit Command(const std::vector<std::string>& words, const std::string& log = {});
  Command(Command&& other) noexcept { *this = std::move(other); }
  Command& operator=(Command&& other) noexcept {
    pid_ = std::exchange(other.pid_, 0);
    found_ = other.found_;
    problem_ = std::move(other.problem_);
    name_ = std::move(other.name_);
    return *this;
  }

  /// Whether the program was there to be started.
  bool found() const { return found_; }
  bool running();
  /// Waits for its end. @return empty when it succeeded; else what was wrong, as a clause that names the program
  const std::string& wait();

 private:
  void ended(int status);

  int pid_ = 0;  // 0: nothing runs
  bool found_ = true;
  std::string name_ = {}, problem_ = {};
};

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/io/command.ipp>
#endif
