// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// One training step (forward, loss, backward, optimizer, average) on made-up pictures: step BACKEND SIZE IMG BATCH STEPS THREADS
// Prints the median and the smallest in milliseconds, the largest memory of the process in MB, GFLOPs of a picture forward,
// and of a backend that plans its memory: MB of maps that lie there from forward to backward, and of all its maps and gradients.
#include <ctyolo/ctyolo.hpp>

#include <ATen/ops/empty.h>

#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

using namespace ctyolo;

namespace {

template <class Model, class B>
void measure(int img_px, int batch, int steps) {
  Learner<Model, Chosen<Model, B>> learner({.seed = 1}, {}, {}, {});
  at::Tensor bytes = at::empty({batch, 3, img_px, img_px}, at::kByte);
  Random random({.seed = 5});
  for (auto* p = bytes.data_ptr<std::uint8_t>(), *end = p + bytes.numel(); p != end; ++p) *p = static_cast<std::uint8_t>(random.below(256));
  std::vector<Target> targets;
  for (int i = 0; i < batch * 12; ++i) {
    const auto in = [&](double low, double high) { return static_cast<float>(random.uniform(low, high)); };
    targets.push_back({.image = i % batch, .cls = i % 3, .x = in(0.1, 0.9), .y = in(0.1, 0.9), .w = in(0.05, 0.3), .h = in(0.05, 0.3)});
  }
  const Hyp hyp{};
  std::vector<double> seconds;
  for (int i = 0; i < steps + 2; ++i) {
    Stopwatch clock;
    learner.learn(B::image(bytes), targets, hyp, img_px);
    learner.step({.weight = 0.001, .norm = 0.001, .bias = 0.001, .momentum = 0.937}, 5e-4, 0, i + 1);
    if (i >= 2) seconds.push_back(clock.lap());
  }
  std::sort(seconds.begin(), seconds.end());
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  double saved = 0, all = 0;
  if constexpr (WholeNetBackend<B>) {
    typename B::template Whole<Model> whole;
    whole.forward(learner.net().parameters(), {Model::Generation::norm, true}, B::image(bytes));
    saved = static_cast<double>(whole.saved_bytes()) / 1e6;
    all = static_cast<double>(whole.arena_bytes()) / 1e6;
  }
  std::printf("%.1f %.1f %.0f %.4f %.1f %.1f\n", seconds[seconds.size() / 2] * 1e3, seconds[0] * 1e3, static_cast<double>(usage.ru_maxrss) / 1024,
              static_cast<double>(Model::flops(img_px, img_px)) / 1e9, saved, all);
}

template <class B>
void measure(const std::string& size, int img_px, int batch, int steps) {
  if (size == "n") measure<YoloV5n::Classes<3>, B>(img_px, batch, steps);
  else if (size == "s") measure<YoloV5s::Classes<3>, B>(img_px, batch, steps);
  else measure<YoloV5m::Classes<3>, B>(img_px, batch, steps);
}

}  // namespace

int main(int count, char** words) {
  if (count != 7) return std::fputs("step OneDnn|OneDnnLean|OneDnnBF16|Aten n|s|m IMG BATCH STEPS THREADS\n", stderr), 1;
  set_compute_threads(std::atoi(words[6]));
  const std::string backend = words[1];
  if (backend == "Aten") measure<Aten>(words[2], std::atoi(words[3]), std::atoi(words[4]), std::atoi(words[5]));
  else if (backend == "OneDnnBF16") measure<BackendIn<OneDnn, BF16>>(words[2], std::atoi(words[3]), std::atoi(words[4]), std::atoi(words[5]));
  else if (backend == "OneDnnLean") measure<OneDnnLean>(words[2], std::atoi(words[3]), std::atoi(words[4]), std::atoi(words[5]));
  else measure<OneDnn>(words[2], std::atoi(words[3]), std::atoi(words[4]), std::atoi(words[5]));
}
