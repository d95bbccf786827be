// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of io/command.hpp.
#pragma once

#include <ctyolo/io/command.hpp>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;  // NOLINT: POSIX leaves its declaration to the program

namespace ctyolo::inline v0 {

namespace detail {

/// Attributes and files of a child, freed at the end.
struct Spawning {
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_t files;
  Spawning() {
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_init(&files);
  }
  Spawning(const Spawning&) = delete;
  Spawning& operator=(const Spawning&) = delete;
  ~Spawning() {
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
  }
};

}  // namespace detail

CTYOLO_INLINE Command::Command(const std::vector<std::string>& words, const std::string& log) {
  if (words.empty() || words[0].empty()) {
    found_ = false;
    problem_ = "there is no command";
    return;
  }
  name_ = words[0];
  detail::Spawning spawning;
  sigset_t none, usual;
  sigemptyset(&none);
  sigemptyset(&usual);
  for (const int number : {SIGINT, SIGTERM, SIGPIPE, SIGCHLD}) sigaddset(&usual, number);
  posix_spawnattr_setsigmask(&spawning.attributes, &none);
  posix_spawnattr_setsigdefault(&spawning.attributes, &usual);
  posix_spawnattr_setpgroup(&spawning.attributes, 0);
  posix_spawnattr_setflags(&spawning.attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);

  int out = log.empty() ? -1 : ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  if (out < 0) out = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  posix_spawn_file_actions_addopen(&spawning.files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  if (out >= 0) {
    posix_spawn_file_actions_adddup2(&spawning.files, out, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&spawning.files, out, STDERR_FILENO);
  }
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  pid_t pid = 0;
  const int error = ::posix_spawnp(&pid, arguments[0], &spawning.files, &spawning.attributes, arguments.data(), environ);
  if (out >= 0) ::close(out);
  if (error == 0) {
    pid_ = pid;
    return;
  }
  found_ = false;
  if (error == ENOENT) problem_ = name_ + ": no such program; is it installed, and in PATH?";
  else problem_ = name_ + ": cannot be started: " + std::strerror(error);
}

CTYOLO_INLINE bool Command::running() {
  if (pid_ == 0) return false;
  int status = 0;
  const pid_t got = ::waitpid(pid_, &status, WNOHANG);
  if (got == 0) return true;
  ended(got == pid_ ? status : 0);
  return false;
}

CTYOLO_INLINE const std::string& Command::wait() {
  while (pid_ != 0) {
    int status = 0;
    const pid_t got = ::waitpid(pid_, &status, 0);
    if (got < 0 && errno == EINTR) continue;
    ended(got == pid_ ? status : 0);  // another one has waited for it: its end is not known
  }
  return problem_;
}

CTYOLO_INLINE void Command::ended(int status) {
  pid_ = 0;
  if (WIFSIGNALED(status)) problem_ = name_ + ": ended by signal " + std::to_string(WTERMSIG(status));
  else if (WEXITSTATUS(status) != 0) problem_ = name_ + ": ended with status " + std::to_string(WEXITSTATUS(status));
}

}  // namespace ctyolo::inline v0
