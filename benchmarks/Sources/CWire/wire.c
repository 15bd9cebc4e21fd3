// The header is all of it; SwiftPM wants one file that is compiled.
#include "wire.h"
