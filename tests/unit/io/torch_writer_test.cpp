// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Files for torch.load, read back by the reader of such files.
#include "test.hpp"
#include "temporary_folder.hpp"

#include <ctyolo/io/torch_model.hpp>
#include <ctyolo/io/torch_writer.hpp>

#include <algorithm>
#include <array>

using namespace ctyolo;

namespace {

const std::array<float, 6> weights = {1, 2, 3, 4, 5, -6.5f};
const std::array<std::uint16_t, 2> halves = {0x3c00, 0xc000};  // 1, -2
const std::int64_t count = 1234567890123;
const std::vector<TensorRecord> records = {
    {.name = "model.0.conv.weight", .dtype = Dtype::f32, .shape = {2, 3}, .bytes = std::as_bytes(std::span(weights))},
    {.name = "model.0.bn.num_batches_tracked", .dtype = Dtype::i64, .shape = {}, .bytes = std::as_bytes(std::span(&count, 1))},
    {.name = "h", .dtype = Dtype::f16, .shape = {2}, .bytes = std::as_bytes(std::span(halves))},
    {.name = "nothing", .dtype = Dtype::f32, .shape = {0}, .bytes = {}}};

}  // namespace

TEST_CASE("io/torch_writer: a state dict comes back, in its order") {
  const test::TemporaryFolder folder;
  write_torch_state_dict(folder / "s.pt", records);
  const TorchModel model = read_torch_model(folder / "s.pt");
  CHECK(model.source.empty());
  REQUIRE(model.tensors.size() == records.size());
  for (std::size_t i = 0; i < records.size(); ++i) {
    CHECK(model.tensors[i].name == records[i].name);
    CHECK(model.tensors[i].dtype == records[i].dtype);
    CHECK(model.tensors[i].shape == records[i].shape);
    CHECK(std::ranges::equal(model.tensors[i].bytes, records[i].bytes));
  }
}

TEST_CASE("io/torch_writer: parameters and values beside them; the file and the text at fault are named") {
  const test::TemporaryFolder folder;
  write_torch_file(folder / "d.pt", PythonValue::dict().with("w", PythonValue::tensor(0, true)).with("epoch", -1), records);
  TorchFile file = TorchFile::read(folder / "d.pt");
  CHECK(file.root().find("epoch")->integer == -1);
  CHECK(file.root().find("w")->is_made_by("torch._utils", "_rebuild_parameter"));
  CHECK(file.numbers(*file.root().find("w"), "w") == std::vector<double>{1, 2, 3, 4, 5, -6.5});
  const std::string error = test::error_of([&] { write_torch_file(folder / "e.pt", PythonValue("\xff"), {}); });
  CHECK(test::contains(error, "e.pt"));
  CHECK(test::contains(error, "not UTF-8"));
  CHECK_FALSE(std::filesystem::exists(folder / "e.pt"));
}
