// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of io/run_folder.hpp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/io/run_folder.hpp>

#include <sys/stat.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

namespace ctyolo::inline v0 {

CTYOLO_INLINE std::string make_run_folder(const std::string& project, const std::string& name, bool exist_ok) {
  namespace fs = std::filesystem;
  if (name.empty()) fail("the run has no name: it is needed for the folder below ", project.empty() ? "." : project);
  const fs::path first = fs::path(project) / name;
  std::error_code problem;
  if (const fs::path parent = first.parent_path(); !parent.empty()) fs::create_directories(parent, problem);
  if (problem)
    fail(first.parent_path().string(), ": could not be made: ", problem.message(), "; choose another project folder");

  constexpr int limit = 100000;
  for (int number = 1; number < limit; ++number) {
    const std::string folder = first.string() + (number == 1 ? "" : std::to_string(number));
    if (::mkdir(folder.c_str(), 0777) == 0) return folder;
    if (errno != EEXIST) {
      fail(folder, ": could not be made: ", std::generic_category().message(errno), "; choose another project folder");
    }
    if (exist_ok) {
      if (!fs::is_directory(folder, problem)) fail(folder, ": exists and is not a folder; choose another name");
      return folder;
    }
  }
  fail(first.string(), " to ", first.string(), limit - 1, " all exist; choose another name");
}

}  // namespace ctyolo::inline v0
