// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A net that names another one.
// expect: net_names_another_net<Broad, Tiny>
// expect: a net names itself first: struct MyNet : Net<MyNet, MyRows, Scale{}, MyAnchors> {}
#include <ctyolo/ctyolo.hpp>

using namespace ctyolo;

struct TinyAnchors : Anchors<Level<8, 8, 16, 14>> {};
struct TinyRows : Graph<Row<From<-1>, 1, Conv<32, 3, 2>>, Row<From<0>, 1, Detect>> {};
struct BroadRows : Graph<Row<From<-1>, 1, Conv<64, 3, 2>>, Row<From<0>, 1, Detect>> {};
struct Tiny : Net<Tiny, TinyRows, Scale{}, TinyAnchors> {};
#ifdef FIXED
struct Broad : Net<Broad, BroadRows, Scale{}, TinyAnchors> {};
#else
struct Broad : Net<Tiny, BroadRows, Scale{}, TinyAnchors> {};
#endif

int main() {
  Trainer<Broad> trainer;
  trainer.fit({.data = "data.yaml", .epochs = 50, .img = 320});
}
