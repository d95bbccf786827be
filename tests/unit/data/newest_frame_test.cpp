// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The newest frame of a source, with sources that need no camera.
#include "test.hpp"
#include "temporary_folder.hpp"

#include <ctyolo/data/newest_frame.hpp>

#include <atomic>
#include <memory>
#include <semaphore>
#include <vector>

using namespace ctyolo;
using namespace std::chrono_literals;

namespace {

/// Frames of one pixel, 1, 2, 3, ..., each when the test lets it come; -1 in `script` is a lost signal, -2 an Error. After
/// the script every read fails.
class Scripted {
 public:
  struct State {
    std::vector<int> script;
    std::vector<bool> reopens = {};  ///< answers, one after the other; then no
    int announced = 0;
    double fps = 30;
    bool waits = false;  ///< for `go` before each frame
    std::counting_semaphore<100> go{0};
    std::atomic<std::size_t> read = 0, reopened = 0;
  };
  explicit Scripted(std::shared_ptr<State> state) : state_(std::move(state)) {}

  bool read(cv::Mat& frame) {
    if (state_->waits) state_->go.acquire();
    const std::size_t at = state_->read++;
    if (at >= state_->script.size() || state_->script[at] == -1) return false;
    if (state_->script[at] == -2) fail("the cable is out");
    frame = cv::Mat(1, 1, CV_8U, cv::Scalar(state_->script[at]));
    return true;
  }
  bool reopen() {
    const std::size_t at = state_->reopened++;
    return at < state_->reopens.size() && state_->reopens[at];
  }
  int announced() const { return state_->announced; }
  double fps() const { return state_->fps; }

 private:
  std::shared_ptr<State> state_;
};
static_assert(FrameReader<Scripted>);

using Source = NewestFrame<Scripted>;

std::shared_ptr<Scripted::State> state_of(std::vector<int> script) {
  auto state = std::make_shared<Scripted::State>();
  state->script = std::move(script);
  return state;
}

int value(const cv::Mat& frame) { return frame.at<unsigned char>(0, 0); }

/// All frames until the end, by one who looks as fast as he can.
std::vector<int> all_of(Source& source) {
  std::vector<int> values;
  cv::Mat frame;
  for (Next next; (next = source.next(frame, 1s)) != Next::end;)
    if (next == Next::frame) values.push_back(value(frame));
  return values;
}

}  // namespace

TEST_CASE("data/newest_frame: who comes late sees the last frame, each frame once, and the last one before the end") {
  const auto state = state_of({1, 2, 3, 4, 5, 6});
  state->waits = true;
  Source source{Scripted(state)};
  cv::Mat frame;
  CHECK(source.next(frame, 0ms) == Next::nothing);
  state->go.release(4);
  while (source.came() < 4) std::this_thread::yield();
  CHECK(source.next(frame, 0ms) == Next::frame);
  CHECK(value(frame) == 4);
  const cv::Mat kept = frame;
  CHECK(source.next(frame, 1ms) == Next::nothing);
  state->go.release();
  CHECK(source.next(frame, 10s) == Next::frame);
  CHECK(value(frame) == 5);
  CHECK(value(kept) == 4);  // nobody writes into what was given away
  state->go.release(2);
  while (state->read < 7) std::this_thread::yield();
  CHECK(source.next(frame, 10s) == Next::frame);
  CHECK(value(frame) == 6);
  CHECK(source.next(frame, 10s) == Next::end);
  CHECK(source.next(frame, 10s) == Next::end);
  CHECK(source.came() == 6);
}

TEST_CASE("data/newest_frame: a lost signal is looked for again, but not where nothing comes") {
  SUBCASE("it comes back") {
    const auto state = state_of({1, -1, 2, -1, 3});
    state->reopens = {true, true};
    Source source{Scripted(state)};
    const std::vector<int> values = all_of(source);
    CHECK(values.back() == 3);
    CHECK(source.came() == 3);
    CHECK(state->reopened == 3);
  }
  SUBCASE("nobody answers") {
    const auto state = state_of({1, -1, 2});
    Source source{Scripted(state)};
    CHECK(all_of(source) == std::vector<int>{1});
    CHECK(state->reopened == 1);
  }
  SUBCASE("somebody answers, but no frame comes") {
    const auto state = state_of({1, -1, -1, 2});
    state->reopens = {true, true, true};
    Source source{Scripted(state)};
    CHECK(all_of(source) == std::vector<int>{1});
    CHECK(state->reopened == 1);
  }
  SUBCASE("a recording just ends") {
    const auto state = state_of({1});
    state->announced = 1, state->fps = 1000;
    state->reopens = {true};
    Source source{Scripted(state)};
    CHECK(all_of(source) == std::vector<int>{1});
    CHECK(state->reopened == 0);
  }
}

TEST_CASE("data/newest_frame: a recording keeps its pace") {
  const auto state = state_of({1, 2, 3, 4, 5});
  state->announced = 5, state->fps = 50;
  const auto begin = std::chrono::steady_clock::now();
  Source source{Scripted(state)};
  const std::vector<int> values = all_of(source);
  CHECK(std::chrono::steady_clock::now() - begin >= 99ms);  // the fifth frame is over after 5 / 50 s
  CHECK(values.back() == 5);
  CHECK(source.came() == 5);
}

TEST_CASE("data/newest_frame: what the reader throws comes to who looks, after the last frame") {
  Source source{Scripted(state_of({1, -2}))};
  cv::Mat frame;
  CHECK(source.next(frame, 10s) == Next::frame);
  CHECK(test::error_of([&] { source.next(frame, 10s); }) == "the cable is out");
  CHECK(source.next(frame, 10s) == Next::end);
}

TEST_CASE("data/newest_frame: it can be left at any time") {
  const auto begin = std::chrono::steady_clock::now();
  {
    const auto state = state_of(std::vector<int>(1000, 7));
    state->announced = 1000, state->fps = 0.01;  // the next frame is due in 100 s
    Source source{Scripted(state)};
    cv::Mat frame;
    CHECK(source.next(frame, 10s) == Next::frame);
    CHECK(source.next(frame, 0ms) == Next::nothing);
  }
  CHECK(std::chrono::steady_clock::now() - begin < 50s);
}
