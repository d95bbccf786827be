// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "temporary_folder.hpp"
#include "../test.hpp"
#include "sample_events.hpp"

#include <ctyolo/data/yaml.hpp>
#include <ctyolo/hooks/run_files.hpp>

using namespace ctyolo;

TEST_CASE("hooks/run_files: hyp.yaml, opt.yaml and configuration.txt") {
  const test::TemporaryFolder folder;
  TrainingStarted e = test::started(folder.path());
  e.hyp.lr0 = 0.0123;
  RunFiles{}.on(e);
  CHECK(read_hyp_yaml(folder / "hyp.yaml") == e.hyp);
  CHECK(test::read_text(folder / "opt.yaml") == "epochs: 50\ndata: \"a b: c.yaml\"\n");
  CHECK(test::read_text(folder / "configuration.txt") == "optimizer SGDNesterov\nschedule WarmupCosine\n");
  e.folder = "/no/such/folder";
  CHECK(test::contains(test::error_of([&] { RunFiles{}.on(e); }), "/no/such/folder/hyp.yaml: could not be saved"));
}

TEST_CASE("hooks/run_files: any text comes back from the yaml") {
  const std::vector<std::pair<std::string, std::string>> options = {{"empty", ""},
                                                                    {"plain", "runs/train-1_a.b"},
                                                                    {"blank", " x "},
                                                                    {"dash", "-"},
                                                                    {"dashes", "---"},
                                                                    {"hash", "a #b"},
                                                                    {"quotes", "\"'\\"},
                                                                    {"lines", "a\nb\tc"},
                                                                    {"utf8", "\xc3\xa4\xf0\x9f\x90\xb6"},
                                                                    {"control", "\x01\x7f"},
                                                                    {"list", "[1, 2]"},
                                                                    {"star", "*x"},
                                                                    {"at", "@x"},
                                                                    {"percent", "%x"},
                                                                    {"number", "5e-04"},
                                                                    {"true", "true"},
                                                                    {"path", "C:\\new"}};
  const YAML::Node read = YAML::Load(options_yaml(options));
  REQUIRE(read.size() == options.size());
  for (const auto& [name, value] : options) CHECK(read[name].as<std::string>() == value);
}
