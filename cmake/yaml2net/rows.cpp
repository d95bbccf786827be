// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "rows.hpp"

#include "arguments.hpp"

#include <ctyolo/graph/block.hpp>

#include <algorithm>
#include <bit>
#include <iostream>
#include <iterator>
#include <string_view>

namespace yaml2net {

namespace {

constexpr int most_channels = 65536, largest_kernel = 99, largest_stride = 64;
constexpr int largest_total_stride = 1 << 16, most_joined_channels = 1 << 20;

class Rows {
 public:
  explicit Rows(const ModelYaml& model) : model_(model), source_(model.source) {
    net_.first_generation = std::any_of(model.rows.begin(), model.rows.end(), [](const YamlRow& r) { return r.module == "nn.Conv2d"; });
    net_.activation = !model.activation.empty() ? model.activation : net_.first_generation ? "LeakyReLU<>" : "SiLU";
  }

  NetText read() {
    for (const YamlRow& row : model_.rows) add(row);
    if (!detect_) source_.fail(model_.rows.back().node, "the last row must be Detect, it is ", model_.rows.back().module);
    for (const int r : net_.rows.back().from) {
      std::string& note = net_.rows[static_cast<std::size_t>(r)].note;
      note = "out, " + level(net_.shapes[static_cast<std::size_t>(r)].stride) + (note.starts_with("P") || note.empty() ? "" : ", " + note);
    }
    return std::move(net_);
  }

 private:
  using Shape = ctyolo::Shape;

  static std::string level(int stride) {
    const auto s = static_cast<unsigned>(stride);
    std::string text;
    if (std::has_single_bit(s)) text.append("P").append(std::to_string(std::countr_zero(s)));
    return text.append("/").append(std::to_string(stride));
  }
  /// "Conv<64, 3, 2>"; trailing arguments that equal the block's own defaults are left out.
  static std::string text(const std::string& name, std::vector<std::string> args, const std::vector<std::string>& defaults = {}) {
    while (!args.empty() && args.size() <= defaults.size() && args.back() == defaults[args.size() - 1]) args.pop_back();
    std::string all;
    for (const auto& a : args) all += (all.empty() ? "" : ", ") + a;
    return args.empty() && defaults.empty() ? name : name + "<" + all + ">";
  }

  void add(const YamlRow& row) {
    const int r = static_cast<int>(net_.rows.size());
    if (detect_) source_.fail(row.node, "Detect must be the last row, but this one follows it");
    out_ = {.from = row.from, .repeats = row.repeats, .block = {}, .note = {}};
    in_.clear();
    for (std::size_t i = 0; i < row.from.size(); ++i) {
      const int f = row.from[i], s = f < 0 ? r + f : f;
      const YAML::Node place = row.node[0].IsSequence() ? row.node[0][i] : row.node[0];
      if (s >= r) source_.fail(place, "row ", r, " reads row ", s, ", which is not above it; rows are numbered from 0 through backbone and head");
      if (s < (r == 0 ? -1 : 0)) source_.fail(place, "row ", r, " reads what lies before row 0");
      in_.push_back(s < 0 ? Shape{3, 1} : net_.shapes[static_cast<std::size_t>(s)]);
    }
    const Shape out = block(row);
    if (out.stride > largest_total_stride || out.channels > most_joined_channels)
      source_.fail(row.node, "row ", r, " makes a map of ", out.channels, " channels and stride ", out.stride, "; at most ", most_joined_channels, " and ", largest_total_stride, " are meant");
    if (out_.note.empty() && !in_.empty() && out.stride != in_[0].stride) out_.note = level(out.stride);
    net_.shapes.push_back(out);
    net_.rows.push_back(out_);
  }

  Shape block(const YamlRow& row) {
    const std::string& m = row.module;
    if (m == "Detect") return detect(row);
    if (m == "Concat") return concat(row);
    static constexpr std::string_view others[] = {"Conv", "nn.Upsample", "nn.Conv2d", "Focus", "Bottleneck", "BottleneckCSP", "C3", "SPP", "SPPF"};
    if (std::find(std::begin(others), std::end(others), m) == std::end(others))
      source_.fail(row.node[2], "unknown module ", m, "; there are Conv, Focus, Bottleneck, BottleneckCSP, C3, SPP, SPPF, Concat, nn.Upsample, nn.Conv2d (output) and Detect; "
                   "any other is a block of your own (docs/graph.md)");
    if (in_.size() != 1) source_.fail(row.node[0], m, " reads one row, not ", in_.size(), "; join them with Concat first");
    const int links = ctyolo::scaled_repeats(row.repeats, model_.scale);  // of a chain
    if (m == "Conv") return conv(row, links);
    if (m == "nn.Upsample") return upsample(row, links);
    if (m == "nn.Conv2d") return output_conv(row);
    if (m == "Focus") return focus(row);
    if (m == "Bottleneck") return bottleneck(row, links);
    if (m == "BottleneckCSP" || m == "C3") {
      const Arguments a(model_, row, {"channels", "shortcut", "groups", "expansion"});
      a.only("groups", "1"), a.only("expansion", "0.5");
      return used(m, text(m, {even(a), shortcut(a.flag_or("shortcut", true))}, {"", "true"}), {channels(row, a), in_[0].stride});
    }
    if (m == "SPP") {
      const Arguments a(model_, row, {"channels", "kernels"});
      if (a.given("kernels")) pyramid(a);
      return used(m, text(m, {unscaled(a)}), {channels(row, a), in_[0].stride});
    }
    const Arguments a(model_, row, {"channels", "kernel"});  // SPPF
    const int k = a.number_or("kernel", 5, 1, largest_kernel);
    window(a, k, 1, k / 2);
    return used(m, text(m, {unscaled(a), std::to_string(k)}), {channels(row, a), in_[0].stride});
  }

  Shape used(const std::string& name, std::string block_text, Shape out) {
    net_.blocks.insert(name);
    out_.block = std::move(block_text);
    return out;
  }

  /// Channels before scaling, as text.
  std::string unscaled(const Arguments& a) const { return std::to_string(a.number("channels", 1, most_channels)); }
  std::string even(const Arguments& a) const {
    const int c = a.number("channels", 1, most_channels);
    if (c % 2 != 0) source_.fail(a.node("channels"), "channels are ", c, ", but this block works with half as many inside; write an even number");
    return std::to_string(c);
  }
  int channels(const YamlRow& row, const Arguments& a) const {
    const int c = a.number("channels", 1, most_channels);
    if (c == model_.outputs() && ctyolo::scaled_channels(c, model_.scale) != c)
      std::cerr << source_.at(a.node("channels").Mark()) << ": warning: " << row.module << " has na * (nc + 5) = " << c
                << " channels, which YOLOv5 would take for an output and not scale by width_multiple; they are scaled here\n";
    return ctyolo::scaled_channels(c, model_.scale);
  }
  std::string shortcut(bool yes) {
    if (!yes) net_.no_shortcut = true;
    return yes ? "true" : "no_shortcut";
  }
  void window(const Arguments& a, int kernel, int stride, int padding) const {
    if (ctyolo::window_fault(kernel, stride, padding))
      source_.fail(a.node("kernel"), "kernel ", kernel, ", stride ", stride, " and padding ", padding, " do not make size / stride cells; "
                   "use an odd kernel with padding kernel / 2, or for an even one (kernel - stride) / 2");
  }
  void pyramid(const Arguments& a) const {
    const YAML::Node& k = a.node("kernels");
    const bool same = k.IsSequence() && k.size() == 3 && k[0].IsScalar() && k[1].IsScalar() && k[2].IsScalar() && k[0].Scalar() == "5" && k[1].Scalar() == "9" && k[2].Scalar() == "13";
    if (!same) a.wrong("kernels", "[5, 9, 13]");
  }
  /// Conv's last argument: True, False, or an activation of its own.
  std::string own_activation(const Arguments& a) const {
    if (!a.given("act")) return "";
    bool on = true;
    if (YAML::convert<bool>::decode(a.node("act"), on)) return on ? "" : "Identity";
    return activation_type(source_, a.node("act"));
  }

  Shape conv(const YamlRow& row, int links) {
    const Arguments a = net_.first_generation ? Arguments(model_, row, {"channels", "kernel", "stride", "groups", "act"})
                                              : Arguments(model_, row, {"channels", "kernel", "stride", "padding", "groups", "dilation", "act"});
    const int k = a.number_or("kernel", 1, 1, largest_kernel), s = a.number_or("stride", 1, 1, largest_stride);
    const bool padded = !net_.first_generation && a.given("padding");
    const int p = padded ? a.number("padding", 0, largest_kernel) : k / 2;
    if (a.given("kernel")) window(a, k, s, p);
    else if (ctyolo::window_fault(k, s, p)) source_.fail(row.node[3], "a kernel of 1 with padding ", p, " changes the map's size; leave padding out");
    a.only("groups", "1");
    if (!net_.first_generation) a.only("dilation", "1");
    const std::string act = own_activation(a), padding = p == k / 2 ? "auto_padding" : std::to_string(p);
    int stride = in_[0].stride;
    for (int l = 0; l < links && stride <= largest_total_stride; ++l) stride *= s;
    const Shape out{channels(row, a), stride};
    if (!act.empty()) return used("Conv", text("ctyolo::Conv", {unscaled(a), std::to_string(k), std::to_string(s), padding, act}), out);
    return used("Conv", text("Conv", {unscaled(a), std::to_string(k), std::to_string(s), padding}, {"", "1", "1", "auto_padding"}), out);
  }

  Shape focus(const YamlRow& row) {
    const Arguments a(model_, row, {"channels", "kernel", "stride", "padding", "groups", "act"});
    const int k = a.number_or("kernel", 1, 1, largest_kernel);
    if (a.given("kernel")) window(a, k, 1, k / 2);
    a.only("stride", "1"), a.only("padding", std::to_string(k / 2)), a.only("groups", "1"), a.only("act", "True");
    if (row.repeats > 1) source_.fail(row.node[1], "Focus reads pictures; it cannot be repeated");
    return used("Focus", text("Focus", {unscaled(a), std::to_string(k)}, {"", "1"}), {channels(row, a), 2 * in_[0].stride});
  }

  Shape bottleneck(const YamlRow& row, int links) {
    const Arguments a(model_, row, {"channels", "shortcut", "groups", "expansion"});
    a.only("groups", "1"), a.only("expansion", "0.5");
    const int out = channels(row, a);
    bool joined = a.flag_or("shortcut", true);
    if (joined && in_[0].channels != out) {
      if (links > 1) source_.fail(row.node, "Bottleneck of ", out, " channels is repeated ", links, " times, but reads ", in_[0].channels, "; put a Conv before it");
      joined = false;
      out_.note = "no shortcut from " + std::to_string(in_[0].channels) + " to " + std::to_string(out) + " channels";
    }
    return used("Bottleneck", text("Bottleneck", {unscaled(a), shortcut(joined)}, {"", "true"}), {out, in_[0].stride});
  }

  Shape upsample(const YamlRow& row, int links) {
    const Arguments a(model_, row, {"size", "scale_factor", "mode"});
    if (a.given("size")) a.wrong("size", "None");
    a.only("mode", "nearest");
    const int f = a.number("scale_factor", 1, largest_stride);
    int stride = in_[0].stride;
    for (int l = 0; l < links; ++l) {
      if (stride % f != 0) source_.fail(a.node("scale_factor"), "a map of stride ", stride, " cannot be enlarged by ", f, "; use a factor that divides its stride");
      stride /= f;
    }
    return used("Upsample", text("Upsample", {std::to_string(f)}), {in_[0].channels, stride});
  }

  Shape concat(const YamlRow& row) {
    const Arguments a(model_, row, {"dimension"});
    a.only("dimension", "1");
    if (in_.empty() || in_.size() > 16) source_.fail(row.node[0], "Concat joins 1 to 16 rows, not ", in_.size());
    if (row.repeats > 1) source_.fail(row.node[1], "Concat cannot be repeated: it hands one map on");
    Shape joined{0, in_[0].stride};
    for (const Shape& s : in_) {
      if (s.stride != joined.stride) source_.fail(row.node[0], "Concat joins maps of one stride, not of ", joined.stride, " and ", s.stride);
      joined.channels += s.channels;
    }
    if (in_.size() == 2) out_.note = "with row " + std::to_string(row.from[1] < 0 ? static_cast<int>(net_.rows.size()) + row.from[1] : row.from[1]);
    return used("Concat", "Concat", joined);
  }

  /// A raw detection map of the first YOLOv5.
  Shape output_conv(const YamlRow& row) {
    const Arguments a(model_, row, {"channels", "kernel", "stride"});
    const int c = a.number("channels", 1, most_channels * 16);
    if (c != model_.outputs())
      source_.fail(a.node("channels"), "nn.Conv2d is known as an output only, with na * (nc + 5) = ", model_.outputs(), " channels, not ", c);
    a.only("kernel", "1"), a.only("stride", "1");
    if (row.repeats > 1) source_.fail(row.node[1], "an output cannot be repeated");
    outputs_.push_back(static_cast<int>(net_.rows.size()));
    return used("OutputConv", "OutputConv", {c, in_[0].stride});
  }

  Shape detect(const YamlRow& row) {
    const Arguments a(model_, row, {"nc", "anchors"});
    if (a.number_or("nc", model_.classes, 1, most_channels) != model_.classes) a.wrong("nc", std::to_string(model_.classes) + ", the value of the key nc,");
    if (a.given("anchors") && a.node("anchors").IsScalar()) a.only("anchors", "anchors");
    if (row.repeats > 1) source_.fail(row.node[1], "Detect cannot be repeated");
    const int r = static_cast<int>(net_.rows.size());
    for (int& f : out_.from) f = f < 0 ? r + f : f;
    if (out_.from.empty()) {  // the first YOLOv5: all outputs, the last one first
      out_.from.assign(outputs_.rbegin(), outputs_.rend());
      for (const int f : out_.from) in_.push_back(net_.shapes[static_cast<std::size_t>(f)]);
    }
    if (in_.empty()) source_.fail(row.node[0], "Detect reads no row; name them, such as [17, 20, 23]");
    if (net_.first_generation)
      for (const int f : out_.from)
        if (std::find(outputs_.begin(), outputs_.end(), f) == outputs_.end()) source_.fail(row.node[0], "Detect reads row ", f, ", which is no nn.Conv2d as the net's other outputs are");
    check_levels();
    detect_ = true;
    return used("Detect", net_.first_generation ? "DetectMaps" : "Detect", {model_.outputs(), in_[0].stride});
  }

  void check_levels() const {
    const auto& px = model_.anchors_px;
    if (px.size() != in_.size()) source_.fail(model_.anchors, "Detect reads ", in_.size(), " maps, but there are anchors for ", px.size());
    const auto area = [](const std::vector<int>& l) { return static_cast<long long>(l[l.size() - 2]) * l[l.size() - 1]; };
    const long long first = static_cast<long long>(px.front()[0]) * px.front()[1], last = area(px.back());
    const int strides = in_.back().stride - in_.front().stride;
    if (px.size() > 1 && ((last > first && strides < 0) || (last < first && strides > 0)))
      source_.fail(model_.anchors, "small anchors belong to the map of small stride, but Detect's maps go from stride ", in_.front().stride, " to ",
                   in_.back().stride, "; turn the order of the anchors");
  }

  const ModelYaml& model_;
  const Source& source_;
  NetText net_;
  RowText out_;                ///< the row in work
  std::vector<Shape> in_;      ///< its inputs
  std::vector<int> outputs_;   ///< rows of nn.Conv2d
  bool detect_ = false;
};

}  // namespace

NetText rows_of(const ModelYaml& model) { return Rows(model).read(); }

}  // namespace yaml2net
