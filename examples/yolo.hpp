// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The program behind examples/yolo.sh: train, val, detect, describe and export for one net and one set of policies.
//
// The net and the policies are template arguments: yolo.sh writes a main function of one line for each combination
// that is asked for and compiles it once. Nothing here chooses an algorithm at run time.
#pragma once

#include <ctyolo/ctyolo.hpp>
#include <ctyolo/core/stopwatch.hpp>
#include <ctyolo/data/image_list.hpp>
#include <ctyolo/data/network_input.hpp>
#include <ctyolo/data/video.hpp>
#include <ctyolo/hooks/coco_json.hpp>
#include <ctyolo/hooks/draw.hpp>
#include <ctyolo/hooks/label_files.hpp>
#include <ctyolo/hooks/upload.hpp>
#include <ctyolo/io/run_folder.hpp>
#include <ctyolo/predict/export.hpp>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <iterator>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace yolo {

namespace fs = std::filesystem;

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
    app.add_option("--resume", options.resume, "continue this run: its folder or its weights/last.safetensors");
    app.add_option("--project", options.project, "folder of all runs")->capture_default_str();
    app.add_option("--name", options.name, "folder of this run; an existing name gets 2, 3, ...")->capture_default_str();
    app.add_flag("--exist-ok", options.exist_ok, "write into an existing folder");
    app.add_option("--workers", options.workers, "loader threads; 0: none, -1: chosen from the cores")->capture_default_str();
    app.add_option("--threads", options.threads, "compute threads; 0: all cores")->capture_default_str();
    app.add_option("--seed", options.seed, "of weights, order and augmentation")->capture_default_str();
    cached = app.add_option("--cache", cache, "keep the resized pictures: ram (also without a word), disk (beside the labels)")->expected(0, 1);
    app.add_option("--freeze", options.freeze, "what does not learn: 10 for the first ten rows, 0 1 2 for those rows, or names such as model.24.m.0");
    app.add_flag("--noval", options.noval, "validate after the last epoch only");
    app.add_flag("--nosave", options.nosave, "save after the last epoch only");
    app.add_option("--device", options.device, "cpu")->capture_default_str();
    app.add_option("--bucket,--upload-to", upload_to, "send results.csv there each epoch and the weights at the end, such as gs://bucket/exp7");
    app.add_option("--upload-command", upload_command, "what sends: called with a file and a destination")->capture_default_str();
  }

  ctyolo::Upload upload() const {
    std::istringstream words(upload_command);
    return upload_to.empty() ? ctyolo::Upload() : ctyolo::Upload(upload_to, {std::istream_iterator<std::string>(words), {}});
  }

  ctyolo::FitOptions finished() {
    options.img = ctyolo::ImageSize(img.front(), img.back());
    if (!hyp.empty()) options.hyp = ctyolo::read_hyp_yaml(hyp);
    if (cache == "disk") options.cache = ctyolo::Cache::disk;
    else if (cached->count() > 0 && (cache.empty() || cache == "ram")) options.cache = ctyolo::Cache::ram;
    else if (!cache.empty()) ctyolo::fail("--cache ", cache, ": there are ram and disk");
    return options;
  }
};

struct ValArguments {
  ctyolo::ValOptions options;
  std::string project = "runs/val", name = "exp";
  bool save_json = false, save_txt = false, save_conf = false, exist_ok = false;

  explicit ValArguments(CLI::App& app) {
    app.add_option("--weights", options.weights, "a checkpoint")->required();
    app.add_option("--data", options.data, "data.yaml")->required();
    app.add_option("--img,--imgsz,--img-size", options.img_px, "side of the network input in px")->capture_default_str();
    app.add_option("--batch,--batch-size", options.batch, "pictures a batch")->capture_default_str();
    app.add_option("--conf,--conf-thres", options.nms.conf, "least score")->capture_default_str();
    app.add_option("--iou,--iou-thres", options.nms.iou, "NMS threshold")->capture_default_str();
    app.add_flag("--merge-nms", options.nms.merge, "kept boxes become means of those that they suppress");
    app.add_flag("--augment", options.augment, "see every picture three times: as it is, smaller and mirrored, smaller still");
    app.add_option("--task", options.split, "train, val or test: which part of the data")->capture_default_str();
    app.add_flag("--save-json", save_json, "write predictions.json, COCO's format of results");
    app.add_flag("--save-txt", save_txt, "write labels/NAME.txt: class x y w h, normalised");
    app.add_flag("--save-conf", save_conf, "with --save-txt: the score at the end of a line");
    app.add_option("--project", project, "folder of all runs, where something is saved")->capture_default_str();
    app.add_option("--name", name, "folder of this run")->capture_default_str();
    app.add_flag("--exist-ok", exist_ok, "write into an existing folder");
    app.add_option("--workers", options.workers, "loader threads")->capture_default_str();
    app.add_option("--threads", options.threads, "compute threads; 0: all cores")->capture_default_str();
  }
};

/// Whether the data set is COCO itself, whose judges know its classes by other numbers.
inline bool is_coco_data(const ctyolo::ValOptions& options) {
  const auto entries = ctyolo::read_data_yaml(options.data).entries(options.split);
  return entries.size() == 1 && ctyolo::is_coco(entries[0]);
}

template <class Model, class... Policies>
void validate(const ValArguments& a) {
  std::string folder;
  if (a.save_json || a.save_txt) folder = ctyolo::make_run_folder(a.project, a.name, a.exist_ok);
  ctyolo::HookSet<ctyolo::ProgressBar, ctyolo::CocoJson, ctyolo::LabelFiles> hooks(
      {ctyolo::ProgressBar(),
       ctyolo::CocoJson{.file = a.save_json ? folder + "/predictions.json" : "", .coco_ids = a.save_json && is_coco_data(a.options)},
       ctyolo::LabelFiles{.folder = a.save_txt ? folder + "/labels" : "", .scores = a.save_conf}});
  ctyolo::validate<Model, Policies...>(a.options, hooks);
  if (!folder.empty()) std::cout << "Results saved to " << folder << "\n";
}

struct DetectArguments {
  std::string weights, source, project = "runs/detect", name = "exp";
  int img = 640, threads = 0;
  bool exist_ok = false, save_txt = false, save_conf = false, nosave = false, augment = false;
  ctyolo::NmsOptions nms{.conf = 0.25, .iou = 0.45, .multi_label = false, .max_detections = 1000};

  explicit DetectArguments(CLI::App& app) {
    app.add_option("--weights", weights, "a checkpoint, such as runs/train/exp/weights/best.safetensors")->required();
    app.add_option("--source", source, "a picture, a video, a folder of them, or a .txt list of pictures")->required();
    app.add_option("--img,--imgsz,--img-size", img, "longer side of the network input in px")->capture_default_str();
    app.add_option("--conf,--conf-thres", nms.conf, "least score")->capture_default_str();
    app.add_option("--iou,--iou-thres", nms.iou, "a box that overlaps a better one of its class by more goes")->capture_default_str();
    app.add_option("--max-det", nms.max_detections, "most boxes a picture")->capture_default_str();
    app.add_flag("--agnostic-nms", nms.agnostic, "boxes of other classes suppress too");
    app.add_flag("--merge-nms", nms.merge, "kept boxes become means of those that they suppress");
    app.add_flag("--augment", augment, "see every picture three times: as it is, smaller and mirrored, smaller still");
    app.add_flag("--save-txt", save_txt, "write labels/NAME.txt, of a video NAME_FRAME.txt: class x y w h, normalised");
    app.add_flag("--save-conf", save_conf, "with --save-txt: the score at the end of a line");
    app.add_flag("--nosave", nosave, "do not write pictures and videos");
    app.add_option("--project", project, "folder of all runs")->capture_default_str();
    app.add_option("--name", name, "folder of this run")->capture_default_str();
    app.add_flag("--exist-ok", exist_ok, "write into an existing folder");
    app.add_option("--threads", threads, "compute threads; 0: all cores")->capture_default_str();
  }
};

inline void write_labels(const fs::path& file, const std::vector<ctyolo::Detection>& found, cv::Size size, bool scores) {
  std::ofstream out(file);
  out << ctyolo::label_lines(found, size.width, size.height, scores);
  if (!out.flush()) ctyolo::fail(file.string(), ": could not be written");
}

/// "3 RBCs, 1 WBC": how many of each class.
inline std::string summary(const std::vector<ctyolo::Detection>& found, const std::vector<std::string>& names) {
  std::vector<int> count(names.size());
  for (const auto& d : found) ++count[static_cast<std::size_t>(d.cls)];
  std::string text;
  for (std::size_t c = 0; c < names.size(); ++c)
    if (count[c] > 0) text += (text.empty() ? "" : ", ") + std::to_string(count[c]) + " " + names[c] + (count[c] > 1 ? "s" : "");
  return text.empty() ? "nothing" : text;
}

/// Pictures and frames of videos, one by one: what is found is printed, drawn and written.
template <class Model>
class DetectRun {
 public:
  explicit DetectRun(const DetectArguments& a) : a_(a), detector_(ctyolo::Checkpoint::read(a.weights), a.augment) {}

  void run() {
    const std::vector<std::string> videos = ctyolo::list_videos(a_.source);
    const bool is_video = videos.size() == 1 && videos[0] == a_.source;
    const std::vector<std::string> pictures = is_video ? std::vector<std::string>() : ctyolo::list_images({a_.source});
    if (pictures.empty() && videos.empty()) ctyolo::fail(a_.source, ": no pictures and no videos found");
    const bool leaves_videos = !ctyolo::video_is_there && !videos.empty();
    if (leaves_videos && pictures.empty()) ctyolo::fail(videos[0], ": ", ctyolo::no_video);
    if (leaves_videos) std::cerr << videos[0] << ": left out, as all videos: " << ctyolo::no_video << "\n";
    folder_ = ctyolo::make_run_folder(a_.project, a_.name, a_.exist_ok);
    if (a_.save_txt) fs::create_directories(folder_ / "labels");
    for (std::size_t i = 0; i < pictures.size(); ++i) picture(pictures[i], number("image ", i, pictures.size()));
    for (std::size_t i = 0; i < videos.size() && !leaves_videos; ++i) video(videos[i], number("video ", i, videos.size()));
    const auto n = static_cast<double>(seen_) / 1e3;
    std::cout << "Speed: " << total_.preprocess / n << " ms preprocess, " << total_.inference / n
              << " ms inference and NMS an image\nResults saved to " << folder_.string() << "\n";
  }

 private:
  static std::string number(const char* what, std::size_t i, std::size_t of) {
    return what + std::to_string(i + 1) + "/" + std::to_string(of);
  }

  void picture(const std::string& file, const std::string& title) {
    clock_.lap();
    ctyolo::NetworkInput input = ctyolo::network_input(file, a_.img, Model::max_stride());
    const cv::Mat drawn = look(std::move(input), title + " " + file, fs::path(file).stem());
    if (a_.nosave) return;
    const fs::path out = folder_ / fs::path(file).filename();
    if (!cv::imwrite(out.string(), drawn)) ctyolo::fail(out.string(), ": could not be written");
  }

  void video(const std::string& file, const std::string& title) {
    const fs::path stem = fs::path(file).stem();
    std::error_code ignored;
    if (!a_.nosave && fs::equivalent(fs::path(file).parent_path() / ".", folder_, ignored))
      ctyolo::fail(file, ": the video with boxes would be written beside it, perhaps over it; give another --project or --name");
    ctyolo::VideoReader reader(file);
    std::optional<ctyolo::VideoWriter> writer;
    const int announced = reader.announced();
    const std::string of = announced > 0 ? "/" + std::to_string(announced) : "";
    int frames = 0;
    clock_.lap();
    for (cv::Mat frame; reader.read(frame); clock_.lap()) {
      const std::string count = std::to_string(++frames);
      ctyolo::NetworkInput input = ctyolo::network_input(frame, a_.img, Model::max_stride());
      const cv::Mat drawn = look(std::move(input), title + " (" + count + of + ") " + file, fs::path(stem).concat("_" + count));
      if (a_.nosave) continue;
      if (!writer) {
        writer.emplace((folder_ / stem).string(), reader.fps(), drawn.size());
        if (writer->file().ends_with(".avi"))
          std::cerr << file << ": this OpenCV writes no MPEG-4; the video with boxes is Motion JPEG, " << writer->file() << "\n";
      }
      writer->write(drawn);
    }
    if (frames == 0) ctyolo::fail(file, ": no frame of the video can be read");
    const std::string missing = announced > frames ? " of the " + std::to_string(announced) + " that it announces" : "";
    std::cout << file << ": " << frames << " frames" << missing << (writer ? ", with boxes in " + writer->file() : "") << "\n";
  }

  /// @param title  how the line begins  @param labels  name of its label file, no suffix
  /// @return the picture with what was found on it; as it was when nothing is to be saved
  cv::Mat look(ctyolo::NetworkInput input, const std::string& title, fs::path labels) {
    total_.preprocess += clock_.lap();
    const auto found = detector_.detect(input.planar_rgb.data(), input.origin, input.height_px, input.width_px, a_.nms);
    const double seconds = clock_.lap();
    total_.inference += seconds;
    ++seen_;
    const std::vector<std::string>& names = detector_.class_names();
    std::cout << title << ": " << input.width_px << "x" << input.height_px << " " << summary(found, names) << ", " << std::fixed
              << std::setprecision(1) << 1e3 * seconds << " ms\n";
    if (a_.save_txt) write_labels(folder_ / "labels" / labels.concat(".txt"), found, input.bgr.size(), a_.save_conf);
    if (!a_.nosave) ctyolo::draw_detections(input.bgr, found, names);
    return std::move(input.bgr);
  }

  const DetectArguments& a_;
  ctyolo::Detector<Model> detector_;
  fs::path folder_;
  ctyolo::SpeedMs total_;
  ctyolo::Stopwatch clock_;
  int seen_ = 0;
};

template <class Model>
void detect(const DetectArguments& a) {
  ctyolo::set_compute_threads(a.threads);
  DetectRun<Model>(a).run();
}

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
  int classes = 80;
  bool json = false;
  describe_app.add_option("--classes", classes, "for which the layers are counted")->capture_default_str();
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
  CLI11_PARSE(app, argc, argv);
  if (train_app) {
    ctyolo::StopOnSignals stop;
    Trainer trainer(train.upload());
    trainer.fit(train.finished(), stop.token());
  } else if (val_app) {
    validate<Model, Policies...>(val);
  } else if (describe_app) {
    const ctyolo::Configuration all = Trainer().configuration(described.finished(), classes);
    std::cout << (json ? all.json() : all.text());
  } else if (export_app) {
    form.weights = fp32 ? ctyolo::WeightsAs::f32 : ctyolo::WeightsAs::f16;
    ctyolo::export_checkpoint<Model>(ctyolo::Checkpoint::read(exported), form);
    std::cout << form.to << ": " << Model::net_name() << ", " << (fp32 ? "f32" : "f16") << ", " << std::fixed << std::setprecision(1)
              << static_cast<double>(fs::file_size(form.to)) / 1e6 << " MB\n";
  } else {
    detect<Model>(found);
  }
  return 0;
} catch (const ctyolo::Error& error) {
  std::cerr << error.what() << "\n";
  return 1;
}

}  // namespace yolo
