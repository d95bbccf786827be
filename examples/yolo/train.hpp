// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Options of `yolo.sh train` and `describe`.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/hooks/upload.hpp>
#include <ctyolo/io/hyp_yaml.hpp>
#include <ctyolo/train/options.hpp>

#include <yolo/run_options.hpp>

#include <CLI/CLI.hpp>

#include <iostream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

namespace yolo {

/// Options of `train` on a command line. @return a call that fills FitOptions after parsing
struct TrainArguments {
  ctyolo::FitOptions options;
  std::vector<int> img{640};
  std::string hyp, cache, upload_to, upload_command = "gsutil cp";
  CLI::Option* cached;

  explicit TrainArguments(CLI::App& app) {
    app.add_option("--data", options.data, "data.yaml: where the pictures are and what the classes are called");
    app.add_option("--epochs", options.epochs, "times through the training pictures")->capture_default_str();
    app.add_option("--batch,--batch-size", options.batch, "pictures a batch")->capture_default_str();
    app.add_option("--img,--imgsz,--img-size", img, "side of the network input in px: one value, or one for training and one for validation")
        ->expected(1, 2)->capture_default_str();
    app.add_option("--hyp", hyp, "file of hyper-parameters (YOLOv5's hyp yaml)");
    app.add_option("--weights", options.weights, "start from this checkpoint instead of random weights");
    app.add_option("--resume", options.resume, "continue this run: its folder or its weights/last.safetensors; or a training of Python's, by its last.pt");
    add_folder_options(app, options.project, options.name, options.exist_ok);
    app.add_option("--workers", options.workers, "loader threads; 0: none, -1: chosen from the cores")->capture_default_str();
    add_compute_options(app, options.threads, options.device);
    app.add_option("--seed", options.seed, "of weights, order and augmentation")->check(CLI::NonNegativeNumber)->capture_default_str();
    cached = app.add_option("--cache", cache, "keep the resized pictures: ram (also without a word), disk (beside the labels), none (default: ram where that is little of it)")->expected(0, 1);
    app.add_option("--freeze", options.freeze, "what does not learn: 10 for the first ten rows, 0 1 2 for those rows, or names such as model.24.m.0");
    app.add_flag("--noval", options.noval, "validate after the last epoch only");
    app.add_flag("--nosave", options.nosave, "save after the last epoch only");
    app.add_option("--bucket,--upload-to", upload_to, "send results.csv there each epoch and the weights at the end, such as gs://bucket/exp7");
    app.add_option("--upload-command", upload_command, "what sends: called with a file and a destination")->capture_default_str();
  }

  ctyolo::Upload upload() const {
    std::istringstream words(upload_command);
    return upload_to.empty() ? ctyolo::Upload() : ctyolo::Upload(upload_to, {std::istream_iterator<std::string>(words), {}});
  }

  ctyolo::FitOptions finished() {
    options.img = ctyolo::ImageSize(img.front(), img.back());
    if (!hyp.empty()) {
      const ctyolo::HypFile file = ctyolo::read_hyp_file(hyp);
      options.hyp = file.hyp;
      if (!file.note.empty()) std::cerr << file.note << "\n";
    }
    if (cache == "disk") options.cache = ctyolo::Cache::disk;
    else if (cache == "none") options.cache = ctyolo::Cache::none;
    else if (cached->count() > 0 && (cache.empty() || cache == "ram")) options.cache = ctyolo::Cache::ram;
    else if (!cache.empty()) ctyolo::fail("--cache ", cache, ": there are ram, disk and none");
    return options;
  }
};

}  // namespace yolo
