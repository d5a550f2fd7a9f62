import Access
import CareRecord
public import CivilTime
public import HTML
public import Store

/// Where somebody begins: the children they work with, what they began to write, and what cannot
/// wait.
public struct HomePage: Sendable {
  /// Something that a person should look at.
  public struct Attention: Hashable, Sendable {
    let words: String
    let link: Link

    public init(_ words: String, to link: Link) {
      self.words = words
      self.link = link
    }
  }

  /// Something begun and not yet saved to a record.
  public struct WaitingDraft: Hashable, Sendable {
    let title: String
    let saved: Instant
    let link: Link

    public init(title: String, saved: Instant, link: Link) {
      self.title = title
      self.saved = saved
      self.link = link
    }
  }

  let children: [ChildHeadline]
  let total: Int
  /// Whether the list can be shown; where not, the frame says why.
  let isListPrepared: Bool
  let drafts: [WaitingDraft]
  let attention: [Attention]
  let mayImport: Bool
  let maySearch: Bool
  /// Whose children the list shows; nil for someone who has no list.
  let listTitle: String?

  /// - Parameters:
  ///   - children: the reader's own, or the team's: the first of them; nil while the list of all is
  ///     still being made
  ///   - attention: what needs attention beyond what the headlines say
  public init(
    children: ChildListPage?, drafts: [WaitingDraft] = [], attention: [Attention] = [],
    in setting: PageSetting
  ) {
    self.children = children?.children ?? []
    total = children?.total ?? 0
    isListPrepared = children != nil
    self.drafts = drafts.sorted { $0.saved > $1.saved }
    self.attention = attention + HomePage.attention(self.children, setting)
    mayImport = Policy.mayImportAndExport(setting.person)
    listTitle =
      switch Policy.scope(of: setting.person) {
      case .none: nil
      case .all: "Children"
      case .allocated: "My children"
      case .teamAndUnallocated, .any: "My team’s children, and those without a worker"
      }
    maySearch = Policy.maySearchEveryone(setting.person)
  }

  /// What the headlines themselves say: nobody allocated, a birth that was expected, alerts.
  private static func attention(
    _ children: [ChildHeadline], _ setting: PageSetting
  ) -> [Attention] {
    children.flatMap { child -> [Attention] in
      let name = ChildName(child).words
      let link = Link.record(of: child.subject)
      var found: [Attention] = []
      if child.worker == nil, let status = child.status, status < .careLeaver {
        found.append(Attention("\(name) has no allocated worker", to: link))
      }
      if child.birthDate == nil, let expected = child.expectedBirthDate, expected < setting.today {
        found.append(
          Attention("\(name) was expected to be born on \(expected.spoken)", to: link))
      }
      return found
    }
  }
}
