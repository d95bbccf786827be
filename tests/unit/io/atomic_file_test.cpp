// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "../test.hpp"
#include "temporary_folder.hpp"

#include <ctyolo/io/atomic_file.hpp>

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <thread>
#include <vector>

using namespace ctyolo;
using test::contains;

namespace {

std::size_t files_in(const std::string& folder) {
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder)) ++count;
  return count;
}

/// Runs `action` in a child process, so that limits and identities of this one stay; true when it returned true.
template <class Action>
bool in_child(Action&& action) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(action() ? 0 : 1);
  int status = 0;
  return ::waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

TEST_CASE("io/atomic_file: pieces become one file, and replace an older one") {
  const test::TemporaryFolder folder;
  const std::string path = folder / "a.bin";
  const std::string one = "one,", two = "two";
  const std::array pieces = {std::as_bytes(std::span(one)), std::span<const std::byte>{},
                             std::as_bytes(std::span(two))};
  write_file_atomically(path, pieces);
  CHECK(test::read_text(path) == "one,two");
  write_file_atomically(path, "x");
  CHECK(test::read_text(path) == "x");
  write_file_atomically(path, "");
  CHECK(test::read_text(path).empty());
  CHECK(std::filesystem::exists(path));
  CHECK(files_in(folder.path()) == 1);
}

TEST_CASE("io/atomic_file: a leftover of a killed process is taken over, permissions are kept") {
  const test::TemporaryFolder folder;
  const std::string path = folder / "a.txt";
  test::write_text(path, "old");
  ::chmod(path.c_str(), 0640);
  test::write_text(path + ".tmp", "a longer text that a killed process left behind");
  write_file_atomically(path, "new");
  CHECK(test::read_text(path) == "new");
  CHECK(files_in(folder.path()) == 1);
  struct stat now {};
  REQUIRE(::stat(path.c_str(), &now) == 0);
  CHECK((now.st_mode & 07777) == 0640);
}

TEST_CASE("io/atomic_file: several writers of one path take turns") {
  const test::TemporaryFolder folder;
  const std::string path = folder / "a.bin";
  std::vector<std::thread> writers;
  for (int w = 0; w < 4; ++w) {
    writers.emplace_back([&path, w] {
      const std::string text(100000, static_cast<char>('a' + w));
      for (int i = 0; i < 10; ++i) write_file_atomically(path, text);
    });
  }
  for (auto& writer : writers) writer.join();
  const std::string text = test::read_text(path);
  CHECK(text == std::string(100000, text.at(0)));
  CHECK(files_in(folder.path()) == 1);
}

TEST_CASE("io/atomic_file: too large a file leaves the older one and nothing else") {
  const test::TemporaryFolder folder;
  const std::string path = folder / "last.safetensors";
  write_file_atomically(path, "old");
  const std::string report = folder / "report";
  CHECK(in_child([&] {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{.rlim_cur = 1 << 20, .rlim_max = 1 << 20};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    test::write_text(report, test::error_of([&] { write_file_atomically(path, std::string(12'300'000, 'x')); }));
    return true;
  }));
  const std::string said = test::read_text(report);
  CHECK(said == path + ": could not be saved: File too large (12.3 MB needed); the previous file is untouched");
  CHECK(test::read_text(path) == "old");
  CHECK(files_in(folder.path()) == 2);  // and the report
}

TEST_CASE("io/atomic_file: no folder, no permission, a folder in the way") {
  const test::TemporaryFolder folder;
  CHECK(test::error_of([&] { write_file_atomically(folder / "no/a.txt", "x"); }) ==
        folder / "no/a.txt" + ": could not be saved: No such file or directory");

  std::filesystem::create_directory(folder / "there");
  CHECK(contains(test::error_of([&] { write_file_atomically(folder / "there", "x"); }), "Is a directory"));
  CHECK(files_in(folder.path()) == 1);

  std::filesystem::create_directory(folder / "shut");
  test::write_text(folder / "shut/a.txt", "old");
  ::chmod((folder / "shut").c_str(), 0555);
  ::chmod(folder.path().c_str(), 0755);
  CHECK(in_child([&] {
    if (::geteuid() == 0 && ::setuid(65534) != 0) return false;
    const std::string said = test::error_of([&] { write_file_atomically(folder / "shut/a.txt", "x"); });
    return contains(said, "Permission denied; the previous file is untouched");
  }));
  CHECK(test::read_text(folder / "shut/a.txt") == "old");
  ::chmod((folder / "shut").c_str(), 0755);
}
