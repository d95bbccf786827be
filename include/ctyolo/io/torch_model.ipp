// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of io/torch_model.hpp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/io/byte_reader.hpp>
#include <ctyolo/io/numpy_number.hpp>
#include <ctyolo/io/torch_model.hpp>
#include <ctyolo/io/torch_storage.ipp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string_view>
#include <utility>

namespace ctyolo::inline v0 {

namespace detail {

/// Limits of one network: values of a pickle may be shared and may contain themselves, so that a few bytes can describe
/// a tree without end.
inline constexpr std::size_t torch_modules_limit = 50'000, torch_tensors_limit = 100'000;
inline constexpr std::size_t torch_entries_limit = 10'000;  // attributes of a module
inline constexpr std::size_t torch_name_limit = 500;        // bytes of a tensor's, a class's or a layer's name
inline constexpr int torch_depth_limit = 64;

class TorchModelReader {
 public:
  /// @param key  where the network must be; empty: anywhere
  TorchModelReader(TorchFile& file, std::string key) : file_(file), key_(std::move(key)) {}

  TorchModel run() {
    const PickleValue& root = file_.root();
    const PickleValue& found = find_model(root);
    if (&found != &root) read_progress(root);
    if (found.is(PickleKind::object)) {
      const PickleValue& model = unwrapped(found);
      out_.class_name = model.class_name();
      module(model, "", 0);
      read_facts(model);
    } else {
      state_dict(found);
    }
    if (out_.tensors.empty()) bad("the network in it has no tensors");
    read_anchors();
    return std::move(out_);
  }

 private:
  using Kind = PickleKind;

  template <class... Parts>
  [[noreturn]] void bad(const Parts&... parts) const {
    fail(file_.path(), ": ", parts...);
  }

  static bool is_module(const PickleValue& value) {
    return value.attribute("_modules") != nullptr && value.attribute("_parameters") != nullptr;
  }
  static bool is_state_dict(const PickleValue& value) {
    if (!value.is(Kind::dict)) return false;
    for (std::size_t i = 1; i < value.items.size(); i += 2)
      if (TorchFile::is_tensor(*value.items[i])) return true;
    return false;
  }
  const PickleValue& find_model(const PickleValue& root) {
    if (is_module(root)) return root;
    if (!root.is(Kind::dict)) bad("neither a network nor a dict that could contain one");
    for (const char* key : {"ema", "model", "state_dict", "model_state_dict"}) {
      const PickleValue* value = root.find(key);
      if (value == nullptr || value->is(Kind::none) || (!key_.empty() && key_ != key)) continue;
      if (is_module(*value) || is_state_dict(*value)) {
        out_.source = key;
        return *value;
      }
    }
    if (!key_.empty()) bad("no network under ", quoted_for_error(key_));
    if (is_state_dict(root)) return root;
    std::string keys;
    for (std::size_t i = 0; i < root.items.size() && i < 16; i += 2)
      if (root.items[i]->is(Kind::text)) keys += (keys.empty() ? "" : ", ") + quoted_for_error(root.items[i]->text);
    bad("no network under \"ema\", \"model\" or \"state_dict\"; the file has ", keys.empty() ? "nothing" : keys);
  }
  /// Without what PyTorch wraps around a network that trains on several GPUs.
  static const PickleValue& unwrapped(const PickleValue& model) {
    const std::string type = model.class_name();
    if (!type.ends_with(".DistributedDataParallel") && !type.ends_with(".DataParallel")) return model;
    const PickleValue* inner = model.attribute("_modules")->find("module");
    return inner != nullptr && is_module(*inner) ? *inner : model;
  }

  // ---- tensors ----
  static std::string joined(const std::string& prefix, std::string_view name) {
    return prefix.empty() ? std::string(name) : prefix + "." + std::string(name);
  }
  std::string_view key_of(const PickleValue& key, const std::string& prefix) const {
    if (!key.is(Kind::text)) bad("something in ", quoted_for_error(prefix), " has a name that is no text");
    if (prefix.size() + key.text.size() >= torch_name_limit) bad("a name of more than ", torch_name_limit, " bytes");
    return key.text;
  }
  const PickleValue* dict_of(const PickleValue& module, std::string_view which, const std::string& prefix) const {
    const PickleValue* dict = module.attribute(which);
    if (dict == nullptr) return nullptr;
    if (!dict->is(Kind::dict)) bad(which, " of the module ", quoted_for_error(prefix), " is no dict");
    return dict;
  }
  void add(const PickleValue& value, std::string name) {
    if (out_.tensors.size() >= torch_tensors_limit) bad("more than ", torch_tensors_limit, " tensors");
    if (!names_.insert(name).second) bad("two tensors named ", quoted_for_error(name));
    out_.tensors.push_back(file_.tensor(value, std::move(name)));
  }
  void module(const PickleValue& value, const std::string& prefix, int depth) {
    if (++modules_ > torch_modules_limit) bad("more than ", torch_modules_limit, " modules");
    if (depth > torch_depth_limit) bad("modules within modules, more than ", torch_depth_limit, " deep");
    if (!is_module(value)) bad("the module ", quoted_for_error(prefix), " is none");
    if (value.state->items.size() > 2 * torch_entries_limit)
      bad("the module ", quoted_for_error(prefix), " has more than ", torch_entries_limit, " attributes");
    constexpr std::string_view parameters = "_parameters";
    for (const std::string_view which : {parameters, std::string_view("_buffers")}) {
      const PickleValue* dict = dict_of(value, which, prefix);
      if (dict == nullptr) continue;
      for (std::size_t i = 0; i < dict->items.size(); i += 2) {
        const std::string_view key = key_of(*dict->items[i], prefix);
        if (dict->items[i + 1]->is(Kind::none) || is_transient(value, key)) continue;
        if (which == parameters) out_.parameters.push_back({.tensor = out_.tensors.size(), .norm = is_norm(value)});
        add(*dict->items[i + 1], joined(prefix, key));
      }
    }
    const PickleValue* children = dict_of(value, "_modules", prefix);
    for (std::size_t i = 0; children != nullptr && i < children->items.size(); i += 2) {
      const std::string_view key = key_of(*children->items[i], prefix);
      if (!children->items[i + 1]->is(Kind::none)) module(*children->items[i + 1], joined(prefix, key), depth + 1);
    }
  }
  /// BatchNorm2d and the like, as PyTorch names them.
  static bool is_norm(const PickleValue& module) {
    return module.type->is(Kind::global) && module.type->items[1]->text.find("Norm") != std::string_view::npos;
  }
  /// Whether a buffer is one that state_dict leaves out.
  bool is_transient(const PickleValue& module, std::string_view key) const {
    const PickleValue* set = module.attribute("_non_persistent_buffers_set");
    if (set == nullptr) return false;
    if (set->is(Kind::object)) {  // set([...]), noted down as a call
      if (set->args->items.empty()) return false;
      set = set->args->items[0];
    }
    if (set->items.size() > torch_entries_limit) bad("a module has more than ", torch_entries_limit, " buffers");
    return std::any_of(set->items.begin(), set->items.end(), [&](auto* name) { return name->text == key; });
  }
  void state_dict(const PickleValue& dict) {
    for (std::size_t i = 0; i < dict.items.size(); i += 2)
      if (TorchFile::is_tensor(*dict.items[i + 1])) add(*dict.items[i + 1], std::string(key_of(*dict.items[i], "")));
  }

  // ---- what else is known ----
  std::string text_of(const PickleValue* value, std::size_t limit = torch_name_limit) const {
    if (value == nullptr || !value->is(Kind::text)) return {};
    if (value->text.size() > limit) bad("a text of ", value->text.size(), " bytes where a name was due");
    return std::string(value->text);
  }
  static std::optional<std::int64_t> integer_of(const PickleValue* value) {
    if (value == nullptr || !value->is(Kind::integer)) return std::nullopt;
    return value->integer;
  }
  static std::optional<double> number_of(const PickleValue* value) {
    return value == nullptr ? std::nullopt : value->number();
  }

  void read_progress(const PickleValue& root) {
    out_.epoch = integer_of(root.find("epoch"));
    out_.updates = integer_of(root.find("updates"));
    const PickleValue* fitness = root.find("best_fitness");
    out_.best_fitness = number_of(fitness);
    if (fitness != nullptr && !out_.best_fitness) out_.best_fitness = numpy_number(*fitness);
    out_.training_results = text_of(root.find("training_results"), SIZE_MAX);
    out_.date = text_of(root.find("date"));
  }

  void read_facts(const PickleValue& model) {
    read_layers(model);
    if (const PickleValue* names = model.attribute("names")) read_names(*names);
    if (const auto classes = integer_of(model.attribute("nc")); classes && !out_.classes) out_.classes = classes;
    if (const PickleValue* stride = model.attribute("stride"); stride != nullptr && !stride->is(Kind::none))
      out_.strides = file_.numbers(*stride, "stride");
    if (out_.strides.size() > torch_entries_limit) bad("a stride of ", out_.strides.size(), " numbers");
    for (const char* key : {"yaml", "md"})  // "md": the first YOLOv5
      if (const PickleValue* yaml = model.attribute(key); yaml != nullptr && yaml->is(Kind::dict)) read_yaml(*yaml);
  }
  /// The rows of the network: the modules of its attribute `model`.
  void read_layers(const PickleValue& model) {
    const PickleValue* rows = model.attribute("_modules")->find("model");
    if (rows == nullptr || !is_module(*rows)) return;
    const auto& items = rows->attribute("_modules")->items;
    const PickleValue* last = nullptr;
    for (std::size_t i = 1; i < items.size(); i += 2) {
      last = items[i];
      std::string type = text_of(last->attribute("type"));
      out_.layer_types.push_back(type.empty() ? last->class_name() : std::move(type));
    }
    if (last == nullptr) return;
    out_.classes = integer_of(last->attribute("nc"));
    if (const PickleValue* stride = last->attribute("stride"); stride != nullptr && TorchFile::is_tensor(*stride))
      out_.strides = file_.numbers(*stride, "stride");
  }
  /// A list of texts, or a dict from numbers to texts.
  void read_names(const PickleValue& names) {
    const auto name_of = [&](const PickleValue& value) {
      if (!value.is(Kind::text)) bad("the name of class ", out_.names.size(), " is no text");
      out_.names.push_back(text_of(&value));
    };
    const std::size_t limit = 10 * torch_entries_limit;
    if (names.items.size() > 2 * limit) bad("more than ", limit, " classes");
    if (names.is(Kind::list) || names.is(Kind::tuple)) {
      for (const PickleValue* item : names.items) name_of(*item);
    } else if (names.is(Kind::dict)) {
      std::map<std::int64_t, const PickleValue*> ordered;
      for (std::size_t i = 0; i < names.items.size(); i += 2)
        if (names.items[i]->is(Kind::integer)) ordered[names.items[i]->integer] = names.items[i + 1];
      for (const auto& [number, value] : ordered) {
        if (number != static_cast<std::int64_t>(out_.names.size()))
          bad("there is a name of class ", number, ", but none of class ", out_.names.size());
        name_of(*value);
      }
    }
  }
  void read_yaml(const PickleValue& yaml) {
    out_.depth_multiple = number_of(yaml.find("depth_multiple"));
    out_.width_multiple = number_of(yaml.find("width_multiple"));
    if (!out_.classes) out_.classes = integer_of(yaml.find("nc"));
    for (const char* part : {"backbone", "head"}) {
      const PickleValue* rows = yaml.find(part);
      if (rows == nullptr || !rows->is(Kind::list)) continue;
      if (rows->items.size() > torch_entries_limit) bad("a network of ", rows->items.size(), " rows");
      for (const PickleValue* row : rows->items)  // [from, number, module, arguments]
        out_.yaml_modules.push_back(row->items.size() > 2 ? text_of(row->items[2]) : std::string());
    }
  }
  void read_anchors() {
    constexpr std::string_view word = "anchors";
    for (const TensorRecord& tensor : out_.tensors) {
      if (tensor.name != word && !tensor.name.ends_with(".anchors")) continue;
      const auto& shape = tensor.shape;
      if (shape.size() != 3 || shape[2] != 2 || tensor.bytes.empty() ||
          tensor.bytes.size() / dtype_bytes(tensor.dtype) > torch_entries_limit)
        continue;
      out_.anchors.clear();
      for (std::int64_t level = 0, i = 0; level < shape[0]; ++level) {
        auto& sizes = out_.anchors.emplace_back();
        for (std::int64_t a = 0; a < shape[1]; ++a, i += 2) {
          const auto number = [&](std::int64_t k) {
            return static_cast<float>(number_at(tensor, static_cast<std::size_t>(k)).value_or(0));
          };
          sizes.push_back({.w = number(i), .h = number(i + 1)});
        }
      }
    }
  }

  TorchFile& file_;
  std::string key_;
  TorchModel out_;
  std::set<std::string> names_;
  std::size_t modules_ = 0;
};

}  // namespace detail

CTYOLO_INLINE TorchModel read_torch_model(const std::shared_ptr<TorchFile>& file, const std::string& key) {
  TorchModel model = detail::TorchModelReader(*file, key).run();
  model.file = file;
  return model;
}

CTYOLO_INLINE TorchModel read_torch_model(TorchFile file) {
  return read_torch_model(std::make_shared<TorchFile>(std::move(file)));
}

CTYOLO_INLINE TorchModel read_torch_model(const std::string& path) { return read_torch_model(TorchFile::read(path)); }

}  // namespace ctyolo::inline v0
