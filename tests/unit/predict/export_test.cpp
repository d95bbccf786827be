// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Checkpoints for other programs: what is written is what was learnt, under Python's names and in its order.
#define CTYOLO_TEST_TORCH
#include "test.hpp"
#include "io/small_nets.hpp"
#include "temporary_folder.hpp"

#include <ctyolo/io/torch_model.hpp>
#include <ctyolo/predict/export.hpp>

#include <cstdlib>
#include <filesystem>

using namespace ctyolo;

namespace {

const std::vector<std::string> two = {"a b", "\xC3\xA4"}, three = {"a b", "\xC3\xA4", "c"};

/// A checkpoint of random weights, with anchors of its own.
template <class Model>
Checkpoint checkpoint(const std::vector<std::string>& names) {
  Network<Model, DefaultBackend> net({.classes = static_cast<int>(names.size()), .seed = 7});
  auto anchors = net.setup().anchors;
  anchors[0][0] = {.w = 1.375f, .h = 2.f};
  net.set_anchors(anchors);
  Checkpoint c;
  c.set("net", Model::net_name());
  c.set_class_names(names);
  c.tensors = state_dict(net.parameters(), net.setup(), Model::Rows::size - 1, 41);
  return c;
}

template <class Model>
void check_whole_model(const std::vector<std::string>& names, const std::string& class_name, std::size_t buffers_more) {
  const test::TemporaryFolder folder;
  const Checkpoint c = checkpoint<Model>(names);
  const std::string path = folder / "best.pt";
  export_checkpoint<Model>(c, {.to = path, .weights = WeightsAs::f32, .date = "2026-01-31T12:00:00"});
  const TorchModel m = read_torch_model(path);
  CHECK(m.source == "model");
  CHECK(m.class_name == class_name);
  CHECK(m.names == names);
  CHECK(m.classes == static_cast<std::int64_t>(names.size()));
  CHECK(m.epoch == -1);
  CHECK(m.date == "2026-01-31T12:00:00");
  CHECK(m.depth_multiple == 0.67);
  std::vector<double> strides;
  for (const int s : Model::strides()) strides.push_back(s);
  CHECK(m.strides == strides);
  CHECK(m.layer_types.size() == static_cast<std::size_t>(Model::Rows::size));
  CHECK(m.yaml_modules.size() == m.layer_types.size());
  CHECK((m.anchors == anchors_of(c.tensors, Model::Rows::size - 1)));
  REQUIRE(m.tensors.size() == c.tensors.size() + buffers_more);

  // The same names, in the same order, with the same numbers; so the net read back is the net that was written.
  const Checkpoint back = Checkpoint::read(path);
  std::size_t i = 0;
  for (const auto& [name, tensor] : back.tensors) {
    if (name.ends_with(".anchor_grid")) continue;
    REQUIRE(i < c.tensors.size());
    CHECK(name == c.tensors[i].first);
    CHECK(tensor.equal(c.tensors[i].second));
    ++i;
  }
  CHECK((load_network<Model, DefaultBackend>(back).setup().anchors == m.anchors));
}

}  // namespace

TEST_CASE("predict/export: a whole model comes back") {
  check_whole_model<small::Late>(three, "models.yolo.DetectionModel", 0);
  check_whole_model<small::Early>(two, "models.yolo.Model", 1);
}

TEST_CASE("predict/export: the first YOLOv5 has its anchors in pixels as well") {
  const test::TemporaryFolder folder;
  export_checkpoint<small::Early>(checkpoint<small::Early>(two), {.to = folder / "e.pt"});
  const Checkpoint back = Checkpoint::read(folder / "e.pt");
  for (const auto& [name, tensor] : back.tensors) {
    if (name != "model.7.anchor_grid") continue;
    CHECK(tensor.sizes().vec() == std::vector<std::int64_t>{2, 1, 2, 1, 1, 2});
    CHECK((tensor.scalar_type() == at::kHalf));
    CHECK(static_cast<float>(tensor.contiguous().data_ptr<c10::Half>()[0]) == 1.375f * 8);
    return;
  }
  FAIL("no anchor_grid");
}

TEST_CASE("predict/export: f16 is exact where f16 can be, and half the bytes") {
  const test::TemporaryFolder folder;
  const Checkpoint c = checkpoint<small::Late>(three);
  export_checkpoint<small::Late>(c, {.to = folder / "half.pt", .state_dict = true});
  export_checkpoint<small::Late>(c, {.to = folder / "single.pt", .state_dict = true, .weights = WeightsAs::f32});
  export_checkpoint<small::Late>(c, {.to = folder / "half.safetensors"});
  const TorchModel half = read_torch_model(folder / "half.pt");
  REQUIRE(half.tensors.size() == c.tensors.size());
  CHECK(half.names.empty());
  for (std::size_t i = 0; i < half.tensors.size(); ++i) {
    CHECK(half.tensors[i].name == c.tensors[i].first);
    CHECK(half.tensors[i].dtype == (half.tensors[i].name.ends_with("tracked") ? Dtype::i64 : Dtype::f16));
  }
  CHECK(2 * std::filesystem::file_size(folder / "half.pt") < 3 * std::filesystem::file_size(folder / "single.pt"));

  const Checkpoint stripped = Checkpoint::read(folder / "half.safetensors");
  CHECK(stripped.note("net") == "small::Late");
  CHECK(stripped.class_names() == three);
  const auto net = load_network<small::Late, DefaultBackend>(stripped);
  CHECK((net.setup().anchors == anchors_of(c.tensors, small::Late::Rows::size - 1)));  // these fit f16
}

TEST_CASE("predict/export: what cannot be written says why") {
  const test::TemporaryFolder folder;
  const Checkpoint own = checkpoint<small::Own>(three);
  const std::string error = test::error_of([&] { export_checkpoint<small::Own>(own, {.to = folder / "o.pt"}); });
  CHECK(test::contains(error, "o.pt: row 5 of small::Own, is a small::MyBlock"));
  CHECK(test::contains(error, "--state-dict"));
  CHECK_FALSE(std::filesystem::exists(folder / "o.pt"));
  export_checkpoint<small::Own>(own, {.to = folder / "o.pt", .state_dict = true});
  CHECK(read_torch_model(folder / "o.pt").tensors.size() == own.tensors.size());
  CHECK(test::contains(test::error_of([&] { export_checkpoint<small::Own>(own, {.to = folder / "o.onnx"}); }), "must end with .pt"));
  CHECK(test::contains(test::error_of([&] { export_checkpoint<small::Late>(own, {.to = folder / "o.pt"}); }), "made for small::Own"));
}

// tests/checks/python_reads.sh gives the folder and reads the files with Python.
TEST_CASE("predict/export: files that another program compares") {
  const test::TemporaryFolder temporary;
  const char* asked = std::getenv("CTYOLO_PYTHON_FILES");
  const std::string folder = asked != nullptr ? asked : temporary.path();
  const auto write = [&](const Checkpoint& c, const std::string& name, auto&& form) {
    c.write(folder + "/" + name + ".safetensors");
    form({.to = folder + "/" + name + "-state.pt", .state_dict = true, .weights = WeightsAs::f32});
    form({.to = folder + "/" + name + "-model.pt", .weights = WeightsAs::f32});
    form({.to = folder + "/" + name + "-half.pt"});
  };
  const Checkpoint late = checkpoint<small::Late>(three), early = checkpoint<small::Early>(two);
  write(late, "late", [&](const ExportOptions& o) { export_checkpoint<small::Late>(late, o); });
  write(early, "early", [&](const ExportOptions& o) { export_checkpoint<small::Early>(early, o); });
  CHECK(std::filesystem::exists(folder + "/early-half.pt"));
}
