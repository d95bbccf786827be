// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Which policies a Trainer ends up with. Mostly for the compiler.
#define CTYOLO_TEST_TORCH
#include "test.hpp"

#include <ctyolo/ctyolo.hpp>

using namespace ctyolo;

namespace {

using Default = Chosen<YoloV5n>;
static_assert(std::same_as<Default::optimizer, SGDNesterov> && std::same_as<Default::schedule, WarmupCosine> &&
              std::same_as<Default::average, EMA<0.9999>> && std::same_as<Default::loss, YoloLoss<>> &&
              std::same_as<Default::augment, Yolov5Augment> && std::same_as<Default::accumulation, Nominal<64>> &&
              std::same_as<Default::anchors, AutoAnchor>);
static_assert(std::same_as<Chosen<YoloV5n, GivenAnchors, recipe::Yolov5v7>::anchors, GivenAnchors>);

// the generation of the net picks the recipe
using Seed = Chosen<yolov5_v1::YoloV5s>;
static_assert(std::same_as<Seed::loss, SeedLoss> && std::same_as<Seed::augment, SeedAugment> &&
              std::same_as<Seed::accumulation, SeedNominal<64>> && Seed::recipe::hyp.cls == 0.58 && Seed::recipe::hyp.lrf == 0.1);
static_assert(std::same_as<Chosen<yolov5_v1::YoloV5s, Yolov5Augment, Nominal<64>>::augment, Yolov5Augment> &&
              std::same_as<Chosen<yolov5_v1::YoloV5s, Yolov5Augment, Nominal<64>>::accumulation, Nominal<64>>);

// a named policy beats the recipe, the recipe beats the default, in any order
using Preset = Chosen<YoloV5n, recipe::Yolov5v7, Adam>;
static_assert(std::same_as<Preset::schedule, Late<WarmupLinear>> && std::same_as<Preset::optimizer, Adam>);
using Named = Chosen<YoloV5n, Constant, recipe::Yolov5v7>;
static_assert(std::same_as<Named::schedule, Constant>);
static_assert(std::same_as<Preset::augment, Yolov5Augment> && std::same_as<Preset::accumulation, Nominal<64>>);
using FirstPreset = Chosen<yolov5_v1::YoloV5s, recipe::Yolov5v1>;
static_assert(std::same_as<FirstPreset::sampling, InOrder> && std::same_as<FirstPreset::schedule, Late<WarmupCosine>> &&
              std::same_as<FirstPreset::augment, SeedAugment> && std::same_as<FirstPreset::accumulation, SeedNominal<64>> &&
              std::same_as<FirstPreset::evaluation, SeedAP> && std::same_as<Seed::evaluation, Yolov5AP>);

// a precision decides how the backend computes, which keeps its name
using Half = Chosen<YoloV5n, BF16>;
static_assert(std::same_as<Half::named_backend, DefaultBackend> && std::same_as<Half::backend, BackendIn<DefaultBackend, BF16>> &&
              std::same_as<Chosen<YoloV5n, FP32>::backend, DefaultBackend> && std::same_as<BackendIn<Aten, BF16>, Aten>);

// hooks add up; a default hook that is named stands once, where the user put it
struct Mine {
  using slot = slot::hook;
  void on(const EpochEnded&) {}
};
static_assert(std::same_as<Chosen<YoloV5n, Mine>::hooks, decltype(std::tuple_cat(DefaultHooks{}, std::tuple<Mine>{}))>);
static_assert(std::same_as<Chosen<YoloV5n, Mine, ResultsFile>::hooks,
                           std::tuple<ProgressBar, RunFiles, LabelPlots, BatchPictures, DetectionPictures, ValidationPlots, ResultsPlot, Mine, ResultsFile>>);
static_assert(std::same_as<Chosen<YoloV5n, NoDefaultHooks, Mine>::hooks, std::tuple<Mine>>);

}  // namespace

TEST_CASE("train/chosen: policies as text, as a user writes them") {
  CHECK(Default::named() == "");
  CHECK(Chosen<YoloV5n, Adam, MultiScale<>, Mine>::named() == "Adam, MultiScale<0.5, 1.5>");
  std::string all;
  for (const auto& [kind, policy] : Chosen<YoloV5n, EMA<0.999, 500>>::names()) all += kind + "=" + policy + ";";
  CHECK(all.find("optimizer=SGDNesterov;") != std::string::npos);
  CHECK(all.find("weight average=EMA<0.999, 500>;") != std::string::npos);
  CHECK(all.find("anchors=AutoAnchor;") != std::string::npos);
  CHECK(all.find("accumulation=Nominal<64>;") != std::string::npos);
  std::string half;
  for (const auto& [kind, policy] : Half::names()) half += kind + "=" + policy + ";";
  CHECK(half.find("backend=" + type_name<DefaultBackend>() + ";precision=BF16;") != std::string::npos);
}

TEST_CASE("train/policy_values: settings reach the policy they are meant for") {
  PolicyValues<Chosen<YoloV5n, Adam>> values;
  CHECK(values.get<Adam>().beta2 == 0.999);
  values.set(Adam{.beta2 = 0.9});
  CHECK(values.get<Adam>().beta2 == 0.9);
  values.set(AutoAnchor{.generations = 100});
  CHECK(values.get<AutoAnchor>().generations == 100);
  CHECK(values.get<AutoAnchor>().recall_limit == 0.98);
}

TEST_CASE("train/policy_values: a recipe sets its anchor policy, until the user does") {
  PolicyValues<Chosen<yolov5_v1::YoloV5s, recipe::Yolov5v1>> seed;
  CHECK(seed.get<AutoAnchor>().recall_limit == 0.99);
  CHECK(seed.get<AutoAnchor>().smallest_px == 4);
  seed.set(AutoAnchor{.generations = 7});
  CHECK(seed.get<AutoAnchor>().recall_limit == 0.98);
  PolicyValues<Chosen<yolov5_v1::YoloV5s, recipe::Yolov5v1, GivenAnchors>> given;  // compiles: the settings are of another policy
  given.set(GivenAnchors{});
}
