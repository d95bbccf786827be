// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// `yolo.sh val`: options and the run.
#pragma once

#include <ctyolo/ctyolo.hpp>
#include <ctyolo/hooks/coco_json.hpp>
#include <ctyolo/hooks/label_files.hpp>
#include <ctyolo/io/run_folder.hpp>
#include <ctyolo/train/study.hpp>

#include <yolo/nms.hpp>
#include <yolo/run_options.hpp>

#include <CLI/CLI.hpp>

#include <iostream>
#include <string>

namespace yolo {

struct ValArguments {
  ctyolo::ValOptions options;
  ctyolo::StudyOptions study;
  std::string task = "val", project = "runs/val", name = "exp";
  bool save_json = false, save_txt = false, save_conf = false, exist_ok = false;
  NmsArguments nms;

  explicit ValArguments(CLI::App& app) {
    app.add_option("--weights", options.weights, "a checkpoint")->required();
    app.add_option("--data", options.data, "data.yaml")->required();
    app.add_option("--img,--imgsz,--img-size", options.img_px, "side of the network input in px")->capture_default_str();
    app.add_option("--batch,--batch-size", options.batch, "pictures a batch")->capture_default_str();
    nms = add_nms_options(app, options.nms);
    app.add_flag("--augment", options.augment, "see every picture three times: as it is, smaller and mirrored, smaller still");
    app.add_option("--task", task,
                   "train, val or test: that part of the data; speed: val with --conf 0.25 --iou 0.45 unless they are given; "
                   "study: val at several sizes, with a table and a chart")
        ->capture_default_str();
    app.add_option("--study-sizes", study.sizes_px,
                   "sides in px for --task study (default: 256 to 1536 by steps of 128; seed-s and its like: 352 to 800 by 64)");
    app.add_flag("--save-json", save_json, "write predictions.json, COCO's format of results");
    app.add_flag("--save-txt", save_txt, "write labels/NAME.txt: class x y w h, normalised");
    app.add_flag("--save-conf", save_conf, "with --save-txt: the score at the end of a line");
    add_folder_options(app, project, name, exist_ok);
    app.add_option("--workers", options.workers, "loader threads")->capture_default_str();
    add_compute_options(app, options.threads, options.device);
  }

  /// What the task means for the options.
  ctyolo::ValOptions finished() const {
    ctyolo::ValOptions o = options;
    o.split = task == "speed" || task == "study" ? "val" : task;
    if (task == "speed" && nms.conf->count() == 0) o.nms.conf = 0.25;
    if (task == "speed" && nms.iou->count() == 0) o.nms.iou = 0.45;
    return o;
  }
};

/// Whether the data set is COCO itself, whose judges know its classes by other numbers.
inline bool is_coco_data(const ctyolo::ValOptions& options) {
  const auto entries = ctyolo::read_data_yaml(options.data).entries(options.split);
  return entries.size() == 1 && ctyolo::is_coco(entries[0]);
}

template <class Model, class... Policies>
void validate(const ValArguments& a) {
  const ctyolo::ValOptions options = a.finished();
  const bool study = a.task == "study";
  if (study && (a.save_json || a.save_txt))
    ctyolo::fail("--task study: --save-json and --save-txt are for one size; leave them out");
  std::string folder;
  if (a.save_json || a.save_txt || study) folder = ctyolo::make_run_folder(a.project, a.name, a.exist_ok);
  ctyolo::HookSet<ctyolo::ProgressBar, ctyolo::CocoJson, ctyolo::LabelFiles> hooks(
      {ctyolo::ProgressBar(),
       ctyolo::CocoJson{.file = a.save_json ? folder + "/predictions.json" : "",
                        .coco_ids = a.save_json && is_coco_data(options)},
       ctyolo::LabelFiles{.folder = a.save_txt ? folder + "/labels" : "", .scores = a.save_conf}});
  if (study) std::cout << ctyolo::study_text(ctyolo::study<Model, Policies...>(options, {a.study.sizes_px, folder}, hooks));
  else ctyolo::validate<Model, Policies...>(options, hooks);
  if (!folder.empty()) std::cout << "Results saved to " << folder << "\n";
}

}  // namespace yolo
