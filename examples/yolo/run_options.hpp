// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Options that `yolo.sh train`, `val` and `detect` have in common: where a run writes, what computes.
#pragma once

#include <CLI/CLI.hpp>

#include <string>

namespace yolo {

inline void add_folder_options(CLI::App& app, std::string& project, std::string& name, bool& exist_ok) {
  app.add_option("--project", project, "folder of all runs")->capture_default_str();
  app.add_option("--name", name, "folder of this run; an existing name gets 2, 3, ...")->capture_default_str();
  app.add_flag("--exist-ok", exist_ok, "write into an existing folder");
}

inline void add_compute_options(CLI::App& app, int& threads, std::string& device) {
  app.add_option("--threads", threads, "compute threads; 0: all cores")->capture_default_str();
  app.add_option("--device", device, "cpu")->capture_default_str();
}

}  // namespace yolo
