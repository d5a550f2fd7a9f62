/// How the text of a file was written.
public enum TextEncoding: String, Sendable {
  case utf8 = "UTF-8"
  case utf8WithMark = "UTF-8 with a byte order mark"
  case windows1252 = "Windows-1252"
  case utf16 = "UTF-16"
  /// Some lines in UTF-8, others in Windows-1252.
  case mixed = "a mixture of UTF-8 and Windows-1252"
}
