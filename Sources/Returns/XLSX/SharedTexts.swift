/// The texts that cells of a workbook share.
final class SharedTexts: OfficeXMLReader {
  private(set) var texts: [String] = []
  private(set) var failure: String?
  private let limits: WorkbookLimits
  private var bytes: [UInt8] = []
  private var isInText = false
  private var phonetic = 0

  init(limits: WorkbookLimits) { self.limits = limits }

  func start(_ name: String, _ attributes: OfficeXML.Attributes) {
    switch name {
    case "si": bytes.removeAll(keepingCapacity: true)
    case "rPh": phonetic += 1
    case "t": isInText = phonetic == 0
    default: break
    }
  }

  func end(_ name: String) {
    switch name {
    case "si":
      texts.append(OfficeText.decoded(bytes))
      if texts.count > limits.sharedTexts { failure = "it has too many texts" }
    case "rPh": phonetic -= 1
    case "t": isInText = false
    default: break
    }
  }

  func text(_ more: UnsafeBufferPointer<UInt8>) {
    guard isInText else { return }
    bytes += more
    if bytes.count > limits.cellBytes { failure = "a text is longer than a cell can be" }
  }
}

/// Text as office documents write it.
enum OfficeText {
  /// Undoes `_x000D_`, by which characters are written that XML cannot hold.
  ///
  /// Source: ECMA-376, part 1, 22.9.2.19.
  static func decoded(_ bytes: [UInt8]) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.contains("_x") else { return text }
    return text.replacing(/_x([0-9A-Fa-f]{4})_/) { match in
      UInt32(match.output.1, radix: 16).flatMap(Unicode.Scalar.init).map { String(Character($0)) }
        ?? String(match.output.0)
    }
  }
}
