// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
#include "event_reader.hpp"
#include "test.hpp"

#include <ctyolo/io/event_file.hpp>

using namespace ctyolo;

TEST_CASE("io/event_file: CRC-32C as RFC 3720 has it") {
  CHECK(crc32c("123456789") == 0xe3069283U);
  CHECK(crc32c(std::string(32, '\0')) == 0x8a9136aaU);
  CHECK(crc32c(std::string(32, '\xff')) == 0x62a8ab43U);
  CHECK(crc32c("") == 0);
  CHECK(masked_crc32c("") == 0xa282ead8U);
  CHECK(masked_crc32c("123456789") == ((0xe3069283U >> 15 | 0xe3069283U << 17) + 0xa282ead8U));
}

TEST_CASE("io/event_file: what was written comes back") {
  const test::TemporaryFolder folder;
  const std::string path = folder.write("events.out.tfevents.1", "older");
  EventFile file(path);
  CHECK(file.is_open());
  CHECK_FALSE(EventFile{}.is_open());
  file.scalar("train/box_loss", 0.125F, 0);
  file.scalar("metrics/mAP_0.5:0.95", -3.5F, 300);
  const std::vector<double> limits = {0.5, 1.5}, counts = {3, 1};
  file.histogram("classes", {.min = 0, .max = 1, .limits = limits, .counts = counts, .sum = 1, .sum_squares = 1}, 0);
  const std::string png("\x89PNG\0 bytes", 11);
  file.image("results", png, 640, 480, 7);
  file.text("configuration", "# caf\xc3\xa9", 0);
  file.graph(std::vector<EventNode>{{.name = "images", .op = "Placeholder"},
                                    {.name = "model/0_Conv", .op = "Conv<8>", .inputs = {"images"}, .shape = {-1, 8, 300},
                                     .attributes = {{"stride", "2"}}}});

  const auto events = test::read_events(path);
  REQUIRE(events.size() == 7);
  CHECK(events[0].text(3) == "brain.Event:2");
  for (const auto& event : events) CHECK((event.real(1) > 1.7e9 && event.real(1) < 1e11));
  const auto value = [&](std::size_t i) { return events[i].message(5).message(1); };
  CHECK(value(1).text(1) == "train/box_loss");
  CHECK(value(1).real32(2) == 0.125F);
  CHECK(events[1].number(2) == 0);
  CHECK(value(2).real32(2) == -3.5F);
  CHECK(events[2].number(2) == 300);
  const auto histogram = value(3).message(5);
  CHECK(histogram.real(2) == 1);
  CHECK(histogram.real(3) == 4);
  CHECK(test::packed_doubles(histogram.text(6)) == limits);
  CHECK(test::packed_doubles(histogram.text(7)) == counts);
  const auto image = value(4).message(4);
  CHECK(image.number(1) == 480);
  CHECK(image.number(2) == 640);
  CHECK(image.text(4) == png);
  CHECK(value(5).message(8).text(8) == "# caf\xc3\xa9");
  CHECK(value(5).message(9).message(1).text(1) == "text");
  const auto nodes = events[6].message(4).texts.at(1);
  REQUIRE(nodes.size() == 2);
  CHECK(test::Proto(nodes[0]).text(1) == "images");
  CHECK_FALSE(test::Proto(nodes[0]).has(5));
  const test::Proto conv(nodes[1]);
  CHECK(conv.text(2) == "Conv<8>");
  CHECK(conv.text(3) == "images");
  const test::Proto shapes(conv.texts.at(5).at(0)), stride(conv.texts.at(5).at(1));
  CHECK(shapes.text(1) == "_output_shapes");
  const auto sides = shapes.message(2).message(1).message(7).texts.at(2);
  REQUIRE(sides.size() == 3);
  CHECK(test::Proto(sides[0]).number(1) == static_cast<std::uint64_t>(-1));
  CHECK(test::Proto(sides[2]).number(1) == 300);
  CHECK(stride.text(1) == "stride");
  CHECK(stride.message(2).text(2) == "2");
}

TEST_CASE("io/event_file: a later start makes later steps void; a damaged byte is found; a full folder is one line") {
  const test::TemporaryFolder folder;
  EventFile(folder / "resumed", 12);
  const auto events = test::read_events(folder / "resumed");
  REQUIRE(events.size() == 2);
  CHECK(events[1].number(2) == 12);
  CHECK(events[1].message(7).number(1) == 1);

  std::string bytes = test::read_text(folder / "resumed");
  bytes[30] = static_cast<char>(bytes[30] ^ 4);
  test::write_text(folder / "damaged", bytes);
  CHECK(test::contains(test::error_of([&] { test::read_events(folder / "damaged"); }), "checksum"));
  const std::string said = test::error_of([&] { EventFile(folder / "none/events"); });
  CHECK(test::one_line(said));
  CHECK(test::contains(said, "none/events: could not be written: No such file"));
}
