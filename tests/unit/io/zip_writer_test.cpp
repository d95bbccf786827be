// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Archives written: names, bytes, checksums, alignment.
#include "test.hpp"
#include "temporary_folder.hpp"

#include <ctyolo/io/zip_archive.hpp>
#include <ctyolo/io/zip_writer.hpp>

#include <algorithm>

using namespace ctyolo;

TEST_CASE("io/zip_writer: entries come back, each at a multiple of 64 bytes") {
  const test::TemporaryFolder folder;
  const std::string a = "hello", b(200, 'x');
  const auto bytes = [](const std::string& text) { return std::as_bytes(std::span(text)); };
  const std::vector<ZipSource> entries = {{.name = "f/a", .bytes = bytes(a)}, {.name = "f/nothing", .bytes = {}},
                                          {.name = "f/long name/b", .bytes = bytes(b)}};
  write_zip(folder / "x.zip", entries);
  const std::string file = test::read_text(folder / "x.zip");
  const ZipArchive archive(bytes(file), "x.zip");
  REQUIRE(archive.entries().size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(archive.entries()[i].name == entries[i].name);
    const auto data = archive.data(archive.entries()[i]);  // compares the checksum
    CHECK(std::ranges::equal(data, entries[i].bytes));
    CHECK((data.data() - bytes(file).data()) % 64 == 0);
  }
  write_zip(folder / "y.zip", entries);
  CHECK(test::read_text(folder / "y.zip") == file);
  CHECK(test::contains(test::error_of([&] { write_zip(folder / "none/x.zip", entries); }), "could not be saved"));
}
