import CLibXML

/// What reads one part of an office document: it hears of elements by their names without a prefix.
protocol OfficeXMLReader: AnyObject {
  func start(_ name: String, _ attributes: OfficeXML.Attributes)
  func end(_ name: String)
  func text(_ bytes: UnsafeBufferPointer<UInt8>)
  /// Why reading has to stop; nil while it may go on.
  var failure: String? { get }
}

/// Parses the parts of office documents as they are unpacked.
enum OfficeXML {
  /// The attributes of one element.
  struct Attributes {
    /// Five pointers an attribute: name, prefix, namespace, and where the value begins and ends.
    fileprivate let pointers: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    fileprivate let count: Int

    /// The value of the attribute with this name, whatever its prefix.
    subscript(name: StaticString) -> String? {
      guard let pointers else { return nil }
      for place in 0..<count {
        guard let own = pointers[place * 5], let start = pointers[place * 5 + 3],
          let end = pointers[place * 5 + 4]
        else { continue }
        guard xmlStrEqual(own, name.utf8Start) == 1 else { continue }
        return String(
          decoding: UnsafeBufferPointer(start: start, count: end - start), as: UTF8.self)
      }
      return nil
    }
  }

  /// Reads a part.
  ///
  /// - Throws: a `Refusal` of the file when the part is damaged, too large, not XML, or the reader
  ///   gives up.
  static func read(
    _ part: String, of parts: PackedParts, file: String, _ reader: any OfficeXMLReader
  ) throws(Refusal) {
    _ = isReady
    let session = Session(reader)
    var failure: Refusal?
    withExtendedLifetime(session) {
      var events = OfficeXML.events
      let context = xmlCreatePushParserCtxt(
        &events, Unmanaged.passUnretained(session).toOpaque(), nil, 0, nil)
      guard let context else {
        session.failure = "there is not enough memory"
        return
      }
      defer { xmlFreeParserCtxt(context) }
      session.context = context
      // Replacing entities is safe here: a document type, which could define any, ends the reading.
      // Without it the five of XML itself would stay as they are in attributes.
      xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue))
      do throws(Refusal) {
        try parts.read(part) { bytes in
          let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
          xmlParseChunk(context, start, Int32(bytes.count), 0)
          return !session.isDone
        }
        if !session.isDone { xmlParseChunk(context, nil, 0, 1) }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    if let reason = reader.failure ?? session.failure {
      throw Refusal(
        .file, file: file, reason: "“\(part)” in the workbook cannot be read: \(reason)",
        expected: "an Excel workbook (.xlsx)", remedy: "Save it again in Excel.")
    }
  }

  /// libxml2 has to be made ready once before several threads use it.
  private static let isReady: Void = xmlInitParser()

  private static var events: xmlSAXHandler {
    var events = xmlSAXHandler()
    events.initialized = UInt32(XML_SAX2_MAGIC)
    events.startElementNs = { session, name, _, _, _, _, count, _, attributes in
      Session.of(session)?.start(name, Attributes(pointers: attributes, count: Int(count)))
    }
    events.endElementNs = { session, name, _, _ in Session.of(session)?.end(name) }
    events.characters = { session, text, count in Session.of(session)?.text(text, count) }
    events.cdataBlock = { session, text, count in Session.of(session)?.text(text, count) }
    events.internalSubset = { session, _, _, _ in
      Session.of(session)?.fail("it declares a document type")
    }
    events.serror = { session, error in
      guard let error, error.pointee.level == XML_ERR_FATAL else { return }
      let text = error.pointee.message.map { String(cString: $0) } ?? "the XML is broken"
      Session.of(session)?.fail(text.split { $0.isNewline }.first.map(String.init) ?? text)
    }
    return events
  }

  /// One run of the parser.
  private final class Session {
    private let reader: any OfficeXMLReader
    var context: xmlParserCtxtPtr?
    var failure: String?

    init(_ reader: any OfficeXMLReader) { self.reader = reader }

    static func of(_ pointer: UnsafeMutableRawPointer?) -> Session? {
      pointer.map { Unmanaged<Session>.fromOpaque($0).takeUnretainedValue() }
    }

    var isDone: Bool { failure != nil || reader.failure != nil }

    func start(_ name: UnsafePointer<xmlChar>?, _ attributes: Attributes) {
      guard !isDone, let name else { return }
      reader.start(String(cString: name), attributes)
      if reader.failure != nil { xmlStopParser(context) }
    }

    func end(_ name: UnsafePointer<xmlChar>?) {
      guard !isDone, let name else { return }
      reader.end(String(cString: name))
      if reader.failure != nil { xmlStopParser(context) }
    }

    func text(_ text: UnsafePointer<xmlChar>?, _ count: Int32) {
      guard !isDone else { return }
      reader.text(UnsafeBufferPointer(start: text, count: Int(count)))
      if reader.failure != nil { xmlStopParser(context) }
    }

    func fail(_ reason: String) {
      guard !isDone else { return }
      failure = reason
      xmlStopParser(context)
    }
  }
}
