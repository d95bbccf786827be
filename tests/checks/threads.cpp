// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Proves that two compute threads work at once, in our parallel_for and in LibTorch's operators.
#include <ctyolo/backend/torch.hpp>

#include <ctyolo/backend/parallel.hpp>

#include <ATen/Parallel.h>
#include <ATen/ops/ones.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

int failures = 0;

void expect(bool ok, const char* what) {
  std::printf("%s %s\n", ok ? "ok  " : "FAIL", what);
  failures += ok ? 0 : 1;
}

/// Each of two pieces waits until the other has begun: one thread alone would wait in vain.
void pieces_meet() {
  std::atomic<int> begun = 0;
  std::atomic<bool> met = true;
  std::thread::id ids[2];
  const auto start = Clock::now();
  ctyolo::parallel_for(0, 2, 1, [&](std::int64_t from, std::int64_t) {
    ids[from] = std::this_thread::get_id();
    ++begun;
    while (begun < 2)
      if (seconds_since(start) > 20) { met = false; break; }
  });
  expect(ctyolo::compute_threads() == 2, "parallel_for has two threads to use");
  expect(met && begun == 2, "its two pieces run at the same time");
  expect(ids[0] != ids[1] && ids[1] != std::thread::id{}, "on two threads");
}

/// CPU ticks of each thread of this process so far. Time on the clock would tell less on a busy machine.
std::map<std::string, long> ticks() {
  std::map<std::string, long> result;
  for (const auto& task : std::filesystem::directory_iterator("/proc/self/task")) {
    std::ifstream file(task.path() / "stat");
    std::string text((std::istreambuf_iterator<char>(file)), {});
    const char* p = text.c_str() + text.rfind(')') + 2;  // the name may hold anything
    for (int field = 3; field < 14; ++field) p = std::char_traits<char>::find(p, text.size(), ' ') + 1;
    result[task.path().filename()] = std::atol(p);
  }
  return result;
}

/// Works for about two seconds of CPU time; true when a second thread did a good part of it.
template <class F>
bool shared_by_two(F&& work) {
  work();  // the threads start here
  const auto before = ticks();
  long total = 0, first = 0, second = 0;
  for (const auto start = Clock::now(); total < 200 && seconds_since(start) < 60;) {
    work();
    total = first = second = 0;
    for (const auto& [task, now] : ticks()) {
      const auto it = before.find(task);
      const long spent = now - (it == before.end() ? 0 : it->second);
      total += spent;
      if (spent > first) { second = first; first = spent; }
      else if (spent > second) second = spent;
    }
  }
  std::printf("     ticks: %ld and %ld of %ld\n", first, second, total);
  return total >= 200 && second * 4 >= total;
}

}  // namespace

int main() {
  if (std::thread::hardware_concurrency() < 2) {
    std::puts("skipped: this machine has one core");
    return 77;
  }
  // Left alone, LibTorch counts physical cores and sets OpenMP to as many: one, where two are one core's hyperthreads.
  at::set_num_threads(2);
  pieces_meet();

  std::vector<float> numbers(1 << 22, 1.0001F);
  expect(shared_by_two([&] {
    ctyolo::parallel_for(0, static_cast<std::int64_t>(numbers.size()), 4096, [&](std::int64_t from, std::int64_t to) {
      for (auto i = from; i < to; ++i) { float& x = numbers[static_cast<std::size_t>(i)]; x = x * x / (x + 1e-3F); }
    });
  }), "parallel_for shares the work");

  expect(at::get_num_threads() == 2, "LibTorch counts two threads");
  const auto a = at::ones({1 << 22});
  expect(shared_by_two([&] { a.exp().log(); }), "LibTorch's own operators share the work");

  std::set<std::thread::id> ids;
  at::parallel_for(0, 2, 1, [&](std::int64_t, std::int64_t) {
#pragma omp critical
    ids.insert(std::this_thread::get_id());
  });
  expect(ids.size() == 2, "at::parallel_for, a template compiled here, uses two");

  // A loader's thread starts with its own settings.
  std::thread([] { expect(ctyolo::compute_threads() == 2, "a new thread has two to use as well"); }).join();
  return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
