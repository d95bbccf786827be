// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "../test.hpp"
#include "temporary_folder.hpp"
#include "torch_assembler.hpp"

#include <ctyolo/io/torch_model.hpp>

#include <algorithm>
#include <cstdlib>
#include <cstring>

using namespace ctyolo;
using namespace test::pickle;
using test::contains;
using test::raw;
using test::span_of;
using test::torch_zip;

namespace {

const std::vector<std::pair<std::string, std::string>> numbers = {
    {"0", raw<float>({1, 2, 3, 4})}, {"1", raw<std::int64_t>({9})}, {"2", raw<std::uint16_t>({0x3d00, 0x4000})}};
const std::string weight = call(global("torch._utils", "_rebuild_parameter"),
                                tuple({tensor(storage("FloatStorage", "0", 4), 0, {2, 2}, {2, 1}), yes}));
const std::string counter = tensor(storage("LongStorage", "1", 1), 0, {}, {});
const std::string anchors = tensor(storage("HalfStorage", "2", 2), 0, {1, 1, 2}, {2, 2, 1});
const std::string stride = tensor(storage("FloatStorage", "0", 4), 3, {1}, {1});

TorchModel opened(const std::string& value) {
  return read_torch_model(TorchFile::from_bytes(span_of(torch_zip(whole(value), numbers)), "x.pt"));
}
std::string complaint(const std::string& value) {
  const std::string said = test::error_of([&] { opened(value); });
  CHECK(test::one_line(said));
  CHECK(said.starts_with("x.pt: "));
  return said;
}
std::vector<std::string> tensor_names(const TorchModel& model) {
  std::vector<std::string> names;
  for (const auto& tensor : model.tensors) names.push_back(tensor.name);
  return names;
}

/// A convolution with a weight and no bias, and a detector; `more` are attributes of the network.
std::string network(const std::string& names, const std::string& more = {}) {
  const std::string conv =
      module("Conv", dict({text("weight"), weight, text("bias"), none}), dict({text("count"), counter}), empty_dict,
             text("type") + text("models.common.Conv"));
  const std::string detect =
      module("Detect", empty_dict, dict({text("anchors"), anchors, text("grid"), counter}),
             dict({text("m"),
                   module("ModuleList", empty_dict, empty_dict,
                          dict({text("0"), module("Conv2d", dict({text("bias"), weight}), empty_dict, empty_dict)}))}),
             text("nc") + integer(2) + text("_non_persistent_buffers_set") +
                 call(global("__builtin__", "set"), tuple({list({text("grid")})})));
  const std::string rows = module("Sequential", empty_dict, empty_dict, dict({text("0"), conv, text("1"), detect}));
  return module("Model", empty_dict, empty_dict, dict({text("model"), rows}),
                text("names") + names + text("nc") + integer(2) + text("stride") + stride + more);
}
const std::string two_names = list({text("cat"), text("dog")});

void check_network(const TorchModel& model) {
  CHECK(tensor_names(model) ==
        std::vector<std::string>{"model.0.weight", "model.0.count", "model.1.anchors", "model.1.m.0.bias"});
  CHECK(model.tensors[0].shape == std::vector<std::int64_t>{2, 2});
  CHECK(model.tensors[1].dtype == Dtype::i64);
  CHECK(model.names == std::vector<std::string>{"cat", "dog"});
  CHECK(model.classes == 2);
  CHECK(model.strides == std::vector<double>{4});
  REQUIRE(model.anchors.size() == 1);
  CHECK(model.anchors[0] == std::vector<AnchorSize>{{.w = 1.25F, .h = 2}});
  CHECK(model.class_name == "models.Model");
  CHECK(model.layer_types == std::vector<std::string>{"models.common.Conv", "models.Detect"});
}

}  // namespace

TEST_CASE("io/torch_model: the network is found wherever it is") {
  const std::string net = network(two_names);
  check_network(opened(net));
  CHECK(opened(net).source.empty());
  check_network(opened(dict({text("epoch"), integer(-1), text("model"), net, text("ema"), none})));
  const auto averaged =
      opened(dict({text("model"), module("Other", empty_dict, empty_dict, empty_dict), text("ema"), net}));
  CHECK(averaged.source == "ema");
  check_network(averaged);
  const std::string parallel = object(global("torch.nn.parallel", "DataParallel"),
                                      dict({text("_parameters"), empty_dict, text("_buffers"), empty_dict,
                                            text("_modules"), dict({text("module"), net})}));
  check_network(opened(dict({text("model"), parallel})));

  const std::string state = dict({text("a.weight"), weight, text("note"), text("x"), text("a.anchors"), anchors});
  for (const std::string& file : {state, dict({text("state_dict"), state}), dict({text("model_state_dict"), state}),
                                  dict({text("model"), state})}) {
    const auto model = opened(file);
    CHECK(tensor_names(model) == std::vector<std::string>{"a.weight", "a.anchors"});
    CHECK(model.class_name.empty());
    CHECK(model.anchors.size() == 1);
  }
}

TEST_CASE("io/torch_model: names as a list or a dict, and the rows of the description") {
  check_network(opened(network(dict({integer(1), text("dog"), integer(0), text("cat")}))));
  CHECK(contains(complaint(network(dict({integer(0), text("cat"), integer(2), text("dog")}))), "none of class 1"));
  CHECK(contains(complaint(network(list({text("cat"), none}))), "name of class 1 is no text"));
  const auto model = opened(network(
      two_names,
      text("yaml") +
          dict({text("nc"), integer(80), text("depth_multiple"), real(0.33), text("width_multiple"), integer(1),
                text("backbone"), list({list({integer(-1), integer(1), text("Conv"), list({integer(64)})})}),
                text("head"), list({list({list({integer(0)}), integer(1), text("Detect"), none}), list({none})})})));
  CHECK(model.depth_multiple == 0.33);
  CHECK(model.width_multiple == 1.0);
  CHECK(model.yaml_modules == std::vector<std::string>{"Conv", "Detect", ""});
}

TEST_CASE("io/torch_model: an unstripped checkpoint") {
  const std::string dtype = call(global("numpy", "dtype"), tuple({text("f8"), no, yes}));
  const double fitness = 0.4375;  // 00 00 00 00 00 00 dc 3f
  const std::string encoded =
      call(global("_codecs", "encode"), tuple({text(std::string(6, '\0') + "\xc3\x9c?"), text("latin1")}));
  const std::string array = call(global("numpy.core.multiarray", "_reconstruct"),
                                 tuple({global("numpy", "ndarray"), tuple({integer(0)}), bytes("b")})) +
                            tuple({integer(1), tuple({integer(1)}), dtype, no, encoded}) + "b";
  const std::string scalar =
      call(global("numpy.core.multiarray", "scalar"), tuple({dtype, bytes(raw<double>({fitness}))}));
  for (const std::string& best : {array, scalar, real(fitness)}) {
    const auto model =
        opened(dict({text("epoch"), integer(7), text("best_fitness"), best, text("updates"), integer(12),
                     text("training_results"), text("1 2\n3"), text("model"), network(two_names), text("ema"),
                     network(two_names), text("date"), text("2026-01-01"), text("optimizer"),
                     dict({text("state"), dict({integer(0), dict({text("momentum_buffer"), weight})})}), text("opt"),
                     dict({text("project"), call(global("pathlib", "WindowsPath"), tuple({text("runs")}))})}));
    check_network(model);
    CHECK(model.epoch == 7);
    CHECK(model.updates == 12);
    CHECK(model.best_fitness == fitness);
    CHECK(model.training_results == "1 2\n3");
    CHECK(model.date == "2026-01-01");
  }
  CHECK_FALSE(opened(dict({text("best_fitness"), dtype, text("model"), network(two_names)})).best_fitness.has_value());
}

TEST_CASE("io/torch_model: what is no network") {
  CHECK(contains(complaint(list({weight})), "neither a network nor a dict"));
  CHECK(contains(complaint(call(global("os", "system"), tuple({text("ls")}))), "neither a network"));
  CHECK(contains(complaint(dict({text("model"), none, text("weights"), integer(1)})),
                 "the file has \"model\", \"weights\""));
  CHECK(contains(complaint(empty_dict), "the file has nothing"));
  CHECK(contains(complaint(module("Empty", empty_dict, empty_dict, empty_dict)), "no tensors"));
  CHECK(contains(complaint(module("M", dict({text("w"), integer(1)}), empty_dict, empty_dict)),
                 "tensor \"w\" is no tensor"));
  CHECK(contains(complaint(module("M", dict({integer(1), weight}), empty_dict, empty_dict)), "a name that is no text"));
  CHECK(contains(complaint(module("M", dict({text("w"), weight, text("w"), weight}), empty_dict, empty_dict)),
                 "two tensors named \"w\""));
  CHECK(contains(complaint(module("M", list({weight}), empty_dict, empty_dict)), "is no dict"));
  CHECK(contains(complaint(module("M", empty_dict, empty_dict, dict({text("a"), integer(1)}))),
                 "the module \"a\" is none"));
  CHECK(contains(complaint(module("M", dict({text(std::string(600, 'w')), weight}), empty_dict, empty_dict)),
                 "a name of more than"));
}

TEST_CASE("io/torch_model: trees without end") {
  // A module that contains itself.
  CHECK(contains(complaint("cm\nM\n)\x81q\x01}(" + text("_parameters") + empty_dict + text("_buffers") + empty_dict +
                           text("_modules") + dict({text("a"), "h\x01"}) + "ub"),
                 "more than 64 deep"));
  // Forty levels, each of which contains the one below twice.
  std::string tree = module("M", dict({text("w"), counter}), empty_dict, empty_dict);
  for (int level = 0; level < 40; ++level)
    tree = module("M", empty_dict, empty_dict, dict({text("a"), tree + "q\x01", text("b"), "h\x01"}));
  CHECK(contains(complaint(tree), "too many tensors share the same numbers"));
  tree = module("M", empty_dict, empty_dict, empty_dict);
  for (int level = 0; level < 40; ++level)
    tree = module("M", empty_dict, empty_dict, dict({text("a"), tree + "q\x01", text("b"), "h\x01"}));
  CHECK(contains(complaint(tree), "more than 50000 modules"));
}

TEST_CASE("io/torch_model: the official yolov5n.pt") {
  const char* shared = std::getenv("CTYOLO_SHARED_DATA");
  const std::string path = std::string(shared != nullptr ? shared : ".") + "/weights/yolov5n.pt";
  if (!std::ifstream(path)) {
    MESSAGE("skipped: no " << path);
    return;
  }
  const TorchModel model = read_torch_model(path);
  CHECK(model.source == "model");
  CHECK(model.class_name == "models.yolo.Model");
  CHECK(model.epoch == -1);
  CHECK_FALSE(model.best_fitness.has_value());
  CHECK(model.training_results.empty());
  CHECK(model.date == "2022-02-08T18:24:20.515893");
  REQUIRE(model.names.size() == 80);
  CHECK(model.names[0] == "person");
  CHECK(model.names[79] == "toothbrush");
  CHECK(model.classes == 80);
  CHECK(model.strides == std::vector<double>{8, 16, 32});
  CHECK(model.depth_multiple == 0.33);
  CHECK(model.width_multiple == 0.25);
  REQUIRE(model.layer_types.size() == 25);
  REQUIRE(model.yaml_modules.size() == 25);
  CHECK(model.layer_types[9] == "models.common.SPPF");
  CHECK(model.layer_types[24] == "models.yolo.Detect");
  CHECK(model.yaml_modules[11] == "nn.Upsample");
  REQUIRE(model.anchors.size() == 3);
  CHECK(model.anchors[0] == std::vector<AnchorSize>{{1.25F, 1.625F}, {2, 3.75F}, {4.125F, 2.875F}});
  CHECK(model.anchors[2][2] == AnchorSize{11.65625F, 10.1875F});

  // Numbers of Python's torch.load of the same file.
  REQUIRE(model.tensors.size() == 349);
  CHECK(model.tensors[0].name == "model.0.conv.weight");
  CHECK(model.tensors[5].name == "model.0.bn.num_batches_tracked");
  CHECK(model.tensors[348].name == "model.24.m.2.bias");
  const auto find = [&](const std::string& name) {
    const auto found =
        std::find_if(model.tensors.begin(), model.tensors.end(), [&](auto& t) { return t.name == name; });
    REQUIRE(found != model.tensors.end());
    return *found;
  };
  const auto element = [&](const std::string& name, std::size_t i) { return detail::number_at(find(name), i); };
  CHECK(find("model.0.conv.weight").shape == std::vector<std::int64_t>{16, 3, 6, 6});
  CHECK(find("model.0.conv.weight").dtype == Dtype::f16);
  CHECK(element("model.0.conv.weight", 0) == -0.003936767578125);
  CHECK(element("model.0.conv.weight", 1727) == 0.0061798095703125);
  CHECK(element("model.0.bn.running_var", 15) == 0.0097503662109375);
  CHECK(find("model.0.bn.num_batches_tracked").shape.empty());
  CHECK(element("model.0.bn.num_batches_tracked", 0) == 1);
  CHECK(find("model.9.cv2.conv.weight").shape == std::vector<std::int64_t>{256, 512, 1, 1});
  CHECK(element("model.9.cv2.conv.weight", 131071) == -0.0291290283203125);
  CHECK(find("model.24.m.2.bias").shape == std::vector<std::int64_t>{255});
  CHECK(element("model.24.m.2.bias", 254) == -6.9453125);
  double sum = 0;
  std::size_t elements = 0;
  for (const auto& tensor : model.tensors)
    for (std::size_t i = 0; i < tensor.bytes.size() / dtype_bytes(tensor.dtype); ++i, ++elements)
      sum += detail::number_at(tensor, i).value();
  CHECK(elements == 1881736);
  CHECK(sum == doctest::Approx(-3013.482884168625).epsilon(1e-12));
}
