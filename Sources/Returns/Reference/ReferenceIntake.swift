import CivilTime
import Foundation

/// A list of reference data in the form in which it is kept, piece by piece.
///
/// Postcodes are kept packed, so that the whole country is one copy of memory; providers and
/// districts as the text that `ReferenceFolder` reads, cleaned of what could not be read.
public struct KeptReference: Sendable {
  public let kind: ReferenceKind
  /// The files that it was made from.
  public let files: [String]
  /// Postcodes, entries of providers, or lines about districts.
  public let rows: Int
  private let bytes: @Sendable (Range<Int>) -> [UInt8]
  private let size: Int

  /// Of one piece at most: a row of a database takes it, and nobody holds more than one.
  public static let pieceSize = 1 << 20

  /// A piece of it; nil after the last one.
  public func piece(_ number: Int) -> [UInt8]? {
    let start = number * KeptReference.pieceSize
    guard start < size else { return nil }
    return bytes(start..<min(start + KeptReference.pieceSize, size))
  }

  init(_ kind: ReferenceKind, files: [String], rows: Int, _ bytes: [UInt8]) {
    self.kind = kind
    self.files = files
    self.rows = rows
    size = bytes.count
    self.bytes = { Array(bytes[$0]) }
  }

  init(_ postcodes: PackedPostcodes, files: [String]) {
    kind = .postcodes
    self.files = files
    rows = postcodes.count
    size = postcodes.size
    bytes = { postcodes.bytes($0) }
  }
}

extension ReferenceFolder {
  /// What the folder holds, to be kept; what it does not hold is not among it.
  public var kept: [KeptReference] {
    var kept: [KeptReference] = []
    if let files = sources[.postcodes], let packed = data.postcodes as? PackedPostcodes {
      kept.append(KeptReference(packed, files: files))
    }
    if let files = sources[.providers], let providers = data.providers {
      let all = providers.all
      kept.append(KeptReference(.providers, files: files, rows: all.count, ProviderText.of(all)))
    }
    if let files = sources[.authorities], let changes {
      kept.append(
        KeptReference(
          .authorities, files: files, rows: changes.entries.count,
          AuthorityText.of(changes.entries)))
    }
    return kept
  }
}

/// Puts kept reference data together again.
public enum KeptReferenceReading {
  /// - Parameters:
  ///   - size: of all pieces together
  ///   - fill: hands over the pieces in their order
  /// - Returns: nil where the pieces are not the whole of what was kept
  public static func postcodes(
    size: Int, _ fill: ((UnsafeRawBufferPointer) -> Void) throws -> Void
  ) rethrows -> (any PostcodeDirectory)? {
    let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: max(size, 1), alignment: 64)
    bytes.initializeMemory(as: UInt8.self, repeating: 0)
    let block = PostcodeBlock(owning: bytes)
    var place = 0
    try fill { piece in
      guard place + piece.count <= bytes.count else { return }
      UnsafeMutableRawBufferPointer(rebasing: bytes[place..<(place + piece.count)])
        .copyMemory(from: piece)
      place += piece.count
    }
    return place == size ? PackedPostcodes(block) : nil
  }

  public static func providers(_ text: [UInt8]) throws(Refusal) -> ProviderList {
    var intake = ProviderIntake()
    intake.take(try table(text, "providers.csv", ["URN"]))
    return ProviderList(intake.providers)
  }

  public static func authorities(_ text: [UInt8]) throws(Refusal) -> AuthorityChanges {
    AuthorityFile(try table(text, "authorities.csv", AuthorityFile.required)).changes
  }

  private static func table(
    _ text: [UInt8], _ name: String, _ required: [String]
  ) throws(Refusal) -> ReferenceTable {
    try ReferenceTable(
      SourceFile(name: name, bytes: text), required: required, limits: .standard)
  }
}

extension ReferenceData {
  /// The same, with the authority of each provider whose postcode can be placed.
  public var located: ReferenceData {
    var data = self
    data.providers = providers?.located(in: self)
    return data
  }
}

/// Providers as the text of `providers.csv`.
private enum ProviderText {
  static func of(_ providers: [Provider]) -> [UInt8] {
    var text = "URN,PLACE_CODES,PROVIDER_CODES,REG_END,POSTCODE\n"
    for provider in providers {
      let end = provider.registrationEnd.day
      let cells = [
        provider.urn.description,
        provider.placeCodes.map(\.description).joined(separator: "/"),
        provider.providerCodes.map(\.description).joined(separator: "/"),
        end.isSet ? end.british : "", provider.postcode.description,
      ]
      text += cells.map(quoted).joined(separator: ",") + "\n"
    }
    return Array(text.utf8)
  }
}

/// Districts as the text of `authorities.csv`.
private enum AuthorityText {
  static func of(_ entries: [AuthorityChanges.Entry]) -> [UInt8] {
    var text = "DISTRICT,AUTHORITY,FROM,TO\n"
    for entry in entries {
      let cells = [
        entry.district.description, entry.authority.description,
        entry.from.isSet ? entry.from.british : "", entry.to.isSet ? entry.to.british : "",
      ]
      text += cells.map(quoted).joined(separator: ",") + "\n"
    }
    return Array(text.utf8)
  }
}

private func quoted(_ cell: String) -> String {
  cell.contains { $0 == "," || $0 == "\"" }
    ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
}
