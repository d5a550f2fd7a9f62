import CLibXML

/// The one place that talks to libxml2.
enum XMLParser {
  /// Parses a file, or a piece of it, and hands its events to a collector until that is done.
  static func parse(
    _ file: SourceFile, _ piece: XMLPiece? = nil, _ collector: inout XMLCollector
  ) {
    _ = isReady
    withUnsafeMutablePointer(to: &collector) { collector in
      var session = Session(collector: collector, linesBefore: piece?.linesBefore ?? 0)
      withUnsafeMutablePointer(to: &session) { session in
        parse(file, piece, session)
      }
    }
  }

  private static func parse(
    _ file: SourceFile, _ piece: XMLPiece?, _ session: UnsafeMutablePointer<Session>
  ) {
    let collector = session.pointee.collector
    var events = XMLParser.events
    guard let context = xmlCreatePushParserCtxt(&events, session, nil, 0, nil) else {
      collector.pointee.fail(1, "there is not enough memory")
      return
    }
    defer { xmlFreeParserCtxt(context) }
    session.pointee.context = context
    // The text is UTF-8 by now, whatever the file declares. No option that loads or expands
    // anything is set.
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue
    xmlCtxtUseOptions(context, Int32(options))
    if let piece { feed(piece.opening[...], to: context, collector) }
    feed(file.bytes[(piece?.range ?? file.textStart..<file.bytes.count)], to: context, collector)
    if let piece { feed(piece.closing[...], to: context, collector) }
    if !collector.pointee.isDone { xmlParseChunk(context, nil, 0, 1) }
  }

  private static func feed(
    _ text: ArraySlice<UInt8>, to context: xmlParserCtxtPtr,
    _ collector: UnsafeMutablePointer<XMLCollector>
  ) {
    text.withUnsafeBytes { raw in
      var place = 0
      while place < raw.count, !collector.pointee.isDone {
        let size = min(1 << 16, raw.count - place)
        let chunk = raw.baseAddress?.advanced(by: place).assumingMemoryBound(to: CChar.self)
        place += size
        xmlParseChunk(context, chunk, Int32(size), 0)
      }
    }
  }

  /// libxml2 has to be made ready once before several threads use it.
  private static let isReady: Void = xmlInitParser()

  private static var events: xmlSAXHandler {
    var events = xmlSAXHandler()
    events.initialized = UInt32(XML_SAX2_MAGIC)
    events.startElementNs = { session, name, prefix, _, namespaces, _, attributes, _, _ in
      Session.of(session)?.pointee.start(
        name, hasNamespace: prefix != nil || namespaces > 0, hasAttributes: attributes > 0)
    }
    events.endElementNs = { session, _, _, _ in Session.of(session)?.pointee.end() }
    events.characters = { session, text, count in
      Session.of(session)?.pointee.characters(text, count)
    }
    events.ignorableWhitespace = events.characters
    events.cdataBlock = events.characters
    events.internalSubset = { session, _, _, _ in
      Session.of(session)?.pointee.fail("it declares a document type")
    }
    events.serror = { session, error in
      guard let error, error.pointee.level == XML_ERR_FATAL else { return }
      let text = error.pointee.message.map { String(cString: $0) } ?? "the XML is broken"
      let reason = text.split { $0.isNewline }.first.map(String.init) ?? text
      Session.of(session)?.pointee.fail(reason, errorLine: Int(error.pointee.line))
    }
    return events
  }
}

/// One run of the parser.
private struct Session {
  let collector: UnsafeMutablePointer<XMLCollector>
  let linesBefore: Int
  var context: xmlParserCtxtPtr?

  @inline(__always)
  static func of(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<Session>? {
    pointer?.assumingMemoryBound(to: Session.self)
  }

  private var line: Int { Int(context?.pointee.input?.pointee.line ?? 0) + linesBefore }

  func start(_ name: UnsafePointer<xmlChar>?, hasNamespace: Bool, hasAttributes: Bool) {
    guard !collector.pointee.isDone, let name else { return }
    collector.pointee.start(
      name, line: line, hasNamespace: hasNamespace, hasAttributes: hasAttributes)
    stopIfDone()
  }

  func end() {
    guard !collector.pointee.isDone else { return }
    collector.pointee.end()
    stopIfDone()
  }

  func characters(_ text: UnsafePointer<xmlChar>?, _ count: Int32) {
    guard !collector.pointee.isDone else { return }
    collector.pointee.characters(
      UnsafeBufferPointer(start: text, count: Int(count)), line: line)
    stopIfDone()
  }

  /// - Parameter errorLine: The line by libxml2's reckoning, where it is not the current one.
  func fail(_ reason: String, errorLine: Int? = nil) {
    guard !collector.pointee.isDone else { return }
    collector.pointee.fail(errorLine.map { $0 + linesBefore } ?? line, reason)
    stopIfDone()
  }

  private func stopIfDone() {
    if collector.pointee.isDone { xmlStopParser(context) }
  }
}
