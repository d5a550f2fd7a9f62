/// What a record is about.
public struct Subject: Hashable, Sendable {
  public let kind: SubjectKind
  public let id: SubjectID

  public init(_ kind: SubjectKind, _ id: SubjectID) {
    self.kind = kind
    self.id = id
  }

  public static func child(_ id: SubjectID) -> Subject { Subject(.child, id) }
}

/// The kinds of thing that a record can be about.
///
/// The number is stored and never reused.
public enum SubjectKind: Int, CaseIterable, Sendable {
  case child = 1
  case adult = 2
  case family = 3
  case place = 4
  case peerGroup = 5
  case worker = 6
  /// A carer's household or a children's home.
  case home = 7
  case organisation = 8
  case authority = 9
}

/// A local authority by its three-digit number in the Department's lists, for instance 383 for
/// Leeds.
///
/// First in every key of the store.
public struct Authority: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let number: Int

  /// Nil unless the number has three digits.
  public init?(number: Int) {
    guard (100...999).contains(number) else { return nil }
    self.number = number
  }

  public init?(_ text: some StringProtocol) {
    guard text.utf8.count == 3, let number = Int(text) else { return nil }
    self.init(number: number)
  }

  private init(known number: Int) { self.number = number }

  /// Made-up data belongs to 999, a number that no authority has.
  public static let fictional = Authority(known: 999)

  public static func < (left: Authority, right: Authority) -> Bool { left.number < right.number }

  public var description: String { String(number) }
}
