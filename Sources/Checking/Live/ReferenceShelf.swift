public import Returns
public import Store
import Synchronization

/// The reference data that an authority keeps, read when something is first looked up in it and held
/// once for the whole process.
///
/// What is kept may change while a server runs, also by another program: `refresh` takes that up.
public final class ReferenceShelf: Sendable {
  private let source: any ReferenceSource
  private let held = Mutex(Held())

  private struct Held {
    var digest: String?
    var isRead = false
    var postcodes: (any PostcodeDirectory)?
    var providers: ProviderList?
    var changes: AuthorityChanges?
    var years: [CollectionYear: ReferenceData] = [:]
    /// Why something that is kept could not be read.
    var trouble: String?
  }

  public init(_ source: any ReferenceSource) { self.source = source }

  /// Tells one state of the reference data from another; empty where nothing is kept.
  public var digest: String {
    held.withLock { held in
      if let digest = held.digest { return digest }
      let digest = kept() ?? ""
      held.digest = digest
      return digest
    }
  }

  /// What to look things up in for a year: what is kept, and of the rest what comes with Kith.
  public func data(of year: CollectionYear) -> ReferenceData {
    held.withLock { held in
      if !held.isRead { read(&held) }
      if let data = held.years[year] { return data }
      var data = (try? ReferenceData.builtIn(on: year.end)) ?? ReferenceData()
      if let changes = held.changes { data.authorities = changes.directory(on: year.end) }
      data.postcodes = held.postcodes
      data.providers = held.providers
      data = data.located
      held.years[year] = data
      return data
    }
  }

  /// Why kept data is not used, for whoever runs Kith.
  public var trouble: String? { held.withLock { $0.trouble } }

  /// Forgets what was read, where something else is kept by now.
  /// - Returns: whether it is
  public func refresh() -> Bool {
    held.withLock { held in
      // A database that does not answer for a moment is no reason to forget anything.
      guard let now = kept() else { return false }
      let known = held.digest ?? now
      if held.digest != nil, known != now { held = Held() }
      held.digest = now
      return known != now
    }
  }

  private func kept() -> String? { (try? lists()).map { Self.digest(of: $0) } }

  /// The lists that rules look things up in; others are kept beside them.
  private func lists() throws -> [ReferenceList] {
    try source.references().filter { ReferenceKind(rawValue: $0.kind) != nil }
  }

  private static func digest(of lists: [ReferenceList]) -> String {
    lists.map { "\($0.kind) \($0.digest)" }.joined(separator: " ")
  }

  private func read(_ held: inout Held) {
    held.isRead = true
    do {
      let lists = try lists()
      held.digest = Self.digest(of: lists)
      for list in lists {
        switch ReferenceKind(rawValue: list.kind) {
        case .postcodes:
          held.postcodes = try KeptReferenceReading.postcodes(size: list.size) { take in
            try source.readReference(list.kind, take)
          }
          if held.postcodes == nil {
            held.trouble = "The postcodes that are kept were packed by another version of Kith."
          }
        case .providers: held.providers = try KeptReferenceReading.providers(text(of: list))
        case .authorities: held.changes = try KeptReferenceReading.authorities(text(of: list))
        case nil: continue
        }
      }
    } catch {
      held.trouble = "Reference data that is kept could not be read: \(error)"
    }
  }

  private func text(of list: ReferenceList) throws -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(list.size)
    try source.readReference(list.kind) { text.append(contentsOf: $0) }
    return text
  }
}
