#pragma once
#include "wire.h"

// A batch in the codec that its shape asks for: how many records it holds.
uint32_t add_any_batch(struct bytes *b, const struct shape *shape);
