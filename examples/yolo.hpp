// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The program behind examples/yolo.sh: train, val, detect, describe and export for one net and one set of policies.
//
// The net and the policies are template arguments: yolo.sh writes a main function of one line for each combination
// that is asked for and compiles it once. Nothing here chooses an algorithm at run time.
#pragma once

#include <ctyolo/ctyolo.hpp>
#include <ctyolo/hooks/upload.hpp>
#include <ctyolo/predict/export.hpp>

#include <yolo/detect.hpp>
#include <yolo/train.hpp>
#include <yolo/val.hpp>

#include <CLI/CLI.hpp>

#include <filesystem>
#include <iomanip>
#include <iostream>
#include <string>

namespace yolo {

/// What a program may know before its command line.
struct Program {
  std::string name = "yolo.sh";
  std::string data = {};  ///< data.yaml where --data is not given
};

/// The whole program. @return its exit code
template <class Model, class... Policies>
int run(int argc, char** argv, const Program& program = {}) try {
  using Trainer = ctyolo::Trainer<Model, Policies..., ctyolo::Upload>;
  CLI::App app("Trains, validates and runs " + Model::net_name() +
               (Trainer::Chosen::named().empty() ? std::string() : " with " + Trainer::Chosen::named()) + ".", program.name);
  app.require_subcommand(1);
  app.get_formatter()->column_width(34);

  CLI::App& train_app = *app.add_subcommand("train", "train a detector on a YOLO data set");
  TrainArguments train(train_app);

  CLI::App& val_app = *app.add_subcommand("val", "precision, recall and mAP of a checkpoint on a data set");
  ValArguments val(val_app);
  val_app.get_option("--data")->required(program.data.empty());

  CLI::App& describe_app = *app.add_subcommand("describe", "say what train would do: net, layers, policies, constants, options, fingerprint");
  TrainArguments described(describe_app);
  int classes = 0;
  bool json = false;
  describe_app.add_option("--classes", classes, "for which the layers are counted (default: those of --data, else 80)");
  describe_app.add_flag("--json", json, "as JSON");

  CLI::App& detect_app = *app.add_subcommand("detect", "find objects in pictures and videos and draw them");
  DetectArguments found(detect_app);

  CLI::App& export_app = *app.add_subcommand("export", "a checkpoint for Python's YOLOv5 (.pt), or with half the bytes (.safetensors)");
  std::string exported;
  ctyolo::ExportOptions form;
  bool fp32 = false;
  export_app.add_option("--weights", exported, "a checkpoint")->required();
  export_app.add_option("--to", form.to, "the file to write: NAME.pt or NAME.safetensors")->required();
  export_app.add_flag("--state-dict", form.state_dict, ".pt: names and tensors alone, for any PyTorch; else YOLOv5's checkpoint");
  export_app.add_flag("--fp32", fp32, "32-bit numbers (default: f16, as YOLOv5 leaves its best.pt)");

  train.options.data = described.options.data = val.options.data = program.data;
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& help) {
    return app.exit(help);
  } catch (const CLI::ParseError& wrong) {
    ctyolo::fail(wrong.what(), " (--help lists the options)");
  }
  if (train_app) {
    ctyolo::StopOnSignals stop;
    Trainer trainer(train.upload());
    trainer.fit(train.finished(), stop.token());
  } else if (val_app) {
    validate<Model, Policies...>(val);
  } else if (describe_app) {
    const ctyolo::FitOptions options = described.finished();
    if (classes == 0 && !options.data.empty())
      classes = static_cast<int>(Trainer::Chosen::class_mapping::names(ctyolo::read_data_yaml(options.data).names).size());
    if (classes == 0) classes = 80;
    const ctyolo::Configuration all = Trainer().configuration(options, classes);
    std::cout << (json ? all.json() : all.text());
  } else if (export_app) {
    form.weights = fp32 ? ctyolo::WeightsAs::f32 : ctyolo::WeightsAs::f16;
    ctyolo::export_checkpoint<Model>(ctyolo::Checkpoint::read(exported), form);
    std::cout << form.to << ": " << Model::net_name() << ", " << (fp32 ? "f32" : "f16") << ", " << std::fixed << std::setprecision(1)
              << static_cast<double>(std::filesystem::file_size(form.to)) / 1e6 << " MB\n";
  } else {
    detect<Model>(found);
  }
  return 0;
} catch (const ctyolo::Error& error) {
  std::cerr << error.what() << "\n";
  return 1;
}

}  // namespace yolo
