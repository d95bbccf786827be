// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of io/atomic_file.hpp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/io/atomic_file.hpp>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

namespace ctyolo::inline v0 {

namespace detail {

/// Calls until a signal no longer interrupts.
template <class Call>
auto uninterrupted(Call&& call) {
  auto result = call();
  while (result < 0 && errno == EINTR) result = call();
  return result;
}

/// The temporary file beside the one that is to be replaced. Unless renamed it is removed again.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& target) : name_(target + ".tmp") {
    // One fixed name, locked while in use: what a killed process left is taken over instead of piling up. A writer that
    // waited for the lock may hold a file that has been renamed meanwhile; then it begins again.
    do {
      close();
      file_ = uninterrupted([&] { return ::open(name_.c_str(), O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0666); });
      if (file_ < 0) return;
      uninterrupted([&] { return ::flock(file_, LOCK_EX); });  // a file system without locks: go on without
    } while (!is_current());
    if (struct stat old{}; ::stat(target.c_str(), &old) == 0) static_cast<void>(::fchmod(file_, old.st_mode & 07777));
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() {
    if (file_ >= 0 && !renamed_) ::unlink(name_.c_str());
    close();
  }

  bool is_open() const { return file_ >= 0; }
  bool clear() {
    return uninterrupted([&] { return ::ftruncate(file_, 0); }) == 0;
  }
  bool write(std::span<const std::byte> piece) {
    while (!piece.empty()) {
      const auto written = uninterrupted([&] { return ::write(file_, piece.data(), piece.size()); });
      if (written < 0) return false;
      if (written == 0) return errno = ENOSPC, false;  // never for a file; without this it would be for ever
      piece = piece.subspan(static_cast<std::size_t>(written));
    }
    return true;
  }
  bool sync() {
    return uninterrupted([&] { return ::fsync(file_); }) == 0;
  }
  bool rename_to(const std::string& target) { return renamed_ = ::rename(name_.c_str(), target.c_str()) == 0; }

 private:
  bool is_current() const {
    struct stat mine = {};
    struct stat named = {};
    return ::fstat(file_, &mine) == 0 && ::stat(name_.c_str(), &named) == 0 && mine.st_ino == named.st_ino &&
           mine.st_dev == named.st_dev;
  }
  void close() {
    if (file_ >= 0) ::close(file_);  // also gives the lock back
    file_ = -1;
  }

  std::string name_;
  int file_ = -1;
  bool renamed_ = false;
};

/// A rename is on the disk when its folder is. Some file systems cannot do that; the file itself is complete anyway.
inline void sync_folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  const int file = uninterrupted([&] { return ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); });
  if (file < 0) return;
  uninterrupted([&] { return ::fsync(file); });
  ::close(file);
}

[[noreturn]] inline void fail_to_save(const std::string& path, int problem, std::size_t bytes) {
  std::string needed;
  if (problem == ENOSPC || problem == EFBIG || problem == EDQUOT) {
    char text[48];
    const double size = static_cast<double>(bytes);
    if (bytes < 1000000)
      std::snprintf(text, sizeof text, " (%.1f kB needed)", size / 1e3);
    else
      std::snprintf(text, sizeof text, " (%.1f MB needed)", size / 1e6);
    needed = text;
  }
  const bool older = ::access(path.c_str(), F_OK) == 0;
  fail(path, ": could not be saved: ", std::generic_category().message(problem), needed,
       older ? "; the previous file is untouched" : "");
}

}  // namespace detail

CTYOLO_INLINE void write_file_atomically(const std::string& path, std::span<const std::span<const std::byte>> pieces) {
  std::size_t bytes = 0;
  for (const auto& piece : pieces) bytes += piece.size();
  int problem = 0;
  {
    detail::TemporaryFile file(path);
    bool good = file.is_open() && file.clear();
    for (const auto& piece : pieces) good = good && file.write(piece);
    good = good && file.sync() && file.rename_to(path);
    if (!good) problem = errno;  // before anything else is called
  }
  if (problem != 0) detail::fail_to_save(path, problem, bytes);
  detail::sync_folder_of(path);
}

CTYOLO_INLINE void write_file_atomically(const std::string& path, std::string_view text) {
  const auto bytes = std::as_bytes(std::span(text.data(), text.size()));
  write_file_atomically(path, std::span(&bytes, 1));
}

}  // namespace ctyolo::inline v0
