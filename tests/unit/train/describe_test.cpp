// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A configuration as text, as JSON, as a fingerprint, and beside another one.
#define CTYOLO_TEST_TORCH
#include "test.hpp"
#include "temporary_folder.hpp"

#include <ctyolo/ctyolo.hpp>

#include <nlohmann/json.hpp>

using namespace ctyolo;
using test::contains;

namespace {
using Plain = Trainer<YoloV5n::Classes<3>>;
}

TEST_CASE("train/describe: text holds every policy, every number, every row") {
  const Configuration c = Trainer<YoloV5n, Adam>(Adam{.beta2 = 0.99}).configuration({.data = "d.yaml", .img = 640});
  const std::string text = c.text();
  CHECK(contains(text, "optimizer:        Adam{beta2 = 0.99, eps = 1e-08}\n"));
  CHECK(contains(text, "anchors:          AutoAnchor{recall_limit = 0.98,"));
  CHECK(contains(text, "parameters:       1872157\n"));
  CHECK(contains(text, "data:             d.yaml\n"));
  CHECK(contains(text, c.fingerprint()));
  const Hyp hyp;
  visit_hyp(hyp, [&](const char* name, double value) { CHECK_MESSAGE(contains(text, std::string(name) + ":"), name << value); });
  CHECK(c.rows.size() == 25);
  CHECK(c.rows[0] == RowFacts{"-1", 1, "Conv<64, 6, 2, 2>", 16, 2, 1760, c.rows[0].gflops, {-1}});
  CHECK(c.rows[12].from == "-1 6");
  CHECK(c.rows[12].sources == std::vector<int>{11, 6});
  CHECK(c.rows[6].repeats == 3);  // 9, a third of them
  std::int64_t parameters = 0;
  double gflops = 0;
  for (const RowFacts& row : c.rows) parameters += row.parameters, gflops += row.gflops;
  CHECK(parameters == c.parameters);
  CHECK(gflops == doctest::Approx(c.gflops));
}

TEST_CASE("train/describe: JSON says the same") {
  const Configuration c = Plain().configuration({.data = "a \"b\"\n.yaml"});
  const auto json = nlohmann::json::parse(c.json());
  CHECK(json["net"] == "YoloV5n::Classes<3>");
  CHECK(json["classes"] == 3);
  CHECK(json["policies"]["optimizer"] == "SGDNesterov");
  CHECK(json["policies"].size() == c.policies.size());
  CHECK(json["hyp"]["weight_decay"] == 0.0005);
  CHECK(json["options"]["data"] == "a \"b\"\n.yaml");
  CHECK(json["layers"].size() == 25);
  CHECK(json["fingerprint"] == c.fingerprint());
}

TEST_CASE("train/describe: the fingerprint follows what decides the result, and nothing else") {
  const auto of = [](const auto& trainer, const FitOptions& o) { return trainer.configuration(o).fingerprint(); };
  const std::string base = of(Plain(), {.data = "d"});
  CHECK(base.size() == 16);
  CHECK(of(Plain(), {.data = "d", .project = "p", .name = "n", .workers = 3, .threads = 1}) == base);
  CHECK(of(Plain(), {.data = "d", .img = 630}) == base);  // comes to 640
  CHECK(of(Trainer<YoloV5n::Classes<Dynamic>>(), {.data = "d"}) == base);  // the data decides
  CHECK(of(Trainer<YoloV5n, SGDNesterov>(), {.data = "d"}) == base);       // the default, named
  CHECK(of(Plain(), {.data = "d", .seed = 1}) != base);
  CHECK(of(Plain(), {.data = "d", .hyp = Hyp{.lr0 = 0.02}}) != base);
  CHECK(of(Trainer<YoloV5s>(), {.data = "d"}) != base);
  CHECK(of(Trainer<YoloV5n, Adam>(), {.data = "d"}) != of(Trainer<YoloV5n, Adam>(Adam{.eps = 1e-7}), {.data = "d"}));
}

TEST_CASE("train/describe: a diff names what differs, and only that") {
  CHECK(diff<Plain, Trainer<YoloV5n::Classes<3>, SGDNesterov>>() == "");
  CHECK(diff<Trainer<YoloV5n>, Trainer<YoloV5n, SGD, FixedSize<320>>>() != "");
  const std::string text = diff<Trainer<YoloV5n>, Trainer<YoloV5n, SGD>>();
  CHECK(text == "optimizer: SGDNesterov -> SGD\n");
  const std::string nets = diff<Trainer<YoloV5n>, Trainer<YoloV5s>>();
  CHECK(contains(nets, "net: YoloV5n -> YoloV5s\n"));
  CHECK(contains(nets, "row 0: Conv<64, 6, 2, 2> from -1, 16 x 320 x 320 -> Conv<64, 6, 2, 2> from -1, 32 x 320 x 320\n"));
  CHECK(!contains(nets, "optimizer"));
  const std::string recipes = diff<Trainer<YoloV5n>, Trainer<YoloV5n, recipe::Yolov5v7>>();
  CHECK(recipes == "schedule: WarmupCosine -> Late<WarmupLinear>\n");
}

TEST_CASE("train/describe: classes are those of the net's type, or any of Classes<Dynamic>") {
  using test::error_of;
  const std::string wrong = "the net has 3 classes by its type, but 20 are asked for; use Classes<20> or Classes<Dynamic>";
  CHECK(error_of([] { Plain().configuration({}, 20); }) == wrong);
  CHECK(error_of([] { row_facts<YoloV5n::Classes<3>>(20, 640); }) == wrong);
  CHECK(row_facts<YoloV5n::Classes<Dynamic>>(20, 640).back().channels == 3 * 25);
}
