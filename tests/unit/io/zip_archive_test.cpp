// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "../test.hpp"
#include "temporary_folder.hpp"
#include "torch_assembler.hpp"

#include <ctyolo/io/zip_archive.hpp>

using namespace ctyolo;
using test::contains;
using test::span_of;

namespace {

std::string text_of(const ZipArchive& archive, const std::string& name) {
  const ZipEntry* entry = archive.find(name);
  REQUIRE(entry != nullptr);
  const auto data = archive.data(*entry);
  return {reinterpret_cast<const char*>(data.data()), data.size()};
}

/// Opens an archive and reads all that is in it.
void read_all(const std::string& file) {
  const ZipArchive archive(span_of(file), "x.zip");
  for (const auto& entry : archive.entries()) archive.data(entry);
}
std::string complaint(const std::string& file) {
  const std::string said = test::error_of([&] { read_all(file); });
  CHECK(test::one_line(said));
  CHECK(said.starts_with("x.zip: "));
  return said;
}
/// With the bytes at `at` replaced.
std::string patched(std::string file, std::size_t at, const std::string& with) {
  return file.replace(at, with.size(), with);
}

const std::vector<test::ZipPart> two = {{.name = "a/one", .data = "hello"},
                                        {.name = "a/two", .data = std::string(100, 'x')}};

}  // namespace

TEST_CASE("io/zip_archive: the checksum is the usual one") {
  CHECK(crc32_of(span_of("123456789")) == 0xcbf43926);
  CHECK(crc32_of({}) == 0);
}

TEST_CASE("io/zip_archive: reads stored entries, with and without ZIP64") {
  for (const bool zip64 : {false, true}) {
    CAPTURE(zip64);
    const std::string file = test::zip_of(two, zip64);
    CHECK(ZipArchive::looks_like(span_of(file)));
    const ZipArchive archive(span_of(file), "x.zip");
    CHECK(archive.entries().size() == 2);
    CHECK(text_of(archive, "a/one") == "hello");
    CHECK(text_of(archive, "a/two") == std::string(100, 'x'));
    CHECK(archive.find("a") == nullptr);
  }
  const std::string commented = [] {
    std::string file = test::zip_of(two);
    file.replace(file.size() - 2, 2, test::little(7, 2));
    return file + "PK\5\6abc";
  }();
  CHECK_NOTHROW(read_all(commented));
}

TEST_CASE("io/zip_archive: what is not stored is refused by name") {
  auto parts = two;
  parts[1].method = 8;
  CHECK(contains(complaint(test::zip_of(parts)), "the ZIP entry \"a/two\" is compressed (method 8)"));
  parts[1] = {.name = "a/two", .data = "x", .method = 0, .flags = 1};
  CHECK(contains(complaint(test::zip_of(parts)), "encrypted"));
  parts[1] = parts[0];
  CHECK(contains(complaint(test::zip_of(parts)), "is there twice"));
}

TEST_CASE("io/zip_archive: sizes and places that lie") {
  const std::string file = test::zip_of(two);
  const std::size_t entry = file.find("PK\1\2"), end = file.find("PK\5\6");
  CHECK(contains(complaint(patched(file, file.find("hello"), "jello")), "\"a/one\" is damaged: its checksum"));
  CHECK(contains(complaint(patched(file, entry + 20, test::little(6, 4))), "two different sizes"));
  CHECK(contains(complaint(patched(file, entry + 20, test::little(0xfffffff0, 4) + test::little(0xfffffff0, 4))),
                 "asks for"));
  CHECK(contains(complaint(patched(file, entry + 20, test::little(0xffffffff, 4))), "two different sizes"));
  CHECK(contains(complaint(patched(file, entry + 42, test::little(0xfffffff0, 4))), "leads to byte"));
  CHECK(contains(complaint(patched(file, entry + 42, test::little(1, 4))), "no local header"));
  CHECK(contains(complaint(patched(file, 30, "b")), "another name"));
  CHECK(contains(complaint(patched(file, end + 8, test::little(0x70007, 4))), "directory"));
  CHECK(contains(complaint(patched(file, end + 8, test::little(0x30002, 4))), "several files"));
  CHECK(contains(complaint(patched(file, end + 12, test::little(0xfffffff0, 4))), "ZIP directory should be"));
  CHECK(contains(complaint(patched(file, end + 16, test::little(0xfffffff0, 4))), "ZIP directory should be"));
  CHECK(contains(complaint(patched(file, end + 16, test::little(0, 4))), "no entry of the ZIP directory"));

  const std::string wide = test::zip_of(two, true);
  const std::size_t end64 = wide.find("PK\6\6"), locator = wide.find("PK\6\7");
  const std::string huge = test::little(~std::uint64_t{0}, 8);
  CHECK(contains(complaint(patched(wide, locator + 8, huge)), "leads to byte"));
  CHECK(contains(complaint(patched(wide, locator + 8, test::little(3, 8))), "ZIP64"));
  CHECK(contains(complaint(patched(wide, end64 + 24, huge + huge)), "cannot hold"));
  CHECK(contains(complaint(patched(wide, end64 + 40, huge)), "ZIP directory should be"));
  CHECK(contains(complaint(patched(wide, end64 + 48, huge)), "ZIP directory should be"));
  CHECK(contains(complaint("PK\3\4"), "not a complete ZIP archive"));
}

TEST_CASE("io/zip_archive: cut at every byte") {
  for (const bool zip64 : {false, true}) {
    const std::string file = test::zip_of(two, zip64);
    for (std::size_t length = 0; length < file.size(); ++length) complaint(file.substr(0, length));
  }
}
