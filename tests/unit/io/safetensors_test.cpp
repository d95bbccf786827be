// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "../test.hpp"
#include "temporary_folder.hpp"

#include <ctyolo/core/random.hpp>
#include <ctyolo/io/safetensors.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstring>

using namespace ctyolo;
using test::contains;

namespace {

using Bytes = std::vector<std::byte>;

/// A file with this header, of any length, and so many bytes of data.
Bytes file_of(const std::string& header, std::size_t data_bytes) {
  const std::uint64_t length = header.size();
  Bytes bytes(8 + header.size() + data_bytes);
  std::memcpy(bytes.data(), &length, 8);
  std::memcpy(bytes.data() + 8, header.data(), header.size());
  return bytes;
}

std::string complaint(const Bytes& bytes) {
  const std::string said = test::error_of([&] { SafetensorsFile::from_bytes(bytes, "x.safetensors"); });
  CHECK(test::one_line(said));
  CHECK(said.starts_with("x.safetensors: "));
  return said;
}
std::string complaint(const std::string& header, std::size_t data_bytes = 8) {
  return complaint(file_of(header, data_bytes));
}

std::string one(const std::string& fields) { return "{\"a\":{" + fields + "}}"; }

const std::array<float, 6> numbers = {1.5F, -2, 3, 4, 5, 6};
const std::array<std::byte, 3> flags = {std::byte{1}, std::byte{0}, std::byte{1}};

std::vector<TensorRecord> some_records() {
  return {
      {.name = "flags", .dtype = Dtype::boolean, .shape = {3}, .bytes = flags},
      {.name = "model.0.conv.weight", .dtype = Dtype::f32, .shape = {3, 2}, .bytes = std::as_bytes(std::span(numbers))},
      {.name = "scalar", .dtype = Dtype::f32, .shape = {}, .bytes = std::as_bytes(std::span(numbers)).first(4)},
      {.name = "none", .dtype = Dtype::i64, .shape = {0, 7}, .bytes = {}}};
}
const std::map<std::string, std::string> some_metadata = {
    {"epoch", "3"},
    {"", ""},
    {"text", "quote \" back \\ line\n tab\t nul" + std::string(1, '\0') + " \xc3\xa4\xf0\x9f\x90\xb6"}};

void check_contents(const SafetensorsFile& file) {
  CHECK(file.metadata() == some_metadata);
  const auto expected = some_records();
  REQUIRE(file.records().size() == expected.size());
  for (const auto& want : expected) {
    const TensorRecord* got = file.find(want.name);
    REQUIRE(got != nullptr);
    CHECK(got->name == want.name);
    CHECK(got->dtype == want.dtype);
    CHECK(got->shape == want.shape);
    CHECK(std::equal(got->bytes.begin(), got->bytes.end(), want.bytes.begin(), want.bytes.end()));
    CHECK(reinterpret_cast<std::uintptr_t>(got->bytes.data()) % dtype_bytes(got->dtype) == 0);
  }
  CHECK(file.find("nothing") == nullptr);
}

}  // namespace

TEST_CASE("io/safetensors: what is written reads back, from disk and from memory") {
  const test::TemporaryFolder folder;
  const std::string path = folder / "a.safetensors";
  write_safetensors(path, some_records(), some_metadata);
  SafetensorsFile file(path);
  check_contents(file);
  CHECK(file.path() == path);
  CHECK(file.records()[0].name == "none");  // larger elements first, else in order
  CHECK(file.records()[1].name == "model.0.conv.weight");
  CHECK(reinterpret_cast<std::uintptr_t>(file.records()[0].bytes.data()) % 64 == 0);
  const SafetensorsFile moved = std::move(file);
  check_contents(moved);

  const Bytes bytes = safetensors_to_bytes(some_records(), some_metadata);
  check_contents(SafetensorsFile::from_bytes(bytes, "memory"));
  const std::string text = test::read_text(path);
  CHECK(std::equal(text.begin(), text.end(), bytes.begin(), bytes.end(),
                   [](char a, std::byte b) { return static_cast<std::byte>(a) == b; }));
  CHECK((bytes.size() - 31) % 64 == 0);  // 31 bytes of data after a header that ends at a multiple of 64

  const SafetensorsFile nothing = SafetensorsFile::from_bytes(safetensors_to_bytes({}), "memory");
  CHECK(nothing.records().empty());
  CHECK(nothing.metadata().empty());
}

TEST_CASE("io/safetensors: a file of other programs, unpadded and in any order") {
  const std::string header =
      R"({"b":{"shape":[1],"data_offsets":[4,8],"dtype":"I32"},"__metadata__":{"format":"pt"},)"
      R"("a":{"dtype":"BF16","shape":[2,1],"data_offsets":[0,4]}})";
  const SafetensorsFile file = SafetensorsFile::from_bytes(file_of(header, 8), "x");
  REQUIRE(file.records().size() == 2);
  CHECK(file.records()[0].name == "a");
  CHECK(file.records()[0].shape == std::vector<std::int64_t>{2, 1});
  CHECK(dtype_name(file.records()[0].dtype) == "BF16");
  CHECK(file.records()[1].bytes.size() == 4);
  CHECK(file.metadata().at("format") == "pt");
}

TEST_CASE("io/safetensors: every kind of damage has its sentence") {
  CHECK(contains(complaint(Bytes{}), "only 0 bytes"));
  CHECK(contains(complaint(Bytes(7)), "only 7 bytes"));
  CHECK(contains(complaint(Bytes(8)), "not valid JSON"));
  Bytes huge(64, std::byte{0xff});
  CHECK(contains(complaint(huge), "should have 18446744073709551615 bytes, the file has 64"));
  Bytes cut = file_of("{}", 0);
  cut.pop_back();
  CHECK(contains(complaint(cut), "or cut"));

  CHECK(contains(complaint("{"), "not valid JSON"));
  CHECK(contains(complaint("{} {}"), "not valid JSON"));
  CHECK(contains(complaint("{\"a\xff\":{}}"), "not valid JSON"));
  CHECK(contains(complaint("[]"), "a list at its beginning"));
  CHECK(contains(complaint("12"), "12 at its beginning"));
  CHECK(contains(complaint("\"t\""), "does not belong"));
  CHECK(contains(complaint("null"), "null at its beginning"));
  CHECK(contains(complaint(R"({"a":1})"), "1 after \"a\""));
  CHECK(contains(complaint(R"({"a":{"shape":{}}})"), "an object after \"shape\""));
  CHECK(contains(complaint(std::string(100000, '[')), "a list at its beginning"));
  CHECK(contains(complaint(R"({"a":{"shape":)" + std::string(100000, '[')), "a list after \"shape\""));

  CHECK(contains(complaint(R"({"__metadata__":{"a":1}})"), "1 after \"a\""));
  CHECK(contains(complaint(R"({"__metadata__":{"a":"1","a":"2"}})"), "two texts named \"a\""));
  CHECK(contains(complaint(R"({"__metadata__":{},"__metadata__":{}})"), "twice"));
  CHECK(contains(complaint(R"({"__metadata__":{}})"), "8 bytes of data at the end belong to no tensor"));

  CHECK(contains(complaint(one(R"("shape":[2],"data_offsets":[0,8])")), "has no dtype"));
  CHECK(contains(complaint(one(R"("dtype":"F32","data_offsets":[0,8])")), "has no shape"));
  CHECK(contains(complaint(one(R"("dtype":"F32","shape":[2])")), "has no data_offsets"));
  CHECK(contains(complaint(one(R"("dtype":"F99","shape":[2],"data_offsets":[0,8])")), "unknown dtype \"F99\""));
  CHECK(contains(complaint(one(R"("dtype":32,"shape":[2],"data_offsets":[0,8])")), "32 after \"dtype\""));
  CHECK(contains(complaint(one(R"("dtype":"F32","dtype":"F32")")), "two fields \"dtype\""));
  CHECK(contains(complaint(one(R"("strides":[2])")), "unknown field \"strides\""));
  CHECK(contains(complaint(one(R"("dtype":"F32","shape":["2"],"data_offsets":[0,8])")), "\"2\" after \"shape\""));
  CHECK(contains(complaint(one(R"("dtype":"F32","shape":[-2],"data_offsets":[0,8])")), "-2 after \"shape\""));
  CHECK(contains(complaint(one(R"("dtype":"F32","shape":[2.0],"data_offsets":[0,8])")), "2.0 after \"shape\""));
  CHECK(contains(complaint(one(R"("dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,8])")),
                 "does not belong"));
  CHECK(contains(complaint(one(R"("dtype":"F32","shape":[2],"data_offsets":[8])")), "1 data_offsets instead of 2"));
  CHECK(contains(complaint(one(R"("dtype":"F32","shape":[2],"data_offsets":[0,4,8])")), "3 data_offsets instead of 2"));
  CHECK(contains(complaint(one(R"("dtype":"F32","shape":[2],"data_offsets":[8,0])")), "bytes 8 to 0 of 8"));
  CHECK(contains(complaint(one(R"("dtype":"F32","shape":[3],"data_offsets":[0,12])")),
                 "bytes 0 to 12 of 8 bytes of data"));
  CHECK(contains(complaint(one(R"("dtype":"F32","shape":[1],"data_offsets":[4,8])")),
                 "begins at byte 4 of the data, where byte 0 was due"));
  CHECK(contains(complaint(one(R"("dtype":"F32","shape":[1],"data_offsets":[0,4])")), "4 bytes of data at the end"));
  CHECK(contains(complaint(one(R"("dtype":"F32","shape":[3],"data_offsets":[0,8])")),
                 "has 8 bytes, but its dtype and shape ask for 12"));
  CHECK(contains(complaint(one(R"("dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8])")),
                 "too large to count"));
  CHECK(contains(complaint(one(R"("dtype":"F32","shape":[4294967296,4294967296,0],"data_offsets":[0,0])"), 0),
                 "too large to count"));
  CHECK(contains(complaint(one(R"("dtype":"F32","shape":[18446744073709551615,0],"data_offsets":[0,0])"), 0),
                 "too large to count"));
  const std::string a = R"("a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]})";
  CHECK(contains(complaint("{" + a + R"(,"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})"),
                 "a gap or an overlap"));
  CHECK(
      contains(complaint("{" + a + R"(,"b":{"dtype":"U8","shape":[6],"data_offsets":[2,8]}})"), "a gap or an overlap"));
  CHECK(contains(complaint("{" + a + R"(,"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})"),
                 "two tensors named \"a\""));
}

TEST_CASE("io/safetensors: what cannot be read is said, what could not be read is not written") {
  const test::TemporaryFolder folder;
  CHECK(test::error_of([&] { SafetensorsFile(folder / "no"); }) == folder / "no" + ": no such file");
  CHECK(test::error_of([&] { SafetensorsFile{folder.path()}; }) == folder.path() + ": not a file");
  test::write_text(folder / "short", "abc");
  CHECK(contains(test::error_of([&] { SafetensorsFile(folder / "short"); }), "only 3 bytes"));

  const std::string path = folder / "a.safetensors";
  const auto refused = [&](std::vector<TensorRecord> records, const std::map<std::string, std::string>& metadata) {
    return test::error_of([&] { write_safetensors(path, records, metadata); });
  };
  auto records = some_records();
  records[0].shape = {4};
  CHECK(contains(refused(records, {}), "has 3 bytes, but its dtype and shape ask for 4"));
  records[0] = records[1];
  CHECK(contains(refused(records, {}), "two tensors named \"model.0.conv.weight\""));
  records[0].name = "__metadata__";
  CHECK(contains(refused(records, {}), "damaged safetensors header"));
  CHECK(contains(refused(some_records(), {{"path", "\xff"}}), "UTF-8"));
  CHECK_FALSE(std::filesystem::exists(path));
}

namespace {

/// Whether nlohmann/json takes the header, which ends a text at a byte 0, where JSON has no such byte.
bool is_json(const Bytes& bytes) {
  std::uint64_t length = 0;
  std::memcpy(&length, bytes.data(), 8);
  const auto* const first = reinterpret_cast<const char*>(bytes.data()) + 8;
  return std::find(first, first + length, '\0') == first + length && nlohmann::json::accept(first, first + length);
}

}  // namespace

TEST_CASE("io/safetensors: no change of a file's bytes breaks the reader") {
  const Bytes good = safetensors_to_bytes(some_records(), some_metadata);
  Random random{{.seed = 1}};
  int refused = 0, accepted = 0;
  for (int round = 0; round < 6000; ++round) {
    Bytes bytes = good;
    for (std::uint64_t change = random.below(4) + 1; change > 0; --change) {
      const std::size_t reach = random.chance(0.8) ? bytes.size() - 31 : bytes.size();  // mostly the header
      const auto at = static_cast<std::ptrdiff_t>(random.below(reach));
      static constexpr std::string_view letters = "{}[]\",:0123456789-.eE\\u";
      switch (random.below(4)) {
        case 0:
          bytes[static_cast<std::size_t>(at)] = static_cast<std::byte>(random.below(256));
          break;
        case 1:
          bytes[static_cast<std::size_t>(at)] = static_cast<std::byte>(letters[random.below(letters.size())]);
          break;
        case 2:
          bytes.erase(bytes.begin() + at);
          break;
        default:
          bytes.insert(bytes.begin() + at, bytes[random.below(bytes.size())]);
          break;
      }
      if (bytes.size() < 40) break;
    }
    try {
      const SafetensorsFile file = SafetensorsFile::from_bytes(bytes, "x");
      std::size_t sum = 0;
      for (const auto& record : file.records()) {
        for (const std::byte b : record.bytes) sum += static_cast<std::size_t>(b);
        std::size_t count = dtype_bytes(record.dtype);
        for (const auto side : record.shape) count *= static_cast<std::size_t>(side);
        if (count != record.bytes.size()) sum = 1u << 30;
      }
      CHECK(sum < 1u << 30);
      ++accepted;
      CHECK(is_json(bytes));
    } catch (const Error& e) {
      if (contains(e.what(), "not valid JSON")) CHECK_FALSE(is_json(bytes));
      if (!test::one_line(e.what())) FAIL("an error of several lines: ", e.what());
      ++refused;
    }
  }
  CHECK(refused > 3000);
  CHECK(accepted > 100);
}
