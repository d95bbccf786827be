// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Numbers and texts out of bytes that nobody vouches for. Tier: spec (std only).
#pragma once

#include <ctyolo/core/error.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace ctyolo::inline v0 {

/// Text of a stranger as an error shows it: short, quoted, on one line.
inline std::string quoted_for_error(std::string_view text) {
  std::string out = "\"";
  for (const char c : text.substr(0, 60)) out += static_cast<unsigned char>(c) < 32 || c == 127 ? '?' : c;
  return out + (text.size() > 60 ? "...\"" : "\"");
}

/// Walks through bytes, little endian; whatever does not fit is an Error that names the file and the byte.
class ByteReader {
 public:
  /// @param bytes not owned @param name what errors call them
  ByteReader(std::span<const std::byte> bytes, std::string name, std::size_t position = 0)
      : bytes_(bytes), name_(std::move(name)) {
    seek(position);
  }

  std::size_t position() const { return position_; }
  std::size_t remaining() const { return bytes_.size() - position_; }
  const std::string& name() const { return name_; }

  void seek(std::uint64_t position) {
    if (position > bytes_.size()) bad("leads to byte ", position, ", but there are only ", bytes_.size());
    position_ = static_cast<std::size_t>(position);
  }

  /// The next `count` bytes; views of what was given to the constructor.
  std::span<const std::byte> take(std::uint64_t count) {
    if (count > remaining())
      bad("asks for ", count, " bytes, but only ", remaining(), " are left; the file is cut or damaged");
    const auto taken = bytes_.subspan(position_, static_cast<std::size_t>(count));
    position_ += taken.size();
    return taken;
  }
  std::string_view text(std::uint64_t count) {
    const auto taken = take(count);
    return {reinterpret_cast<const char*>(taken.data()), taken.size()};
  }
  /// Up to the next line feed, which is consumed and not returned.
  std::string_view line() {
    const std::string_view rest(reinterpret_cast<const char*>(bytes_.data()) + position_, remaining());
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos) bad("has no end of its line; the file is cut or damaged");
    position_ += end + 1;
    return rest.substr(0, end);
  }
  template <std::unsigned_integral T>
  T number() {
    std::uint64_t value = 0;
    const auto taken = take(sizeof(T));
    for (std::size_t i = taken.size(); i-- > 0;) value = (value << 8) | std::to_integer<std::uint64_t>(taken[i]);
    return static_cast<T>(value);
  }

  template <class... Parts>
  [[noreturn]] void bad(const Parts&... parts) const {
    bad_at(position_, parts...);
  }
  template <class... Parts>
  [[noreturn]] void bad_at(std::size_t position, const Parts&... parts) const {
    fail(name_, ": byte ", position, ": ", parts...);
  }

 private:
  std::span<const std::byte> bytes_;
  std::string name_;
  std::size_t position_ = 0;
};

}  // namespace ctyolo::inline v0
