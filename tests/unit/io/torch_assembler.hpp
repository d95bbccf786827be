// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Helpers of the tests of Python's checkpoints: pickles and ZIP archives put together by hand.
#pragma once

#include <ctyolo/io/zip_archive.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace test {

inline std::span<const std::byte> span_of(const std::string& text) { return std::as_bytes(std::span(text)); }

inline std::string little(std::uint64_t value, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out += i < 8 ? static_cast<char>(value >> (8 * i) & 255) : '\0';
  return out;
}

/// Each function gives the instructions that leave one value on the stack.
namespace pickle {

using Parts = std::initializer_list<std::string>;

inline std::string joined(Parts parts) {
  std::string out;
  for (const auto& part : parts) out += part;
  return out;
}
inline const std::string none = "N", yes = "\x88", no = "\x89", empty_dict = "}", empty_tuple = ")";
inline std::string integer(std::int64_t value) { return "\x8a\x08" + little(static_cast<std::uint64_t>(value), 8); }
inline std::string text(const std::string& value) { return "X" + little(value.size(), 4) + value; }
inline std::string bytes(const std::string& value) { return "B" + little(value.size(), 4) + value; }
inline std::string real(double value) {
  const auto bits = std::bit_cast<std::uint64_t>(value);
  std::string out = "G";
  for (int i = 7; i >= 0; --i) out += static_cast<char>(bits >> (8 * i) & 255);
  return out;
}
inline std::string tuple(Parts parts) { return "(" + joined(parts) + "t"; }
inline std::string list(Parts parts) { return "](" + joined(parts) + "e"; }
inline std::string dict(Parts keys_and_values) { return "}(" + joined(keys_and_values) + "u"; }
inline std::string global(const std::string& module, const std::string& name) {
  return "c" + module + "\n" + name + "\n";
}
inline std::string call(const std::string& function, const std::string& args) { return function + args + "R"; }
inline std::string object(const std::string& type, const std::string& state) { return type + ")\x81" + state + "b"; }
inline std::string whole(const std::string& value) { return "\x80\x02" + value + "."; }

inline std::string numbers(const std::vector<std::int64_t>& values) {
  std::string out = "(";
  for (const auto v : values) out += integer(v);
  return out + "t";
}
inline std::string storage(const std::string& type, const std::string& key, std::int64_t count) {
  return tuple({text("storage"), global("torch", type), text(key), text("cpu"), integer(count)}) + "Q";
}
inline std::string tensor(const std::string& storage, std::int64_t offset, const std::vector<std::int64_t>& shape,
                          const std::vector<std::int64_t>& strides) {
  return call(global("torch._utils", "_rebuild_tensor_v2"),
              tuple({storage, integer(offset), numbers(shape), numbers(strides), no, "ccollections\nOrderedDict\n)R"}));
}
/// @param more attributes: keys and values
inline std::string module(const std::string& type, const std::string& parameters, const std::string& buffers,
                          const std::string& children, const std::string& more = {}) {
  return object(global("models", type), "}(" + text("_parameters") + parameters + text("_buffers") + buffers +
                                            text("_modules") + children + more + "u");
}

}  // namespace pickle

struct ZipPart {
  std::string name, data;
  int method = 0, flags = 0x808;
};

/// As torch writes them: the sizes in the local headers are 0, and an extra field pads the data there alone.
inline std::string zip_of(const std::vector<ZipPart>& parts, bool zip64 = false) {
  std::string out, directory;
  for (const auto& part : parts) {
    const auto crc = ctyolo::crc32_of(span_of(part.data));
    const std::uint64_t at = out.size(), size = part.data.size();
    const std::string versions = little(20, 2), kind = little(static_cast<std::uint64_t>(part.flags), 2) +
                                                       little(static_cast<std::uint64_t>(part.method), 2) +
                                                       little(0, 4);
    std::string padding((64 - (at + 30 + part.name.size() + 4) % 64) % 64, 'Z');
    padding = "FB" + little(padding.size(), 2) + padding;
    out += "PK\3\4" + versions + kind + little(0, 12) + little(part.name.size(), 2) + little(padding.size(), 2);
    out += part.name + padding + part.data;
    const std::string extra = zip64 ? "xx" + little(1, 2) + "?" + little(1, 2) + little(24, 2) + little(size, 8) +
                                          little(size, 8) + little(at, 8)
                                    : "";
    const auto narrow = [&](std::uint64_t value) { return little(zip64 ? 0xffffffff : value, 4); };
    directory += "PK\1\2" + versions + versions + kind + little(crc, 4) + narrow(size) + narrow(size) +
                 little(part.name.size(), 2) + little(extra.size(), 2) + little(0, 2) + little(0, 8) + narrow(at) +
                 part.name + extra;
  }
  const std::uint64_t at = out.size(), size = directory.size(), count = parts.size();
  out += directory;
  if (zip64) {
    const std::uint64_t end64 = out.size();
    out += "PK\6\6" + little(44, 8) + little(45, 2) + little(45, 2) + little(0, 8) + little(count, 8) +
           little(count, 8) + little(size, 8) + little(at, 8);
    out += "PK\6\7" + little(0, 4) + little(end64, 8) + little(1, 4);
  }
  const auto narrow = [&](std::uint64_t value, int bytes) { return little(zip64 ? ~std::uint64_t{0} : value, bytes); };
  return out + "PK\5\6" + little(0, 4) + narrow(count, 2) + narrow(count, 2) + narrow(size, 4) + narrow(at, 4) +
         little(0, 2);
}

/// A file of torch.save. @param numbers their bytes, by key
inline std::string torch_zip(const std::string& pickle,
                             const std::vector<std::pair<std::string, std::string>>& numbers) {
  std::vector<ZipPart> parts = {{.name = "best/data.pkl", .data = pickle}};
  for (const auto& [key, data] : numbers) parts.push_back({.name = "best/data/" + key, .data = data});
  parts.push_back({.name = "best/version", .data = "3\n"});
  return zip_of(parts);
}

template <class T>
std::string raw(std::initializer_list<T> values) {
  return {reinterpret_cast<const char*>(values.begin()), values.size() * sizeof(T)};
}

}  // namespace test
