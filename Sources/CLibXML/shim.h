// Debian's libxml2 headers pull in ICU's, which clash with the copy inside Foundation. Kith needs
// none of ICU, so it is switched off before the headers that would include it.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlreader.h>
#include <libxml/SAX2.h>
