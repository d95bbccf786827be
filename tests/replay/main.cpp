// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Recomputes a case from its file: replay CASE.safetensors OUT.safetensors. Kinds, tensors, options: docs/replay.md.
#include "compare.hpp"
#include "kinds.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <optional>

using namespace replay;

namespace {

void write(const std::string& path, const Case& c, const Kind& kind, const Results& results) {
  std::map<std::string, std::string> metadata = c.used_options();
  metadata["kind"] = kind.name;
  for (const auto& [name, value] : results.numbers) metadata[name] = to_text(value);
  std::vector<TensorRecord> records;
  for (const Results::Tensor& t : results.tensors)
    records.push_back({t.name, t.dtype, {t.sides.begin(), t.sides.end()}, t.bytes});
  write_safetensors(path, records, metadata);
}

std::map<std::string, std::string> settings_of(const std::vector<std::string>& pairs) {
  std::map<std::string, std::string> settings;
  for (const std::string& pair : pairs) {
    const std::size_t at = pair.find('=');
    if (at == std::string::npos || at == 0) fail("--set ", pair, ": expected KEY=VALUE");
    settings[pair.substr(0, at)] = pair.substr(at + 1);
  }
  return settings;
}

/// @return the process's exit code
int replay_case(const Case& c, const std::string& asked, const std::string& out, bool comparing, std::optional<double> limit) {
  const Kind& kind = kind_of(c, asked);
  Results results;
  kind.run(c, results);
  for (const auto& [key, value] : c.settings())
    if (!c.used_options().contains(key)) fail(c.path(), ": option ", key, ": expected one that kind ", kind.name, " knows");
  if (!out.empty()) write(out, c, kind, results);
  if (!comparing) return 0;
  std::printf("%s: %s\n", c.path().c_str(), kind.name.c_str());
  const Comparison all = compare(c, results, limit);
  std::fflush(stdout);
  if (all.within + all.over + all.skipped == 0) fail(c.path(), ": expected results to compare with, there are none");
  if (all.over > 0) fail(c.path(), ": ", all.over, " of ", all.within + all.over, " results are over their limits");
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Recomputes a case of docs/replay.md and writes the results under the case's own names.");
  std::string path, out, asked;
  std::vector<std::string> pairs;
  bool comparing = false, listing = false;
  std::optional<double> limit;
  app.add_option("CASE", path, "safetensors file of the inputs, and of the expected results if they are known");
  app.add_option("OUT", out, "safetensors file to write; may be left out with --compare");
  app.add_option("--kind", asked, "instead of the case's own");
  app.add_option("--set", pairs, "KEY=VALUE: an option, instead of the metadata's");
  app.add_flag("--compare", comparing, "print by how much the case's results differ; exit code 1 where that is too much");
  app.add_option("--limit", limit, "largest difference over the largest number of a tensor, instead of the kind's limits");
  app.add_flag("--kinds", listing, "print the kinds");
  try {
    app.parse(argc, argv);
    if (listing) {
      for (const Kind& kind : all_kinds()) std::puts(kind.name.c_str());
      return 0;
    }
    if (path.empty() || (out.empty() && !comparing))
      fail("expected CASE.safetensors OUT.safetensors, or CASE.safetensors --compare");
    if (limit && !comparing) fail("--limit: expected together with --compare");
    return replay_case(Case(path, settings_of(pairs)), asked, out, comparing, limit);
  } catch (const CLI::ParseError& e) {
    if (e.get_exit_code() == 0) return app.exit(e);
    std::fprintf(stderr, "replay: %s\n", e.what());
  } catch (const std::exception& e) {
    std::string text = e.what();  // a library's own sentence does not know the file; OpenCV's have several lines
    std::replace(text.begin(), text.end(), '\n', ' ');
    std::fprintf(stderr, "replay: %s%s\n", path.empty() || text.find(path) != std::string::npos ? "" : (path + ": ").c_str(),
                 text.c_str());
  }
  return 1;
}
