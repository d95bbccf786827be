// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Options of `yolo.sh detect`.
#pragma once

#include <yolo/nms.hpp>
#include <yolo/run_options.hpp>

#include <ctyolo/ctyolo.hpp>
#include <ctyolo/backend/device.hpp>
#include <ctyolo/data/video.hpp>

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace yolo {

struct DetectArguments {
  std::string weights, source, project = "runs/detect", name = "exp", device = "cpu", fourcc{ctyolo::default_fourcc};
  int img = 640, threads = 0, vid_stride = 1;
  bool exist_ok = false, save_txt = false, save_conf = false, save_crop = false, nosave = false, augment = false;
  bool view_img = false, hide_labels = false, hide_conf = false;
  ctyolo::NmsOptions nms = ctyolo::detect_nms;

  explicit DetectArguments(CLI::App& app) {
    app.add_option("--weights", weights, "a checkpoint, such as runs/train/exp/weights/best.safetensors")->required();
    app.add_option("--source", source,
                   "a picture, a video, a folder of them, a .txt list of pictures; a camera's number, an address such as "
                   "rtsp://host/path, a .streams list of these")
        ->required();
    app.add_option("--img,--imgsz,--img-size", img, "longer side of the network input in px")->capture_default_str();
    add_nms_options(app, nms);
    app.add_option("--classes", nms.classes, "these classes alone, by number: --classes 0 2");
    app.add_flag("--augment", augment, "see every picture three times: as it is, smaller and mirrored, smaller still");
    app.add_option("--vid-stride", vid_stride, "of a video or stream: look at each n-th frame")->capture_default_str();
    app.add_flag("--save-txt", save_txt, "write labels/NAME.txt, of a video NAME_FRAME.txt: class x y w h, normalised");
    app.add_flag("--save-conf", save_conf, "with --save-txt: the score at the end of a line");
    app.add_flag("--save-crop", save_crop, "write what each box holds as a picture, crops/CLASS/NAME.jpg");
    app.add_flag("--nosave", nosave, "do not write pictures and videos");
    app.add_option("--fourcc", fourcc, "codec of the videos, four characters")->capture_default_str();
    app.add_flag("--view-img", view_img, "show them in a window; q ends the run");
    app.add_flag("--hide-labels", hide_labels, "boxes without a text");
    app.add_flag("--hide-conf", hide_conf, "boxes without their scores");
    add_folder_options(app, project, name, exist_ok);
    add_compute_options(app, threads, device);
  }

  /// What can be said before the weights are read. @throws ctyolo::Error
  void check() const {
    ctyolo::check_device<ctyolo::DefaultBackend>(device);
    try {
      ctyolo::check_fourcc(fourcc);
    } catch (const ctyolo::Error& e) {
      ctyolo::fail("--fourcc: ", e.what());
    }
    if (vid_stride < 1) ctyolo::fail("--vid-stride ", vid_stride, ": must be 1 (all frames) or more");
  }
  /// @throws ctyolo::Error when --classes names one that the net has not
  void check_classes(const std::vector<std::string>& names) const {
    try {
      ctyolo::check(nms, static_cast<int>(names.size()));
    } catch (const ctyolo::Error& e) {
      ctyolo::fail("--classes: ", e.what());
    }
  }
};

}  // namespace yolo
