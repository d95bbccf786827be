// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A logger of one's own: a line of JSON an epoch, and nothing else on the screen.
#include <ctyolo/core/json_text.hpp>
#include <ctyolo/train.hpp>

#include <iostream>

using namespace ctyolo;

/// A hook is a struct with an overload of on() for each event that it wants (hooks/events.hpp lists them).
struct JsonLines {
  using slot = slot::hook;
  std::ostream* out = &std::cout;
  int epochs_without_gain = 0;

  void on(const TrainingStarted& e) { *out << "{\"folder\": " << quoted_json(e.folder) << ", \"parameters\": " << e.parameters << "}" << std::endl; }
  void on(const EpochEnded& e) {
    *out << "{\"epoch\": " << e.epoch << ", \"loss\": " << e.train.total() << ", \"map50_95\": " << e.results.map50_95 << "}" << std::endl;
    epochs_without_gain = e.best ? 0 : epochs_without_gain + 1;
  }
  bool wants_stop() const { return epochs_without_gain >= 30; }  // optional: a hook may end the training
  std::string save() const { return to_text(epochs_without_gain); }  // optional: what a resumed run must know
  void load(const std::string& state) { from_text(state, epochs_without_gain, "JsonLines"); }
};

int main(int argc, char** argv) try {
  if (argc < 2) fail("usage: embed_logger DATA.YAML");
  Trainer<YoloV5n::Classes<Dynamic>, NoDefaultHooks, JsonLines> trainer(JsonLines{.out = &std::clog});
  trainer.fit({.data = argv[1], .epochs = 100, .img = 320});
} catch (const Error& error) {
  std::cerr << error.what() << "\n";
  return 1;
}
