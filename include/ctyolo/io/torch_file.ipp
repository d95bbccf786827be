// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of io/torch_file.hpp.
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/io/byte_reader.hpp>
#include <ctyolo/io/pickle.hpp>
#include <ctyolo/io/torch_file.hpp>
#include <ctyolo/io/torch_storage.ipp>
#include <ctyolo/io/zip_archive.hpp>

#include <algorithm>
#include <bit>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>
#include <utility>

namespace ctyolo::inline v0 {

static_assert(std::endian::native == std::endian::little, "ctyolo: the numbers of checkpoints are little endian");

CTYOLO_INLINE TorchFile::TorchFile(std::string path, std::size_t bytes)
    : path_(std::move(path)),
      file_(std::make_unique_for_overwrite<Line[]>(bytes / sizeof(Line) + 1)),
      file_bytes_(bytes),
      budget_(4 * std::uint64_t{bytes} + 65536) {}

CTYOLO_INLINE TorchFile TorchFile::from_bytes(std::span<const std::byte> bytes, const std::string& path) {
  TorchFile file(path, bytes.size());
  std::copy(bytes.begin(), bytes.end(), file.file_[0].bytes);
  file.parse();
  return file;
}

CTYOLO_INLINE TorchFile TorchFile::read(const std::string& path) {
  std::error_code problem;
  const auto status = std::filesystem::status(path, problem);
  if (!std::filesystem::exists(status)) fail(path, ": no such file");
  if (!std::filesystem::is_regular_file(status)) fail(path, ": not a file");
  const std::uint64_t size = std::filesystem::file_size(path, problem);
  std::ifstream in(path, std::ios::binary);
  if (problem || !in) fail(path, ": could not be opened; check its permissions");
  TorchFile file(path, static_cast<std::size_t>(size));
  in.read(reinterpret_cast<char*>(file.file_.get()), static_cast<std::streamsize>(size));
  if (static_cast<std::uint64_t>(in.gcount()) != size) fail(path, ": could not be read to its end (", size, " bytes)");
  file.parse();
  return file;
}

CTYOLO_INLINE void TorchFile::parse() {
  const std::span<const std::byte> file(file_[0].bytes, file_bytes_);
  if (file.empty()) fail(path_, ": the file is empty");
  if (ZipArchive::looks_like(file)) return parse_zip();
  if (file[0] == std::byte{0x80}) return parse_legacy();
  fail(path_, ": not a file that torch.save wrote (neither a ZIP archive nor a pickle)");
}

CTYOLO_INLINE void TorchFile::parse_zip() {
  const ZipArchive archive({file_[0].bytes, file_bytes_}, path_);
  constexpr std::string_view pickle = "/data.pkl";
  std::string folder;
  for (const ZipEntry& entry : archive.entries()) {
    if (!entry.name.ends_with(pickle)) continue;
    if (!folder.empty()) fail(path_, ": a ZIP archive with two data.pkl");
    folder = entry.name.substr(0, entry.name.size() + 1 - pickle.size());  // with the slash
  }
  if (folder.empty()) fail(path_, ": a ZIP archive, but not one of torch.save: it has no data.pkl");
  if (archive.find(folder + "constants.pkl") != nullptr)
    fail(path_, ": a TorchScript archive; export the weights from the .pt file that it was made of");
  if (const ZipEntry* order = archive.find(folder + "byteorder")) {
    const auto text = archive.data(*order);
    if (text.size() >= 3 && text[0] == std::byte{'b'})
      fail(path_, ": written on a big-endian machine, which is not supported");
  }
  document_ = read_pickle(archive.data(*archive.find(folder + "data.pkl")), path_ + ": " + folder + "data.pkl");
  for (const PickleValue* reference : document_.references) {
    if (!reference->args->is(PickleKind::tuple)) continue;  // not of a tensor; an error only if one asks for it
    const auto name = detail::storage_name(*reference, path_);
    if (storages_.contains(name.key)) continue;
    const ZipEntry* entry = archive.find(folder + "data/" + std::string(name.key));
    if (entry == nullptr) fail(path_, ": the numbers ", quoted_for_error(name.key), " of a tensor are missing");
    storages_.emplace(name.key, archive.data(*entry));
  }
}

CTYOLO_INLINE void TorchFile::parse_legacy() {
  const std::span<const std::byte> file(file_[0].bytes, file_bytes_);
  constexpr std::string_view magic = "\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19";
  const auto first = read_pickle(file, path_);
  if (!first.root->is(PickleKind::big_integer) || first.root->text != magic)
    fail(path_, ": a pickle, but not one of torch.save: the magic number is missing");
  const auto version = read_pickle(file, path_, first.end);
  if (!version.root->is(PickleKind::integer) || version.root->integer != 1001)
    fail(path_, ": an unknown version of the format before torch 1.6");
  const auto machine = read_pickle(file, path_, version.end);
  if (const PickleValue* little = machine.root->find("little_endian"); little != nullptr && little->integer == 0)
    fail(path_, ": written on a big-endian machine, which is not supported");
  document_ = read_pickle(file, path_, machine.end);
  const auto keys = read_pickle(file, path_, document_.end);
  if (!keys.root->is(PickleKind::list)) fail(path_, ": the list of the tensors' numbers is missing");

  std::map<std::string_view, Dtype> dtypes;
  for (const PickleValue* reference : document_.references) {
    const PickleValue& args = *reference->args;
    if (!args.is(PickleKind::tuple)) fail(path_, ": a reference to something unknown");
    if (!args.items.empty() && args.items[0]->text == "module") continue;  // a class with its source
    const auto name = detail::storage_name(*reference, path_);
    dtypes.emplace(name.key, name.dtype);
  }
  ByteReader in(file, path_, keys.end);
  for (const PickleValue* key : keys.root->items) {
    const auto dtype = dtypes.find(key->text);
    if (dtype == dtypes.end()) fail(path_, ": the numbers ", quoted_for_error(key->text), " belong to no tensor");
    const auto count = in.number<std::uint64_t>();
    if (count > in.remaining())
      in.bad("asks for ", count, " numbers, but only ", in.remaining(), " bytes are left; the file is cut or damaged");
    if (!storages_.emplace(dtype->first, in.take(count * dtype_bytes(dtype->second))).second)
      fail(path_, ": the numbers ", quoted_for_error(key->text), " are there twice");
  }
}

CTYOLO_INLINE const PickleValue* TorchFile::tensor_record(const PickleValue& value) {
  const PickleValue* inner = &value;
  for (int level = 0; level < 4 && inner->is(PickleKind::object); ++level) {
    const auto made_by = [&](std::string_view name) { return inner->is_made_by("torch._utils", name); };
    if (made_by("_rebuild_tensor_v2") || made_by("_rebuild_tensor")) return inner;
    if (!made_by("_rebuild_parameter") && !made_by("_rebuild_parameter_with_state")) return nullptr;
    if (inner->args->items.empty()) return nullptr;
    inner = inner->args->items[0];
  }
  return nullptr;
}

CTYOLO_INLINE TorchFile::Storage TorchFile::storage(const PickleValue& reference) const {
  const auto name = detail::storage_name(reference, path_);
  const std::string what = path_ + ": the numbers " + quoted_for_error(name.key);
  const auto found = storages_.find(name.key);
  if (found == storages_.end()) fail(what, " of a tensor are missing");
  const std::size_t element = dtype_bytes(name.dtype);
  const auto all = found->second;
  if (name.elements > all.size() / element)
    fail(what, " should be ", name.elements, " of ", element, " bytes, but there are ", all.size(), " bytes");
  std::uint64_t first = 0, count = name.elements;
  if (name.view != nullptr) {  // a part of them: (key, first, count)
    const auto& items = name.view->items;
    if (items.size() != 3 || !items[1]->is(PickleKind::integer) || !items[2]->is(PickleKind::integer))
      fail(what, " are used in part, but not in the form that torch.save writes");
    first = static_cast<std::uint64_t>(items[1]->integer);
    count = static_cast<std::uint64_t>(items[2]->integer);
    if (first > name.elements || count > name.elements - first) fail(what, " are used beyond their end");
  }
  return {.bytes = all.subspan(static_cast<std::size_t>(first) * element, static_cast<std::size_t>(count) * element),
          .dtype = name.dtype};
}

CTYOLO_INLINE std::byte* TorchFile::keep(std::size_t bytes) {
  copies_.push_back(std::make_unique_for_overwrite<Line[]>(bytes / sizeof(Line) + 1));
  return copies_.back()[0].bytes;
}

CTYOLO_INLINE TensorRecord TorchFile::tensor(const PickleValue& value, std::string name) {
  const std::string what = path_ + ": tensor " + quoted_for_error(name);
  const PickleValue* record = tensor_record(value);
  if (record == nullptr) fail(what, " is no tensor");
  const auto& args = record->args->items;  // storage, offset, shape, strides, ...
  if (args.size() < 4 || !args[0]->is(PickleKind::reference) || !args[1]->is(PickleKind::integer) ||
      args[1]->integer < 0)
    fail(what, " is not of the form that torch.save writes");
  const Storage storage = this->storage(*args[0]);
  const auto offset = static_cast<std::uint64_t>(args[1]->integer);
  const auto shape = detail::whole_numbers(*args[2], what);
  auto strides = detail::whole_numbers(*args[3], what);
  if (shape.size() != strides.size()) fail(what, " has ", shape.size(), " sides, but ", strides.size(), " strides");

  TensorRecord out{.name = std::move(name), .dtype = storage.dtype, .shape = shape, .bytes = {}};
  if (std::find(shape.begin(), shape.end(), 0) != shape.end()) return out;

  constexpr const char* too_much = " is too large for its file, or too many tensors share the same numbers";
  const std::size_t element = dtype_bytes(storage.dtype);
  const std::uint64_t elements = storage.bytes.size() / element;
  std::uint64_t count = 1, last = offset;  // the highest element it touches
  bool contiguous = true;
  for (std::size_t d = shape.size(); d-- > 0;) {
    const auto side = static_cast<std::uint64_t>(shape[d]), stride = static_cast<std::uint64_t>(strides[d]);
    if (side == 1) {
      strides[d] = 0;  // it may be anything
      continue;
    }
    contiguous = contiguous && stride == count;
    if (count > budget_ / side) fail(what, too_much);
    count *= side;
    if (stride != 0 && side - 1 > elements / stride) fail(what, " reaches beyond its ", elements, " numbers");
    last += (side - 1) * stride;
    if (last >= elements) fail(what, " reaches beyond its ", elements, " numbers");
  }
  if (last >= elements) fail(what, " reaches beyond its ", elements, " numbers");
  const std::uint64_t bytes = count * element;
  if (bytes > budget_) fail(what, too_much);
  budget_ -= bytes;

  const std::byte* from = storage.bytes.data() + offset * element;
  const bool aligned = reinterpret_cast<std::uintptr_t>(from) % element == 0;
  if (!contiguous || !aligned) {
    std::byte* to = keep(static_cast<std::size_t>(bytes));
    if (contiguous)
      std::memcpy(to, from, static_cast<std::size_t>(bytes));
    else
      detail::gather(from, to, count, element, shape, strides);
    from = to;
  }
  out.bytes = {from, static_cast<std::size_t>(bytes)};
  return out;
}

CTYOLO_INLINE std::vector<double> TorchFile::numbers(const PickleValue& value, const std::string& what) {
  if (const auto one = value.number()) return {*one};
  std::vector<double> out;
  const auto take = [&](std::optional<double> number) {
    if (!number) fail(path_, ": ", what, " should be numbers");
    out.push_back(*number);
  };
  if (is_tensor(value)) {
    const TensorRecord tensor = this->tensor(value, what);
    for (std::size_t i = 0; i < tensor.bytes.size() / dtype_bytes(tensor.dtype); ++i)
      take(detail::number_at(tensor, i));
  } else {
    if (!value.is(PickleKind::list) && !value.is(PickleKind::tuple)) take(std::nullopt);
    for (const PickleValue* item : value.items) take(item->number());
  }
  return out;
}

}  // namespace ctyolo::inline v0
