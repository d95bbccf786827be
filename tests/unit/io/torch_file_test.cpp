// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "../test.hpp"
#include "temporary_folder.hpp"
#include "torch_assembler.hpp"

#include <ctyolo/io/torch_file.hpp>

#include <cstdint>
#include <cstring>
#include <limits>

using namespace ctyolo;
using namespace test::pickle;
using test::contains;
using test::raw;
using test::span_of;
using test::torch_zip;

namespace {

// torch 1.13, _use_new_zipfile_serialization=False, of a dict with: a.weight, the numbers 0 to 5 as [2,3]; a.t, its
// transpose, in the same storage; n, the whole number 7; h, [1,2] in half precision.
const char* const legacy_hex =
    "80028a0a6cfc9c46f9206aa850192e80024de9032e80027d710028581000000070726f746f636f6c5f76657273696f6e71014de903580d"
    "0000006c6974746c655f656e6469616e710288580a000000747970655f73697a657371037d710428580500000073686f727471054b0258"
    "03000000696e7471064b0458040000006c6f6e6771074b0475752e800263636f6c6c656374696f6e730a4f726465726564446963740a71"
    "0029527101285808000000612e776569676874710263746f7263682e5f7574696c730a5f72656275696c645f74656e736f725f76320a71"
    "032828580700000073746f72616765710463746f7263680a466c6f617453746f726167650a7105580a0000003131343630313334303871"
    "06580300000063707571074b064e747108514b004b024b038671094b034b0186710a8968002952710b74710c52710d5803000000612e74"
    "710e6803282868046805580a00000031313436303133343038710f68074b064e747110514b004b034b028671114b014b03867112896800"
    "2952711374711452711558010000006e711668032828680463746f7263680a4c6f6e6753746f726167650a7117580a0000003130383335"
    "3830343136711868074b014e747119514b0029298968002952711a74711b52711c580100000068711d68032828680463746f7263680a48"
    "616c6653746f726167650a711e580a00000031313436343839393230711f68074b024e747120514b004b028571214b0185712289680029"
    "527123747124527125752e80025d710028580a000000313038333538303431367101580a000000313134363031333430387102580a0000"
    "00313134363438393932307103652e010000000000000007000000000000000600000000000000000000000000803f0000004000004040"
    "000080400000a0400200000000000000003c0040";

std::string legacy_file() {
  std::string out;
  for (const char* at = legacy_hex; *at != 0; at += 2)
    out += static_cast<char>(std::stoi(std::string(at, 2), nullptr, 16));
  return out;
}

TorchFile opened(const std::string& file) { return TorchFile::from_bytes(span_of(file), "x.pt"); }

/// Asks for every tensor of a dict of them.
void read_all(TorchFile& file) {
  const auto& items = file.root().items;
  for (std::size_t i = 1; i < items.size(); i += 2)
    if (TorchFile::is_tensor(*items[i])) file.tensor(*items[i], std::string(items[i - 1]->text));
}
std::string complaint(const std::string& file) {
  const std::string said = test::error_of([&] {
    TorchFile opened_file = opened(file);
    read_all(opened_file);
  });
  CHECK(test::one_line(said));
  CHECK(said.starts_with("x.pt: "));
  return said;
}
std::string complaint(const std::string& tensor, const std::string& numbers) {
  return complaint(torch_zip(whole(dict({text("t"), tensor})), {{"0", numbers}}));
}

const std::string six = raw<float>({0, 1, 2, 3, 4, 5});
const std::string six_storage = storage("FloatStorage", "0", 6);
constexpr auto largest = std::numeric_limits<std::int64_t>::max();

std::vector<double> numbers_of(const std::string& tensor, const std::string& numbers) {
  TorchFile file = opened(torch_zip(whole(tensor), {{"0", numbers}}));
  return file.numbers(file.root(), "t");
}

}  // namespace

TEST_CASE("io/torch_file: tensors of any strides come out row-major") {
  CHECK(numbers_of(tensor(six_storage, 0, {2, 3}, {3, 1}), six) == std::vector<double>{0, 1, 2, 3, 4, 5});
  CHECK(numbers_of(tensor(six_storage, 0, {3, 2}, {1, 3}), six) == std::vector<double>{0, 3, 1, 4, 2, 5});
  CHECK(numbers_of(tensor(six_storage, 3, {3}, {1}), six) == std::vector<double>{3, 4, 5});
  CHECK(numbers_of(tensor(six_storage, 5, {}, {}), six) == std::vector<double>{5});
  CHECK(numbers_of(tensor(six_storage, 1, {2, 2}, {0, 2}), six) == std::vector<double>{1, 3, 1, 3});
  CHECK(numbers_of(tensor(six_storage, 0, {1, 6, 1}, {largest, 1, largest}), six).size() == 6);
  CHECK(numbers_of(tensor(six_storage, 0, {3, 1, 2}, {1, largest, 3}), six) == std::vector<double>{0, 3, 1, 4, 2, 5});
  CHECK(numbers_of(tensor(six_storage, 9, {0, 3}, {3, 1}), six).empty());
  const std::string parameter =
      call(global("torch._utils", "_rebuild_parameter"), tuple({tensor(six_storage, 4, {2}, {1}), yes}));
  CHECK(numbers_of(parameter, six) == std::vector<double>{4, 5});

  CHECK(numbers_of(tensor(storage("LongStorage", "0", 2), 0, {2}, {1}), raw<std::int64_t>({-1, 1}))[0] == -1);
  CHECK(numbers_of(tensor(storage("DoubleStorage", "0", 1), 0, {1}, {1}), raw<double>({0.1}))[0] == 0.1);
  CHECK(numbers_of(tensor(storage("IntStorage", "0", 1), 0, {1}, {1}), raw<std::int32_t>({-5}))[0] == -5);
  const auto halves = numbers_of(tensor(storage("HalfStorage", "0", 5), 0, {5}, {1}),
                                 raw<std::uint16_t>({0x3d00, 0xc000, 0x0001, 0x7bff, 0xfc00}));
  CHECK(halves ==
        std::vector<double>{1.25, -2, 5.9604644775390625e-08, 65504, -std::numeric_limits<double>::infinity()});
  CHECK(numbers_of(list({integer(8), real(16)}), six) == std::vector<double>{8, 16});
}

TEST_CASE("io/torch_file: elements are views of the file when they can be, and always aligned") {
  const std::string one = tensor(six_storage, 0, {2, 3}, {3, 1});
  TorchFile file = opened(torch_zip(whole(dict({text("a"), one, text("b"), one})), {{"0", six}}));
  const auto a = file.tensor(*file.root().find("a"), "a"), b = file.tensor(*file.root().find("b"), "b");
  CHECK(a.bytes.data() == b.bytes.data());
  CHECK(a.dtype == Dtype::f32);
  CHECK(a.shape == std::vector<std::int64_t>{2, 3});
  CHECK(std::memcmp(a.bytes.data(), six.data(), six.size()) == 0);
  TorchFile moved = std::move(file);
  CHECK(moved.tensor(*moved.root().find("a"), "a").bytes.data() == a.bytes.data());
}

TEST_CASE("io/torch_file: tensors that lie") {
  const auto of = [](std::int64_t offset, const std::vector<std::int64_t>& shape,
                     const std::vector<std::int64_t>& strides) {
    return complaint(tensor(six_storage, offset, shape, strides), six);
  };
  CHECK(contains(of(0, {7}, {1}), "tensor \"t\" reaches beyond its 6 numbers"));
  CHECK(contains(of(6, {}, {}), "reaches beyond"));
  CHECK(contains(of(largest, {2}, {1}), "reaches beyond"));
  CHECK(contains(of(largest, {2, 2}, {largest, largest}), "reaches beyond"));
  CHECK(contains(of(0, {2, 3}, {4, 1}), "reaches beyond"));
  CHECK(contains(of(-1, {2}, {1}), "form that torch.save writes"));
  CHECK(contains(of(0, {-2}, {1}), "no numbers"));
  CHECK(contains(of(0, {2}, {-1}), "no numbers"));
  CHECK(contains(of(0, {2, 3}, {1}), "2 sides, but 1 strides"));
  CHECK(contains(of(0, {1'000'000, 1'000'000}, {0, 0}), "too large for its file"));
  CHECK(contains(of(0, {largest, largest, 2}, {0, 0, 0}), "too large"));
  CHECK(contains(of(0, std::vector<std::int64_t>(65, 1), std::vector<std::int64_t>(65, 1)), "no short list"));
  CHECK(contains(complaint(tensor(storage("FloatStorage", "0", 7), 0, {6}, {1}), six), "should be 7 of 4 bytes"));
  CHECK(contains(complaint(tensor(storage("FloatStorage", "0", largest), 0, {6}, {1}), six), "should be"));
  CHECK(contains(complaint(tensor(storage("FloatStorage", "0", -1), 0, {6}, {1}), six), "form that torch.save writes"));
  CHECK(contains(complaint(tensor(storage("FloatStorage", "1", 6), 0, {6}, {1}), six),
                 "numbers \"1\" of a tensor are missing"));
  CHECK(contains(complaint(tensor(storage("QuantStorage", "0", 6), 0, {6}, {1}), six), "unknown number type"));
  CHECK(contains(complaint(tensor(none, 0, {6}, {1}), six), "form that torch.save writes"));
  CHECK(
      contains(complaint(call(global("torch._utils", "_rebuild_tensor_v2"), ")"), six), "form that torch.save writes"));

  // Forty tensors that are the same large one.
  const std::string large(100'000, 'x');
  std::string many = "}(";
  for (int i = 0; i < 40; ++i)
    many += text(std::to_string(i)) + tensor(storage("ByteStorage", "0", 100'000), 0, {100'000}, {1});
  CHECK(contains(complaint(torch_zip(whole(many + "u"), {{"0", large}})), "share the same numbers"));
}

TEST_CASE("io/torch_file: archives that are something else") {
  const std::string pickle = whole(dict({text("t"), tensor(six_storage, 0, {6}, {1})}));
  const auto with = [&](std::vector<test::ZipPart> parts) { return complaint(test::zip_of(parts)); };
  CHECK(contains(with({{.name = "best/text", .data = "x"}}), "it has no data.pkl"));
  CHECK(contains(with({{.name = "a/data.pkl", .data = "x"}, {.name = "b/data.pkl", .data = "x"}}), "two data.pkl"));
  CHECK(contains(with({{.name = "a/data.pkl", .data = pickle}, {.name = "a/constants.pkl", .data = "x"}}),
                 "TorchScript"));
  CHECK(contains(with({{.name = "a/data.pkl", .data = pickle}, {.name = "a/byteorder", .data = "big"}}), "big-endian"));
  CHECK(contains(with({{.name = "a/data.pkl", .data = pickle}, {.name = "a/data/0", .data = six, .method = 8}}),
                 "\"a/data/0\" is compressed"));
  CHECK(contains(with({{.name = "a/data.pkl", .data = pickle}}), "are missing"));
  CHECK(contains(with({{.name = "a/data.pkl", .data = "\x80\x02I"}}), "x.pt: a/data.pkl: byte 2: "));
  CHECK(contains(complaint(std::string()), "empty"));
  CHECK(contains(complaint(std::string("hello")), "not a file that torch.save wrote"));
  CHECK(contains(complaint(whole("N")), "magic number"));
  CHECK(contains(test::error_of([] { TorchFile::read("/no/such.pt"); }), "/no/such.pt: no such file"));
  CHECK(contains(test::error_of([] { TorchFile::read("/"); }), "not a file"));
}

TEST_CASE("io/torch_file: the format before torch 1.6") {
  const std::string bytes = legacy_file();
  REQUIRE(bytes.size() == 680);
  test::TemporaryFolder folder;
  test::write_text(folder / "old.pt", bytes);
  TorchFile file = TorchFile::read(folder / "old.pt");
  const PickleValue& root = file.root();
  CHECK(file.numbers(*root.find("a.weight"), "") == std::vector<double>{0, 1, 2, 3, 4, 5});
  CHECK(file.numbers(*root.find("a.t"), "") == std::vector<double>{0, 3, 1, 4, 2, 5});
  CHECK(file.tensor(*root.find("a.t"), "").shape == std::vector<std::int64_t>{3, 2});
  CHECK(file.numbers(*root.find("n"), "") == std::vector<double>{7});
  CHECK(file.tensor(*root.find("n"), "").shape.empty());
  CHECK(file.numbers(*root.find("h"), "") == std::vector<double>{1, 2});
  const auto weight = file.tensor(*root.find("a.weight"), "");
  CHECK(reinterpret_cast<std::uintptr_t>(weight.bytes.data()) % 4 == 0);

  for (std::size_t length = 0; length < bytes.size(); ++length) complaint(bytes.substr(0, length));
  std::string patched = bytes;
  patched.replace(620, 8, test::little(~std::uint64_t{0}, 8));
  CHECK(contains(complaint(patched), "asks for 18446744073709551615 numbers"));
  patched.replace(620, 8, test::little(5, 8));
  complaint(patched);
}

TEST_CASE("io/torch_file: cut at every byte, and damaged in every way") {
  const std::string pickle = whole(dict({text("a"), tensor(six_storage, 0, {2, 3}, {3, 1}), text("b"),
                                         tensor(storage("HalfStorage", "1", 2), 0, {2}, {1}), text("c"),
                                         "]q\x01h\x01"
                                         "a"}));
  const std::string halves = raw<std::uint16_t>({1, 2});
  const std::string file = torch_zip(pickle, {{"0", six}, {"1", halves}});
  for (std::size_t length = 0; length < file.size(); ++length) complaint(file.substr(0, length));

  // Everything ends in an Error or in a file, never otherwise; the archive is packed anew, so that its sums are right.
  std::uint64_t state = 1;
  const auto random = [&](std::size_t below) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::size_t>((state >> 33) % below);
  };
  const auto damaged = [&](std::string text) {
    for (std::size_t changes = 1 + random(3); changes > 0 && !text.empty(); --changes) {
      const std::size_t at = random(text.size());
      switch (random(4)) {
        case 0:
          text[at] = static_cast<char>(random(256));
          break;
        case 1:
          text[at] = static_cast<char>(text[at] ^ (1 << random(8)));
          break;
        case 2:
          text.erase(at, 1 + random(8));
          break;
        default:
          text.insert(at, text.substr(random(text.size()), random(24)));
      }
    }
    return text;
  };
  const auto attempt = [&](const std::string& bytes) {
    test::error_of([&] {
      TorchFile opened_file = opened(bytes);
      read_all(opened_file);
    });
  };
  const char* rounds = std::getenv("CTYOLO_MUTATIONS");
  for (int i = 0, n = rounds != nullptr ? std::atoi(rounds) : 500; i < n; ++i) {
    attempt(torch_zip(damaged(pickle), {{"0", six}, {"1", halves}}));
    attempt(damaged(file));
    attempt(damaged(legacy_file()));
  }
}
