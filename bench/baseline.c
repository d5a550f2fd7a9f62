// The least that any program must do to read CSV: one pass over every byte with a state machine for
// quotes, and a hash of every cell. `bench read` compares Kith's reader with it.
//
//   cc -O2 -o .build/baseline bench/baseline.c
//   .build/baseline FILE…
//
// Prints, for all files together: cells, bytes, and a hash of all cells.

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum state { CELL_START, PLAIN, QUOTED, QUOTE_IN_QUOTED };

static const uint64_t basis = 0xcbf29ce484222325u, prime = 0x100000001b3u;

int main(int count, char **names) {
  uint64_t cells = 0, bytes = 0, all = 0;
  for (int file = 1; file < count; file++) {
    FILE *input = fopen(names[file], "rb");
    if (!input || fseek(input, 0, SEEK_END)) return perror(names[file]), 1;
    long size = ftell(input);
    rewind(input);
    unsigned char *text = malloc(size > 0 ? size : 1);
    if (size < 0 || !text || fread(text, 1, size, input) != (size_t)size)
      return fprintf(stderr, "%s: cannot be read\n", names[file]), 1;
    fclose(input);

    enum state state = CELL_START;
    uint64_t hash = basis;
    for (long place = 0; place < size; place++) {
      unsigned char byte = text[place];
      if (state != QUOTED && (byte == ',' || byte == '\n')) {
        all ^= hash + cells;
        cells++;
        hash = basis;
        state = CELL_START;
        continue;
      }
      switch (state) {
        case CELL_START: state = byte == '"' ? QUOTED : PLAIN; break;
        case PLAIN: break;
        case QUOTED: if (byte == '"') state = QUOTE_IN_QUOTED; break;
        case QUOTE_IN_QUOTED: state = byte == '"' ? QUOTED : PLAIN; break;
      }
      hash = (hash ^ byte) * prime;
    }
    bytes += size;
    free(text);
  }
  printf("%llu cells, %llu bytes, hash %016llx\n", (unsigned long long)cells,
         (unsigned long long)bytes, (unsigned long long)all);
  return 0;
}
