// The least that a program does to read XML with libxml2's text reader: every node is visited, and
// nothing is kept. `bench census` compares Kith's check of a census with it.
//
//   cc -O2 $(pkg-config --cflags --libs libxml-2.0) -o .build/xmlreader bench/xmlreader.c
//   .build/xmlreader FILE
//
// Prints how many nodes there are, and how many of them have text.

#include <libxml/xmlreader.h>
#include <stdio.h>

int main(int count, char **names) {
  if (count != 2) return fprintf(stderr, "usage: xmlreader FILE\n"), 2;
  xmlTextReaderPtr reader = xmlReaderForFile(names[1], NULL, XML_PARSE_NONET);
  if (!reader) return fprintf(stderr, "%s: cannot be read\n", names[1]), 1;
  unsigned long nodes = 0, texts = 0;
  int result;
  while ((result = xmlTextReaderRead(reader)) == 1) {
    nodes++;
    const xmlChar *value = xmlTextReaderConstValue(reader);
    if (value && *value > ' ') texts++;
  }
  xmlFreeTextReader(reader);
  if (result != 0) return fprintf(stderr, "%s: broken XML\n", names[1]), 1;
  printf("%lu nodes, %lu with text\n", nodes, texts);
  return 0;
}
