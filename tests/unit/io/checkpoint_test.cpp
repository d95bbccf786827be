// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Checkpoints: tensors and notes come back as they went.
#define CTYOLO_TEST_TORCH
#include "test.hpp"
#include "temporary_folder.hpp"

#include <ctyolo/io/checkpoint.hpp>

#include <ATen/ops/full.h>

#include <filesystem>
#include <fstream>

using namespace ctyolo;

namespace {
const std::string path = (std::filesystem::temp_directory_path() / "ctyolo_checkpoint_test.safetensors").string();
}  // namespace

TEST_CASE("io/checkpoint: tensors, notes and class names come back") {
  Checkpoint c;
  c.set("net", "YoloV5n");
  c.set_class_names({"a b", "\xC3\xA4", "c"});
  c.set("number", to_text(0.1));
  c.tensors.emplace_back("w", at::full({2, 3}, 1.5f));
  c.tensors.emplace_back("n", at::full({}, 7, at::kLong));
  c.write(path);
  const Checkpoint d = Checkpoint::read(path);
  CHECK(d.class_names() == std::vector<std::string>{"a b", "\xC3\xA4", "c"});
  double number = 0;
  d.read_note("number", number);
  CHECK(number == 0.1);
  CHECK(d.tensor("w", c.tensors[0].second).equal(c.tensors[0].second));
  CHECK(d.tensor("n", c.tensors[1].second).item<std::int64_t>() == 7);
  CHECK(test::error_of([&] { d.note("none"); }).find("no entry \"none\"") != std::string::npos);
  CHECK(test::error_of([&] { d.tensor("none", c.tensors[0].second); }).find("no tensor none") != std::string::npos);
  CHECK(test::error_of([&] { d.tensor("w", c.tensors[1].second); }).find("has 6 numbers, the net needs 1") != std::string::npos);
}

TEST_CASE("io/checkpoint: in memory it has the bytes of its file") {
  Checkpoint c;
  c.set("net", "YoloV5n");
  c.set_class_names({"a"});
  c.tensors.emplace_back("w", at::full({2, 3}, 1.5f));
  c.write(path);
  std::ifstream in(path, std::ios::binary);
  const std::string file(std::istreambuf_iterator<char>(in), {});
  const std::vector<std::byte> bytes = c.to_bytes();
  CHECK(std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size()) == file);
  const Checkpoint d = Checkpoint::from_bytes(bytes);
  CHECK(d.notes() == c.notes());
  CHECK(d.tensor("w", c.tensors[0].second).equal(c.tensors[0].second));
  const auto cut = std::span(bytes).first(bytes.size() - 4);
  const std::string text = test::error_of([&] { Checkpoint::from_bytes(cut, "from the network"); });
  CHECK_MESSAGE(text.find("from the network") == 0, text);
  CHECK_NOTHROW(Checkpoint::from_bytes(c.to_bytes()));

  const std::string zip = "PK\3\4 and more";
  CHECK(test::error_of([&] { Checkpoint::from_bytes(std::as_bytes(std::span(zip)), "sent"); }).starts_with("sent: these bytes are PyTorch's (.pt)"));
}

TEST_CASE("io/checkpoint: one that names no net, as Python's do not, goes through a file and through bytes") {
  Checkpoint c;
  c.set_class_names({"a"});
  c.tensors.emplace_back("w", at::full({2, 3}, 1.5f));
  c.write(path);
  for (const Checkpoint& d : {Checkpoint::read(path), Checkpoint::from_bytes(c.to_bytes())}) {
    CHECK_FALSE(d.has("net"));
    CHECK(d.class_names() == std::vector<std::string>{"a"});
    CHECK(d.tensor("w", c.tensors[0].second).equal(c.tensors[0].second));
  }
}

TEST_CASE("io/checkpoint: what is no checkpoint, or a newer one, is refused by name") {
  Checkpoint c;
  write_safetensors(path, {}, {{"net", "YoloV5n"}});
  CHECK(test::error_of([] { Checkpoint::read(path); }).find("not a checkpoint of ctyolo") != std::string::npos);
  c.set("net", "YoloV5n");
  c.set("format", "99");
  c.write(path);
  CHECK(test::error_of([] { Checkpoint::read(path); }).find("checkpoint format 99") != std::string::npos);
  std::ofstream(path) << "hello";
  CHECK(test::error_of([] { Checkpoint::read(path); }).find(path) != std::string::npos);
  std::filesystem::remove(path);
  CHECK(test::error_of([] { Checkpoint::read(path); }).find(path) != std::string::npos);
}

TEST_CASE("io/checkpoint: a run is resumed from its folder or its last checkpoint") {
  const auto folder = std::filesystem::temp_directory_path() / "ctyolo_resume_test";
  std::filesystem::remove_all(folder);
  CHECK(test::error_of([&] { checkpoint_to_resume(folder.string()); }).find("no such run") != std::string::npos);
  std::filesystem::create_directories(folder / "weights");
  CHECK(test::error_of([&] { checkpoint_to_resume(folder.string()); }).find("nothing to resume") != std::string::npos);
  std::ofstream(folder / "weights/last.pt") << "x";
  CHECK(checkpoint_to_resume(folder.string()) == (folder / "weights/last.pt").string());  // Python's
  std::ofstream(folder / "weights/last.safetensors") << "x";
  CHECK(checkpoint_to_resume(folder.string()) == (folder / "weights/last.safetensors").string());
  CHECK(checkpoint_to_resume((folder / "weights/last.safetensors").string()) == (folder / "weights/last.safetensors").string());
  std::filesystem::remove_all(folder);
}

TEST_CASE("io/checkpoint: official weights that are missing come with their address") {
  const std::string text = test::error_of([] { Checkpoint::read("no/such/folder/yolov5s.pt"); });
  CHECK_MESSAGE(text.find("https://github.com/ultralytics/yolov5/releases/download/v7.0/yolov5s.pt") != std::string::npos, text);
}
